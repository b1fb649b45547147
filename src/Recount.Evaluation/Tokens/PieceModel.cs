using System.Globalization;
using Google.Protobuf;
using Recount.Evaluation.Tokens.SentencePiece;
using Piece = Recount.Evaluation.Tokens.SentencePiece.ModelProto.Types.SentencePiece;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Reads a SentencePiece model with byte-pair encoding and byte fallback, such as Llama's <c>tokenizer.model</c>. Kudo and Richardson (2018), arXiv 1808.06226.
/// </summary>
/// <remarks>
/// The classes of Microsoft.ML.Tokenizers for these models are not used: of two equal merges they take the right one, where SentencePiece takes the left ("aaa" becomes "a aa"); where extra
/// white space is removed, a text of one character vanishes; and control pieces can come out of text. So the pieces are turned into ranked merges for <see cref="PairMerges"/>.
/// As in SentencePiece itself, a control piece such as <c>&lt;s&gt;</c> in a text is plain text.
/// </remarks>
internal static class PieceModel
{
    private const string Space = "\u2581";

    /// <exception cref="FormatException">It is no SentencePiece model.</exception>
    /// <exception cref="NotSupportedException">It does something that is not implemented exactly.</exception>
    public static Tokenization Read(TokenizerFiles files, string name)
    {
        var model = Parse(files.Read(name)!, name);
        var (trainer, normalizer, pieces) = (model.TrainerSpec ?? new(), model.NormalizerSpec ?? new(), model.Pieces.Select((piece, id) => (Piece: piece, Id: id)).ToList());
        var unsupported = new Unsupported();
        Check(trainer, normalizer, pieces.Select(p => p.Piece), unsupported);
        unsupported.Refuse(files.Find(name)!);

        var plain = pieces.Where(p => p.Piece.Type == Piece.Types.Type.Normal).ToList();
        var normal = plain.ToDictionary(p => p.Piece.Piece, p => p.Id, StringComparer.Ordinal);
        var bytes = pieces.Where(p => p.Piece.Type == Piece.Types.Type.Byte).ToDictionary(p => Byte(p.Piece.Piece, name), p => p.Id);
        foreach (var character in plain.SelectMany(p => p.Piece.Piece.EnumerateRunes()).Where(r => !normal.ContainsKey(r.ToString())).Distinct())
        {
            unsupported.Add("pieces", $"a list with a piece that holds '{character}', which is none itself", "pieces made of pieces");
        }

        if (Enumerable.Range(0, 256).Any(b => !bytes.ContainsKey((byte)b)))
        {
            unsupported.Add("pieces", "a list without all 256 bytes", "a piece for each byte");
        }

        unsupported.Refuse(files.Find(name)!);
        var vocabulary = new BpeVocabulary(normal, Merges(plain.Select(p => p.Piece), normal), null, false, false, [.. Enumerable.Range(0, 256).Select(b => bytes[(byte)b])], false, true);
        var special = SpecialIds.Read(files, token => pieces.FirstOrDefault(p => p.Piece.Piece == token) is { Piece: not null } found ? found.Id : null);
        var (bos, eos) = (special.Bos ?? Id(trainer.BosId), special.Eos ?? Id(trainer.EosId));
        // SentencePiece itself adds nothing; Llama's tokenizer, in which such models are wrapped, begins a text.
        var template = new SpecialTemplate((special.AddsBos ?? special.Class is null) && bos is { } begin ? [begin] : [], special.AddsEos is true && eos is { } end ? [end] : []);
        List<TokenDecoder> decoders = [new TokenDecoder.Replace(Space, " "), new TokenDecoder.Fallback(), new TokenDecoder.Fuse()];
        return Tokenization.Of([], new Normalizer.Pieces(normalizer.AddDummyPrefix, normalizer.RemoveExtraWhitespaces), [], vocabulary, template,
            normalizer.AddDummyPrefix ? [.. decoders, new TokenDecoder.Strip(' ', 1, 0)] : decoders) with
        {
            Ids = pieces.ToDictionary(p => p.Piece.Piece, p => p.Id, StringComparer.Ordinal),
            Special = special with { Bos = bos, Eos = eos, Unknown = special.Unknown ?? Id(trainer.UnkId) },
        };

        int? Id(int stated) => stated >= 0 && stated < pieces.Count ? stated : null;
    }

    private static void Check(TrainerSpec trainer, NormalizerSpec normalizer, IEnumerable<Piece> pieces, Unsupported unsupported)
    {
        if (trainer.ModelType != TrainerSpec.Types.ModelType.Bpe)
        {
            unsupported.Add("trainer_spec.model_type", trainer.ModelType.ToString(), "BPE");
        }

        if (!trainer.ByteFallback)
        {
            unsupported.Add("trainer_spec.byte_fallback", "false", "true");
        }

        if (trainer.TreatWhitespaceAsSuffix)
        {
            unsupported.Add("trainer_spec.treat_whitespace_as_suffix", "true", "false");
        }

        if (!normalizer.PrecompiledCharsmap.IsEmpty)
        {
            unsupported.Add("normalizer_spec.precompiled_charsmap", $"that of '{normalizer.Name}'", "none (identity)");
        }

        if (!normalizer.EscapeWhitespaces)
        {
            unsupported.Add("normalizer_spec.escape_whitespaces", "false", "true");
        }

        foreach (var piece in pieces.Where(p => p.Type is Piece.Types.Type.UserDefined or Piece.Types.Type.Unused))
        {
            unsupported.Add("pieces", $"a list with a piece of type {piece.Type}", "Normal, Unknown, Control, Byte");
        }
    }

    // Two neighbours that are a piece together are merged, the piece of the highest score first, whatever the two are.
    private static List<(string Left, string Right, int Rank)> Merges(IEnumerable<Piece> pieces, Dictionary<string, int> normal)
    {
        var merges = new List<(string, string, int)>();
        var rank = 0;
        foreach (var equals in pieces.GroupBy(p => p.Score).OrderByDescending(g => g.Key))
        {
            merges.AddRange(equals.SelectMany(p => Splits(p.Piece, normal)).Select(s => (s.Left, s.Right, rank)));
            rank++;
        }

        return merges;
    }

    private static IEnumerable<(string Left, string Right)> Splits(string piece, Dictionary<string, int> normal)
    {
        for (var at = 1; at < piece.Length; at++)
        {
            if (!char.IsLowSurrogate(piece[at]) && normal.ContainsKey(piece[..at]) && normal.ContainsKey(piece[at..]))
            {
                yield return (piece[..at], piece[at..]);
            }
        }
    }

    private static byte Byte(string piece, string name) =>
        piece.Length == 6 && piece.StartsWith("<0x", StringComparison.Ordinal) && byte.TryParse(piece.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var b)
            ? b
            : throw new FormatException($"{name}: '{piece}' is no byte");

    private static ModelProto Parse(byte[] bytes, string name)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(bytes);
            return model.Pieces.Count == 0 ? throw new FormatException($"{name} holds no pieces: it is no SentencePiece model")
                : model.Pieces.GroupBy(p => p.Piece).FirstOrDefault(g => g.Count() > 1) is { } twice ? throw new FormatException($"{name} holds the piece '{twice.Key}' twice")
                : model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FormatException($"{name} is no SentencePiece model: {e.Message}");
        }
    }
}
