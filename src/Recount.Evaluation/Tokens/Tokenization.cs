using System.Runtime.InteropServices;

namespace Recount.Evaluation.Tokens;

/// <summary>All steps from text to ids and back, in their order.</summary>
/// <param name="Plain">Added tokens that are found before anything else.</param>
/// <param name="Normalized">Added tokens that are found in the normalised text.</param>
/// <param name="Decoders">null: tokens are joined by spaces.</param>
internal sealed record Tokenization(
    IReadOnlyList<AddedToken> Added, AddedTokens Plain, Normalizer Normalizer, AddedTokens Normalized, IReadOnlyList<PreTokenizer> PreTokenizers, BpeVocabulary Vocabulary, BytePairs Words,
    SpecialTemplate Template, IReadOnlyList<TokenDecoder>? Decoders)
{
    // Of the text that this thread encodes: the pieces before a step, and those after it. Hundreds of thousands of prompts would each leave several lists of words behind.
    [ThreadStatic]
    private static List<Stretch>? _pieces;

    [ThreadStatic]
    private static List<Stretch>? _next;

    // Known where nothing but such a step stands between the text and its words.
    private readonly int? _ahead = Normalizer is Normalizer.Sequence { All.Count: 0 } && PreTokenizers is [var only] ? only.Ahead : null;

    /// <summary>All tokens.</summary>
    public IReadOnlyDictionary<string, int> Ids { get; init; } =
        Added.Select(t => KeyValuePair.Create(t.Content, t.Id)).Concat(Vocabulary.Tokens).DistinctBy(t => t.Key).ToDictionary(StringComparer.Ordinal);

    /// <summary>The special ones, where the tokenizer's own file names them; null: other files do.</summary>
    public SpecialIds? Special { get; init; }

    /// <summary>Reads a tokenizer.json.</summary>
    /// <exception cref="FormatException">It is broken.</exception>
    /// <exception cref="NotSupportedException">Some of it is not implemented exactly.</exception>
    /// <remarks><c>truncation</c> and <c>padding</c> are not read: texts are encoded whole and alone, as the harnesses do that set both aside and cut on the left themselves.</remarks>
    public static Tokenization Read(Fields root, string file)
    {
        root.Only("version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model");
        var normalizer = Normalizer.Read(root);
        var steps = Tokens.PreTokenizers.Read(root);
        var vocabulary = BpeVocabulary.Read(root, steps.Any(s => s is PreTokenizer.ByteLevel));
        var (added, template, decoders) = (AddedToken.Read(root, vocabulary.Tokens), SpecialTemplate.Read(root), TokenDecoder.Read(root));
        if (steps.Any(s => s is PreTokenizer.Metaspace { PrependsFirst: true }) && normalizer.Apply("a") != "a")
        {
            root.Unsupported.Add("pre_tokenizer.prepend_scheme", "'first' after a normalizer that prepends", "always, never");
        }

        if (added.FirstOrDefault(t => t.IsNormalized && normalizer.Apply(t.Content).Length == 0) is { } vanished)
        {
            root.Unsupported.Add("added_tokens", $"a list with '{vanished.Content}', of which the normalizer leaves nothing", "tokens with a text");
        }

        root.Unsupported.Refuse(file);
        return Of(added, normalizer, steps, vocabulary, template, decoders);
    }

    public static Tokenization Of(
        IReadOnlyList<AddedToken> added, Normalizer normalizer, IReadOnlyList<PreTokenizer> steps, BpeVocabulary vocabulary, SpecialTemplate template,
        IReadOnlyList<TokenDecoder>? decoders)
    {
        var (plain, normalized) = (new AddedTokens(added.Where(t => !t.IsNormalized), t => t), new AddedTokens(added.Where(t => t.IsNormalized), normalizer.Apply));
        return new(added, plain, normalizer, normalized, steps, vocabulary, new(vocabulary), template, decoders);
    }

    public List<int> Encode(string text, bool addSpecial)
    {
        var ids = new List<int>((text.Length / 3) + 4);
        if (addSpecial)
        {
            ids.AddRange(Template.Before);
        }

        var (pieces, next) = (_pieces ??= [], _next ??= []);
        pieces.Clear();
        Plain.Cut(new(text.AsMemory(), null, true), pieces);
        Each(ref pieces, ref next, (p, into) => Normalized.Cut(p with { Text = Normalizer.Apply(p.Text.ToString()).AsMemory() }, into));
        var (first, start, last) = (ids.Count, 0, _ahead is not null && pieces is [{ Token: null }] ? LastText.Of(this, text) : null);
        if (last?.Begin(text, _ahead!.Value, ids) is > 0 and var known)
        {
            (start, pieces[0]) = (known, new(text.AsMemory(known), null, false));
        }

        foreach (var step in PreTokenizers)
        {
            Each(ref pieces, ref next, step.Cut);
        }

        foreach (var piece in pieces)
        {
            if (piece.Token is { } token)
            {
                ids.Add(token);
            }
            else
            {
                Words.Encode(piece.Text.Span, ids);
            }

            last?.Cut(start += piece.Text.Length, ids.Count - first);
        }

        last?.End(text, CollectionsMarshal.AsSpan(ids)[first..]);

        if (addSpecial)
        {
            ids.AddRange(Template.After);
        }

        return ids;
    }

    // Tokens stay as they are.
    private static void Each(ref List<Stretch> pieces, ref List<Stretch> next, Action<Stretch, List<Stretch>> cut)
    {
        next.Clear();
        foreach (var piece in pieces)
        {
            if (piece.Token is not null)
            {
                next.Add(piece);
            }
            else
            {
                cut(piece, next);
            }
        }

        (pieces, next) = (next, pieces);
    }
}
