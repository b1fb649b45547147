using System.Text.Json;

namespace Recount.Evaluation.Tokens;

/// <summary>The tokens and merges of a byte-pair encoding, and what it does with a word.</summary>
/// <param name="Merges">Lower ranks are merged first.</param>
/// <param name="Unknown">Stands for a character that is no token; null: such a character vanishes.</param>
/// <param name="FusesUnknown">Neighbouring unknown characters are one token.</param>
/// <param name="TakesWhole">A word that is a token is taken without merging (<c>ignore_merges</c>).</param>
/// <param name="Bytes">The tokens that spell an unknown character in bytes, 256 of them; null where there are none.</param>
/// <param name="IsByteLevel">Words are spelt in bytes first; see <see cref="ByteSpelling"/>.</param>
/// <param name="HasTies">Several merges can have one rank.</param>
internal sealed record BpeVocabulary(
    IReadOnlyDictionary<string, int> Tokens, IReadOnlyList<(string Left, string Right, int Rank)> Merges, string? Unknown, bool FusesUnknown, bool TakesWhole, int[]? Bytes,
    bool IsByteLevel, bool HasTies)
{
    private static readonly string[] Affixes = ["continuing_subword_prefix", "end_of_word_suffix"];

    /// <summary>Reads the <c>model</c> of a tokenizer.json.</summary>
    public static BpeVocabulary Read(Fields root, bool isByteLevel)
    {
        var model = root.Object("model") ?? throw new FormatException("model is not an object");
        if (model.Type is not ("" or "BPE") || model.Find("merges") is null)
        {
            model.Unsupported.Add($"{model.Path}.type", $"'{model.Type}'", "BPE");
            return new(new Dictionary<string, int>(), [], null, false, false, null, isByteLevel, false);
        }

        model.Only("type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges", "vocab", "merges");
        if (model.Find("dropout") is { } dropout && !(dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() == 0))
        {
            model.Unsupported.Add($"{model.Path}.dropout", dropout.GetRawText(), "null");
        }

        foreach (var affix in Affixes.Where(a => model.Text(a) is { Length: > 0 }))
        {
            model.Unsupported.Add($"{model.Path}.{affix}", $"'{model.Text(affix)}'", "null");
        }

        var tokens = ReadTokens(model.Find("vocab"), $"{model.Path}.vocab");
        var merges = ReadMerges(model.Find("merges")!.Value, $"{model.Path}.merges", tokens);
        if (merges.Any(m => m.Left.Contains(' ', StringComparison.Ordinal) || m.Right.Contains(' ', StringComparison.Ordinal)))
        {
            model.Unsupported.Add($"{model.Path}.merges", "a list with spaces in what is merged", "parts without spaces");
        }

        var bytes = model.Flag("byte_fallback") is true ? ReadBytes(model, tokens, merges) : null;
        var unknown = model.Text("unk_token");
        if (unknown is not null && !tokens.ContainsKey(unknown))
        {
            model.Unsupported.Add($"{model.Path}.unk_token", $"'{unknown}', which is not in the vocabulary", "a token of the vocabulary, null");
            unknown = null;
        }

        return new(tokens, merges, unknown, model.Flag("fuse_unk") ?? false, model.Flag("ignore_merges") ?? false, bytes, isByteLevel, false);
    }

    /// <exception cref="FormatException">It is no mapping of texts to numbers, each of them once.</exception>
    public static Dictionary<string, int> ReadTokens(JsonElement? vocabulary, string path)
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        if (vocabulary is not { ValueKind: JsonValueKind.Object } fields)
        {
            throw new FormatException($"{path} is not an object");
        }

        foreach (var field in fields.EnumerateObject())
        {
            tokens[field.Name] = field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetInt32(out var id) && id >= 0
                ? id
                : throw new FormatException($"{path}: the id of '{field.Name}' is no whole number");
        }

        return tokens.Count == 0 ? throw new FormatException($"{path} is empty")
            : tokens.GroupBy(t => t.Value).FirstOrDefault(g => g.Count() > 1) is { } twice ? throw new FormatException($"{path}: several tokens have the id {twice.Key}")
            : tokens;
    }

    /// <summary>Checks merges against the vocabulary and ranks them; of a pair that stands there twice the last counts.</summary>
    public static List<(string Left, string Right, int Rank)> Rank(IEnumerable<(string Left, string Right)> pairs, Dictionary<string, int> tokens, string path)
    {
        var ranks = new Dictionary<(string, string), int>();
        var rank = 0;
        foreach (var (left, right) in pairs)
        {
            foreach (var token in new[] { left, right, left + right }.Where(t => !tokens.ContainsKey(t)))
            {
                throw new FormatException($"{path}: '{left}' and '{right}' are merged, but '{token}' is not in the vocabulary");
            }

            ranks[(left, right)] = rank++;
        }

        return [.. ranks.OrderBy(r => r.Value).Select(r => (r.Key.Item1, r.Key.Item2, r.Value))];
    }

    private static List<(string Left, string Right, int Rank)> ReadMerges(JsonElement merges, string path, Dictionary<string, int> tokens)
    {
        if (merges.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"{path} is not a list");
        }

        return Rank(merges.EnumerateArray().Where(m => m.ValueKind != JsonValueKind.String || !m.GetString()!.StartsWith("#version", StringComparison.Ordinal)).Select(Pair), tokens, path);

        (string, string) Pair(JsonElement merge)
        {
            var parts = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Split(' ')
                : merge.ValueKind == JsonValueKind.Array && merge.EnumerateArray().All(p => p.ValueKind == JsonValueKind.String) ? [.. merge.EnumerateArray().Select(p => p.GetString()!)]
                : [];
            return parts.Length == 2 ? (parts[0], parts[1]) : throw new FormatException($"{path}: {merge.GetRawText()} is no pair");
        }
    }

    private static int[]? ReadBytes(Fields model, Dictionary<string, int> tokens, List<(string Left, string Right, int Rank)> merges)
    {
        var names = Enumerable.Range(0, 256).Select(b => $"<0x{b:X2}>").ToList();
        if (names.FirstOrDefault(n => !tokens.ContainsKey(n)) is { } missing)
        {
            model.Unsupported.Add($"{model.Path}.byte_fallback", $"true, but the vocabulary lacks {missing}", "true with tokens for all 256 bytes, false");
            return null;
        }

        if (merges.FirstOrDefault(m => names.Contains(m.Left) || names.Contains(m.Right)) is { Left: { } left, Right: var right })
        {
            model.Unsupported.Add($"{model.Path}.merges", $"a list with '{left} {right}', which joins the token of a byte", "merges of characters");
        }

        return [.. names.Select(n => tokens[n])];
    }
}
