using System.Runtime.InteropServices;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// The long word that a thread encoded last, with the places where it was cut. Up to a cut the ids hang on nothing that follows but the character behind it: prompts of one item, which
/// begin alike, are encoded from the last such cut on. Where a tokenizer does not split, a whole prompt is a word.
/// </summary>
internal sealed class LastWord
{
    // In UTF-16 units: for a short word it is not worth the while, and what a thread keeps is bounded.
    private const int Shortest = 64;
    private const int Longest = 1 << 16;

    [ThreadStatic]
    private static LastWord? _ofThread;

    private readonly List<int> _ids = [];

    // Where each cut stands in the word, ascending, and how many ids stand before it.
    private readonly List<int> _cuts = [];
    private readonly List<int> _before = [];

    private readonly object _owner;

    private string _word = "";

    private LastWord(object owner) => _owner = owner;

    /// <summary>That of this thread and of one vocabulary; null where a word is too short or too long for it.</summary>
    public static LastWord? Of(object owner, string word) => word.Length is < Shortest or > Longest ? null
        : _ofThread is { } last && ReferenceEquals(last._owner, owner) ? last : _ofThread = new(owner);

    /// <summary>Adds the ids of what a word has in common with the last one, and forgets the rest of that.</summary>
    /// <returns>Where the word goes on: at a cut, or at its beginning.</returns>
    public int Begin(string word, List<int> ids)
    {
        // The character behind a cut is a part of what makes it one, and may be two units: both must be in common.
        var place = _cuts.BinarySearch(word.AsSpan().CommonPrefixLength(_word) - 1);
        var kept = place < 0 ? ~place : place;
        var count = kept > 0 ? _before[kept - 1] : 0;
        ids.AddRange(CollectionsMarshal.AsSpan(_ids)[..count]);
        _ids.RemoveRange(count, _ids.Count - count);
        _cuts.RemoveRange(kept, _cuts.Count - kept);
        _before.RemoveRange(kept, _before.Count - kept);
        _word = "";
        return kept > 0 ? _cuts[kept - 1] : 0;
    }

    /// <summary>Remembers a cut.</summary>
    /// <param name="count">Ids of the word before it.</param>
    public void Cut(int at, int count)
    {
        _cuts.Add(at);
        _before.Add(count);
    }

    /// <summary>Remembers a word.</summary>
    /// <param name="ids">All of its own.</param>
    public void End(string word, ReadOnlySpan<int> ids)
    {
        _word = word;
        _ids.AddRange(ids[_ids.Count..]);
    }
}
