using System.Text.Json;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Which tokens begin, end and are unknown. What <c>tokenizer_config.json</c> says counts, null included; then <c>special_tokens_map.json</c>; then the ids in
/// <c>generation_config.json</c>, <c>config.json</c> and <c>genai_config.json</c>.
/// </summary>
/// <param name="AddsBos">What <c>add_bos_token</c> says, or what the class of tokenizer that is named does without it; null where nothing says it.</param>
/// <param name="Class">What <c>tokenizer_class</c> says.</param>
/// <param name="ModelType">What <c>config.json</c> says.</param>
/// <param name="MaxLength">null where none is stated, or one so large that it means none.</param>
internal sealed record SpecialIds(int? Bos, int? Eos, int? Unknown, bool? AddsBos, bool? AddsEos, int? MaxLength, string? ModelType, string? Class)
{
    public const string Config = "tokenizer_config.json";

    public const string Map = "special_tokens_map.json";

    // Classes of transformers that begin each text unless told otherwise.
    private static readonly string?[] Beginning =
    [
        "LlamaTokenizer", "LlamaTokenizerFast", "CodeLlamaTokenizer", "CodeLlamaTokenizerFast", "GemmaTokenizer", "GemmaTokenizerFast",
    ];

    private static readonly string[] ModelConfigs = ["generation_config.json", "config.json", "genai_config.json"];

    /// <summary>The tokens in a field of a file, each a text or an object with its content.</summary>
    public static IEnumerable<string> Tokens(Fields? file, string name) => file?.Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Select(Content).OfType<string>(),
        { } one => new[] { Content(one) }.OfType<string>(),
    };

    /// <param name="idOf">The id of a token, or null.</param>
    public static SpecialIds Read(TokenizerFiles files, Func<string, int?> idOf)
    {
        var unsupported = new Unsupported();
        var config = files.ReadJson(Config, unsupported);
        var map = files.ReadJson(Map, unsupported);
        return new(
            Id("bos_token"), Id("eos_token"), Id("unk_token"),
            config?.Flag("add_bos_token") ?? (Beginning.Contains(config?.Text("tokenizer_class")) ? true : null), config?.Flag("add_eos_token"),
            config?.Find("model_max_length") is { ValueKind: JsonValueKind.Number } most && most.TryGetDouble(out var value) && value is > 0 and <= int.MaxValue ? (int)value : null,
            files.PeekJson("config.json", unsupported)?.Text("model_type"), config?.Text("tokenizer_class"));

        int? Id(string name)
        {
            foreach (var source in new[] { config, map })
            {
                if (source is { } fields && fields.Element.TryGetProperty(name, out _))
                {
                    return Tokens(source, name).Select(idOf).FirstOrDefault();
                }
            }

            return ModelConfigs.Select(file => Stated(file, $"{name}_id")).FirstOrDefault(id => id is not null);
        }

        // A file decides something only if it is asked and knows.
        int? Stated(string file, string name)
        {
            var root = files.PeekJson(file, unsupported);
            var id = (root?.Object("model") ?? root)?.Find(name) switch
            {
                { ValueKind: JsonValueKind.Number } one when one.TryGetInt32(out var number) => number,
                { ValueKind: JsonValueKind.Array } several when several.GetArrayLength() > 0 && several[0].TryGetInt32(out var first) => first,
                _ => (int?)null,
            };
            if (id is not null)
            {
                files.Read(file);
            }

            return id;
        }
    }

    /// <summary>All tokens that end what a model writes: models of chats have several, in a list beside the one of the tokenizer.</summary>
    public static IReadOnlyList<int> Ends(TokenizerFiles files, int? eos)
    {
        var unsupported = new Unsupported();
        var ends = new SortedSet<int>(new[] { eos }.OfType<int>());
        foreach (var root in ModelConfigs.Select(f => files.PeekJson(f, unsupported)))
        {
            if ((root?.Object("model") ?? root)?.Find("eos_token_id") is { ValueKind: JsonValueKind.Array } several)
            {
                ends.UnionWith(several.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var id) ? id : (int?)null).OfType<int>());
            }
        }

        return [.. ends];
    }

    private static string? Content(JsonElement token) => token.ValueKind switch
    {
        JsonValueKind.String => token.GetString(),
        JsonValueKind.Object when token.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String => content.GetString(),
        _ => null,
    };
}
