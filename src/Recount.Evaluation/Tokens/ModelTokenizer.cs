using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// A model's own tokenizer, read from the files beside the model. Its ids are those of the program that the file was written for, or it is refused: there is no approximation. It may be
/// used by several threads at once.
/// </summary>
/// <remarks>
/// It reads <c>tokenizer.json</c> with byte-pair encoding (Hugging Face's <c>tokenizers</c>), else <c>vocab.json</c> with <c>merges.txt</c> (GPT-2), else a SentencePiece model with
/// byte-pair encoding. A lone surrogate, which no UTF-8 text has, counts as U+FFFD.
/// </remarks>
public sealed class ModelTokenizer
{
    private const string Json = "tokenizer.json";

    private const string Pieces = "tokenizer.model";

    private readonly Tokenization _steps;

    private readonly Dictionary<int, string> _tokens;

    private ModelTokenizer(Tokenization steps, TokenizerFiles files)
    {
        _steps = steps;
        _tokens = steps.Ids.ToDictionary(t => t.Value, t => t.Key);
        var special = steps.Special ?? SpecialIds.Read(files, IdOf);
        (Bos, Eos, Unknown, ModelMaxLength) = (special.Bos, special.Eos, special.Unknown ?? (steps.Vocabulary.Unknown is { } unknown ? IdOf(unknown) : null), special.MaxLength);
        AddsBos = Bos is { } bos && steps.Template.Before is [var first, ..] && first == bos;
        Contradiction = special.AddsBos is { } stated && stated != AddsBos && Bos is not null
            ? $"{SpecialIds.Config} begins {(stated ? "each" : "no")} text with '{TokenOf(Bos.Value)}', {Json} {(stated ? "none" : "each")}"
            : null;
        IsGemma = special.ModelType?.Contains("gemma", StringComparison.Ordinal) is true;
        Ends = SpecialIds.Ends(files, Eos);
        (Files, Sha256) = (files.Names, files.Sha256);
    }

    /// <summary>The token that begins a text, where the model has one.</summary>
    public int? Bos { get; }

    /// <summary>The token that ends a text, where the model has one.</summary>
    public int? Eos { get; }

    /// <summary>All tokens that end what the model writes.</summary>
    public IReadOnlyList<int> Ends { get; }

    public int? Unknown { get; }

    /// <summary>Whether it puts <see cref="Bos"/> before a text when it adds special tokens.</summary>
    public bool AddsBos { get; }

    /// <summary>
    /// Where two files disagree on whether a text begins with <see cref="Bos"/>, both, in a sentence; else null. <see cref="Encode"/> follows <c>tokenizer.json</c>; transformers follows
    /// the other for some classes.
    /// </summary>
    public string? Contradiction { get; }

    /// <summary>Its model's type is of the Gemma family, for which <see cref="BosPolicy.Legacy"/> makes an exception.</summary>
    public bool IsGemma { get; }

    /// <summary>The most tokens that the model takes, as its tokenizer states it; null where it states none.</summary>
    public int? ModelMaxLength { get; }

    /// <summary>SHA-256 over the files that decide the ids, with their names.</summary>
    public string Sha256 { get; }

    /// <summary>The names of the files that decide the ids.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>How many tokens there are, added ones included. A model's own vocabulary may be padded to more.</summary>
    public int VocabularySize => _steps.Ids.Count;

    /// <summary>Reads the tokenizer of a model.</summary>
    /// <param name="folder">The model's folder, or a file in it. Of a folder called <c>onnx</c> the one above it counts too.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">A file is broken.</exception>
    /// <exception cref="NotSupportedException">It holds something that is not implemented exactly; the message names all of it.</exception>
    public static ModelTokenizer Read(string folder)
    {
        var files = new TokenizerFiles(folder);
        if (files.ReadJson(Json, new()) is { } root)
        {
            return new(Tokenization.Read(root, files.Find(Json)!), files);
        }

        if (files.Find(VocabularyAndMerges.Vocabulary) is not null && files.Find(VocabularyAndMerges.Merges) is not null)
        {
            return new(VocabularyAndMerges.Read(files), files);
        }

        if ((files.Find(Pieces) is null ? files.FindOnly(".model") : Pieces) is { } pieces)
        {
            return new(PieceModel.Read(files, pieces), files);
        }

        throw new FileNotFoundException($"{files.Folder} holds no tokenizer: neither {Json}, nor {VocabularyAndMerges.Vocabulary} with {VocabularyAndMerges.Merges}, nor {Pieces}");
    }

    /// <summary>The ids of a text.</summary>
    /// <param name="addSpecial">With the special tokens that this tokenizer puts around a text by default.</param>
    public int[] Encode(string text, bool addSpecial) => [.. _steps.Encode(WellFormed(text), addSpecial)];

    /// <summary>The text of ids, special tokens included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is no token.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var tokens = new List<string>(ids.Length);
        foreach (var id in ids)
        {
            tokens.Add(TokenOf(id) ?? throw new ArgumentOutOfRangeException(nameof(ids), id, "no token has this id"));
        }

        return _steps.Decoders is { } decoders ? string.Concat(decoders.Aggregate(tokens, (t, d) => d.Apply(t))) : string.Join(' ', tokens);
    }

    /// <summary>The token of an id, as it stands in the vocabulary, or null.</summary>
    public string? TokenOf(int id) => _tokens.GetValueOrDefault(id);

    /// <summary>The id of a token as it stands in the vocabulary, or null.</summary>
    public int? IdOf(string token) => _steps.Ids.TryGetValue(token, out var id) ? id : null;

    private static string WellFormed(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
