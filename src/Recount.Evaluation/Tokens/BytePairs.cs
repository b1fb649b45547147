using System.Runtime.InteropServices;
using Microsoft.ML.Tokenizers;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Byte-pair encoding of words by <see cref="BpeTokenizer"/>, and around it what that does not do: words taken whole, bytes for unknown characters, merges of equal rank, and words so
/// long that it would need time in their square (it closes the gaps that merges leave one by one). For the last two there is <see cref="PairMerges"/>. What was encoded is not encoded
/// again: see <see cref="KnownWords"/> and <see cref="LastText"/>.
/// </summary>
internal sealed class BytePairs
{
    private const int Long = 512;

    // UTF-16 units of the character behind a place where a word may be cut.
    private const int NextCharacter = 2;

    private readonly BpeVocabulary _model;

    private readonly BpeTokenizer? _library;

    private readonly Lazy<PairMerges> _merges;

    private readonly Dictionary<int, int> _characters;

    // Characters that can stand side by side in a merged token; between any other two nothing is ever merged.
    private readonly HashSet<(int, int)> _joints;

    private readonly KnownWords _known = new();

    // Of words that are cut, the parts between the cuts.
    private readonly KnownWords _parts = new();

    public BytePairs(BpeVocabulary model)
    {
        _model = model;
        _library = model.HasTies ? null : BpeTokenizer.Create(new(model.Tokens)
        {
            Merges = model.Merges.OrderBy(m => m.Rank).Select(m => $"{m.Left} {m.Right}"),
            UnknownToken = model.Unknown,
            FuseUnknownTokens = model.FusesUnknown,
        });
        _merges = new(() => new(model.Merges.Select(m => (model.Tokens[m.Left], model.Tokens[m.Right], m.Rank, model.Tokens[m.Left + m.Right]))));
        _characters = model.Tokens.Where(t => IsOneCharacter(t.Key)).ToDictionary(t => char.ConvertToUtf32(t.Key, 0), t => t.Value);
        _joints = model.Bytes is null ? [] : [.. model.Merges.SelectMany(m => Joints(m.Left + m.Right))];
    }

    /// <summary>Adds the ids of a word.</summary>
    public void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        if (_known.TryFind(text, out var known))
        {
            ids.AddRange(known);
            return;
        }

        var word = text.ToString();
        var before = ids.Count;
        var spelt = _model.IsByteLevel ? ByteSpelling.Of(word) : word;
        if (_model.TakesWhole && _model.Tokens.TryGetValue(spelt, out var id))
        {
            ids.Add(id);
        }
        else if (_model.Bytes is { } bytes)
        {
            EncodeParts(spelt, bytes, ids);
        }
        else
        {
            EncodeMerged(spelt, ids);
        }

        _known.Add(word, CollectionsMarshal.AsSpan(ids)[before..]);
    }

    private static bool IsOneCharacter(string token) => token.Length == 1 ? !char.IsSurrogate(token[0]) : token.Length == 2 && char.IsSurrogatePair(token, 0);

    private static IEnumerable<(int, int)> Joints(string token)
    {
        var points = token.EnumerateRunes().Select(r => r.Value).ToList();
        return points.Zip(points.Skip(1));
    }

    // Cuts where nothing can be merged, and takes unknown characters apart into bytes: no merge touches a byte's token.
    private void EncodeParts(string word, int[] byteIds, List<int> ids)
    {
        var (first, last) = (ids.Count, LastText.Of(this, word));
        var start = last?.Begin(word, NextCharacter, ids) ?? 0;
        var (at, before) = (start, -1);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in word.AsSpan(start).EnumerateRunes())
        {
            var isKnown = _characters.ContainsKey(rune.Value);
            if (at > start && (!isKnown || !_joints.Contains((before, rune.Value))))
            {
                EncodePart(word.AsSpan(start, at - start), ids);
                last?.Cut(at, ids.Count - first);
                start = at;
            }

            at += rune.Utf16SequenceLength;
            before = rune.Value;
            if (!isKnown)
            {
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    ids.Add(byteIds[b]);
                }

                last?.Cut(at, ids.Count - first);
                start = at;
            }
        }

        if (at > start)
        {
            EncodePart(word.AsSpan(start), ids);
        }

        last?.End(word, CollectionsMarshal.AsSpan(ids)[first..]);
    }

    private void EncodePart(ReadOnlySpan<char> part, List<int> ids)
    {
        if (_parts.TryFind(part, out var known))
        {
            ids.AddRange(known);
            return;
        }

        var before = ids.Count;
        EncodeMerged(part, ids);
        _parts.Add(part, CollectionsMarshal.AsSpan(ids)[before..]);
    }

    private void EncodeMerged(ReadOnlySpan<char> word, List<int> ids)
    {
        if ((_library is null || word.Length > Long) && Symbols(word) is { } symbols)
        {
            _merges.Value.Apply(symbols, ids);
        }
        else
        {
            ids.AddRange((_library ?? throw new InvalidOperationException("a character without a token")).EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
        }
    }

    // The ids of the characters, or null where one is unknown.
    private int[]? Symbols(ReadOnlySpan<char> word)
    {
        var symbols = new int[word.Length];
        var count = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (!_characters.TryGetValue(rune.Value, out symbols[count++]))
            {
                return null;
            }
        }

        return symbols[..count];
    }
}
