using System.Runtime.InteropServices;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// The text, or the long word, that a thread encoded last, with the places where it was cut. Up to a cut the ids hang on nothing that follows but a few characters behind it: prompts
/// of one item, which begin alike, are encoded from the last such cut on.
/// </summary>
internal sealed class LastText
{
    // In UTF-16 units: for a short text it is not worth the while, and what a thread keeps is bounded.
    private const int Shortest = 64;
    private const int Longest = 1 << 16;

    [ThreadStatic]
    private static LastText? _ofThread;

    private readonly List<int> _ids = [];

    // Where each cut stands in the text, ascending, and how many ids stand before it.
    private readonly List<int> _cuts = [];
    private readonly List<int> _before = [];

    private readonly object _owner;

    private string _text = "";

    private LastText(object owner) => _owner = owner;

    /// <summary>That of this thread and of one vocabulary; null where a text is too short or too long for it.</summary>
    public static LastText? Of(object owner, string text) => text.Length is < Shortest or > Longest ? null
        : _ofThread is { } last && ReferenceEquals(last._owner, owner) ? last : _ofThread = new(owner);

    /// <summary>Adds the ids of what a text has in common with the last one, and forgets the rest of that.</summary>
    /// <param name="ahead">How many UTF-16 units behind a cut are a part of what makes it one: they must be in common too.</param>
    /// <returns>Where the text goes on: at a cut, or at its beginning.</returns>
    public int Begin(string text, int ahead, List<int> ids)
    {
        var place = _cuts.BinarySearch(text.AsSpan().CommonPrefixLength(_text) - ahead + 1);
        var kept = place < 0 ? ~place : place;
        var count = kept > 0 ? _before[kept - 1] : 0;
        ids.AddRange(CollectionsMarshal.AsSpan(_ids)[..count]);
        _ids.RemoveRange(count, _ids.Count - count);
        _cuts.RemoveRange(kept, _cuts.Count - kept);
        _before.RemoveRange(kept, _before.Count - kept);
        _text = "";
        return kept > 0 ? _cuts[kept - 1] : 0;
    }

    /// <summary>Remembers a cut.</summary>
    /// <param name="count">Ids of the text before it.</param>
    public void Cut(int at, int count)
    {
        _cuts.Add(at);
        _before.Add(count);
    }

    /// <summary>Remembers a text.</summary>
    /// <param name="ids">All of its own.</param>
    public void End(string text, ReadOnlySpan<int> ids)
    {
        _text = text;
        _ids.AddRange(ids[_ids.Count..]);
    }
}
