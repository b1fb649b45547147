using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Reads GPT-2's two files, <c>vocab.json</c> and <c>merges.txt</c>, with GPT-2's words. Other models ship the same two files with other words and templates of which the files say nothing,
/// so the class of tokenizer that <c>tokenizer_config.json</c> names must be one that is GPT-2's.
/// </summary>
internal static class VocabularyAndMerges
{
    public const string Vocabulary = "vocab.json";

    public const string Merges = "merges.txt";

    private const string EndOfText = "<|endoftext|>";

    private static readonly string[] Classes = ["GPT2Tokenizer", "GPT2TokenizerFast", "CodeGenTokenizer", "CodeGenTokenizerFast"];

    private static readonly string[] Special = ["bos_token", "eos_token", "unk_token", "pad_token", "additional_special_tokens"];

    /// <exception cref="FormatException">A file is broken.</exception>
    /// <exception cref="NotSupportedException">The files belong to another kind of tokenizer, or do not say what an id is.</exception>
    public static Tokenization Read(TokenizerFiles files)
    {
        var unsupported = new Unsupported();
        var tokens = BpeVocabulary.ReadTokens(files.ReadJson(Vocabulary, unsupported)!.Value.Element, Vocabulary);
        var lines = Encoding.UTF8.GetString(files.Read(Merges)!).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && !l.StartsWith("#version", StringComparison.Ordinal));
        var vocabulary = new BpeVocabulary(tokens, BpeVocabulary.Rank(lines.Select(Pair), tokens, Merges), null, false, false, null, true, false);
        if (ByteSpelling.All.FirstOrDefault(c => !tokens.ContainsKey($"{c}")) is var missing and not '\0')
        {
            unsupported.Add(Vocabulary, $"a vocabulary without '{missing}', the spelling of a byte", "vocabularies with all 256");
        }

        var config = files.ReadJson(SpecialIds.Config, unsupported);
        if (config?.Text("tokenizer_class") is { } name && !Classes.Contains(name))
        {
            unsupported.Add($"{SpecialIds.Config}: tokenizer_class", $"'{name}' without a tokenizer.json", string.Join(", ", Classes));
        }

        var added = ReadAdded(files, config, tokens, unsupported);
        var special = SpecialIds.Read(files, token => tokens.TryGetValue(token, out var id) ? id : added.FirstOrDefault(t => t.Content == token)?.Id);
        if (special is { Bos: null, Eos: null } && tokens.TryGetValue(EndOfText, out var end))
        {
            special = special with { Bos = end, Eos = end };
        }

        var template = new SpecialTemplate(special is { AddsBos: true, Bos: { } bos } ? [bos] : [], special is { AddsEos: true, Eos: { } eos } ? [eos] : []);
        unsupported.Refuse(files.Find(Vocabulary)!);
        var words = new PreTokenizer.ByteLevel(config?.Flag("add_prefix_space") ?? false, PreTokenizers.Words);
        return Tokenization.Of(added, new Normalizer.Sequence([]), [words], vocabulary, template, [new TokenDecoder.Bytes()]) with { Special = special };
    }

    private static (string Left, string Right) Pair(string line) => line.Split(' ') is [var left, var right] ? (left, right)
        : throw new FormatException($"{Merges}: '{line}' is no pair");

    // What transformers adds: the tokens of added_tokens.json and of added_tokens_decoder, and the special ones.
    private static List<AddedToken> ReadAdded(TokenizerFiles files, Fields? config, Dictionary<string, int> tokens, Unsupported unsupported)
    {
        var added = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        if (files.ReadJson("added_tokens.json", unsupported) is { } list)
        {
            foreach (var (token, id) in BpeVocabulary.ReadTokens(list.Element, "added_tokens.json"))
            {
                added[token] = new(token, id, false, false, false, false);
            }
        }

        foreach (var field in config?.Object("added_tokens_decoder")?.Element.EnumerateObject().ToList() ?? [])
        {
            var token = new Fields(field.Value, $"{SpecialIds.Config}: added_tokens_decoder.{field.Name}", unsupported);
            if (!int.TryParse(field.Name, out var id) || token.Flag("single_word") is true)
            {
                unsupported.Add(token.Path, "no number, or a token with single_word", "whole words or parts of words by number");
            }

            added[token.Needed("content")] = new(token.Needed("content"), id, token.Flag("special") ?? false, false, token.Flag("lstrip") ?? false, token.Flag("rstrip") ?? false);
        }

        var named = Special.SelectMany(name => SpecialIds.Tokens(config, name).Concat(SpecialIds.Tokens(files.ReadJson(SpecialIds.Map, unsupported), name))).Distinct().ToList();
        foreach (var token in named.Count > 0 || !tokens.ContainsKey(EndOfText) ? named : [EndOfText])
        {
            if (!added.ContainsKey(token) && !tokens.ContainsKey(token))
            {
                unsupported.Add(SpecialIds.Map, $"a map with '{token}', which has no id", "tokens of vocab.json, of added_tokens.json or of added_tokens_decoder");
                continue;
            }

            added.TryAdd(token, new(token, tokens.GetValueOrDefault(token), true, false, false, false));
        }

        foreach (var token in added.Values.Where(t => tokens.TryGetValue(t.Content, out var id) && id != t.Id))
        {
            unsupported.Add("added_tokens.json", $"a list that gives '{token.Content}' another id than vocab.json", "one id for a token");
        }

        return [.. added.Values];
    }
}
