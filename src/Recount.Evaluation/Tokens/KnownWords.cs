using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// The ids of short words that were met before. What a word comes to hangs on nothing but the word, and few words make most of a text. It may be used by several threads at once.
/// </summary>
internal sealed class KnownWords
{
    // In UTF-16 units. Longer ones are seldom met twice.
    private const int Longest = 48;

    // Some 10 MB at most. Those met first are mostly the common ones, but a text in another language may come: then all are forgotten, and the common ones are soon back.
    private const int Most = 1 << 16;

    private readonly ConcurrentDictionary<string, int[]> _ids = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private int _count;

    public KnownWords() => _bySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The ids of a word that was met before.</summary>
    public bool TryFind(ReadOnlySpan<char> word, [NotNullWhen(true)] out int[]? ids)
    {
        ids = null;
        return word.Length <= Longest && _bySpan.TryGetValue(word, out ids);
    }

    /// <summary>Remembers a word.</summary>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<int> ids)
    {
        if (word.Length <= Longest && _bySpan.TryAdd(word, ids.ToArray()) && Interlocked.Increment(ref _count) >= Most)
        {
            _ids.Clear();
            Interlocked.Exchange(ref _count, 0);
        }
    }
}
