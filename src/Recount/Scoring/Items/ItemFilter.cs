using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Which items count: comparisons of fields with values, joined by <c>and</c>: <c>label == 1 and split == test</c>. Values are numbers, true and false, words, or quoted
/// texts. A field that is missing fits no comparison, <c>!=</c> neither.
/// </summary>
/// <remarks>The formulas of specs know numbers only, so filters have a reader of their own.</remarks>
public sealed class ItemFilter
{
    private readonly IReadOnlyList<ItemComparison> _comparisons;

    private ItemFilter(string written, IReadOnlyList<ItemComparison> comparisons) => (Written, _comparisons) = (written, comparisons);

    public string Written { get; }

    /// <summary>Reads a filter; null when there is a mistake in it, which is said.</summary>
    /// <param name="at">The place of a part of the text, by offset and length.</param>
    public static ItemFilter? Read(string text, Func<int, int, Place> at, Diagnostics diagnostics)
    {
        var mark = diagnostics.Mark;
        var comparisons = new List<ItemComparison>();
        foreach (var (start, length) in Parts(text))
        {
            if (ItemComparison.Read(text.Substring(start, length), at(start, length), diagnostics) is { } comparison)
            {
                comparisons.Add(comparison);
            }
        }

        return diagnostics.Mark > mark ? null : new(text, comparisons);
    }

    /// <summary>Reports fields that no item has; true when there are none.</summary>
    public bool Check(ItemSet items, Diagnostics diagnostics) => _comparisons.Aggregate(true, (sound, c) => c.Path.Check(items, diagnostics) && sound);

    /// <exception cref="FormatException">The item holds something that cannot be compared; the message is a sentence that names it.</exception>
    public bool Keeps(Item item) => _comparisons.All(c => c.Holds(item));

    // Between the words "and" that stand outside of quotes, without the blanks around.
    private static IEnumerable<(int Start, int Length)> Parts(string text)
    {
        var (start, quote) = (0, '\0');
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length;
            var isAnd = !isEnd && quote == '\0' && i > 0 && char.IsWhiteSpace(text[i - 1]) && text.AsSpan(i).StartsWith("and", StringComparison.Ordinal)
                && i + 3 < text.Length && char.IsWhiteSpace(text[i + 3]);
            if (isEnd || isAnd)
            {
                var part = text[start..i];
                yield return (start + part.Length - part.TrimStart().Length, part.Trim().Length);
                start = i = isEnd ? i : i + 3;
            }
            else if (quote == '\0' && text[i] is '\'' or '"')
            {
                quote = text[i];
            }
            else if (text[i] == quote)
            {
                quote = '\0';
            }
        }
    }
}
