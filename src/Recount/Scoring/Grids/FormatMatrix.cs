namespace Recount.Scoring.Grids;

/// <summary>The same items scored under each of several formats: what a format grid measured.</summary>
public sealed class FormatMatrix
{
    private readonly Outcome[][] _outcomes;

    /// <param name="formats">Names, each once; at least one.</param>
    /// <param name="items">Ids, each once; at least one.</param>
    /// <param name="outcomes">By format, then by item.</param>
    /// <param name="gold">Of each item its right class; null where the items have none.</param>
    /// <exception cref="ArgumentException">A name comes twice, or there are not as many of one thing as of another.</exception>
    public FormatMatrix(IReadOnlyList<string> formats, IReadOnlyList<string> items, IReadOnlyList<IReadOnlyList<Outcome>> outcomes, IReadOnlyList<int>? gold = null)
    {
        Different(formats, nameof(formats));
        Different(items, nameof(items));
        if (outcomes.Count != formats.Count || outcomes.Any(o => o.Count != items.Count) || (gold is not null && gold.Count != items.Count))
        {
            throw new ArgumentException($"Each of {formats.Count} formats has an outcome for each of {items.Count} items, and each item a class or none has.", nameof(outcomes));
        }

        (Formats, Items, Gold) = (formats, items, gold);
        _outcomes = [.. outcomes.Select(o => o.ToArray())];
        IsBinary = _outcomes.All(f => f.All(o => o.IsBinary));
        Sums = [.. _outcomes.Select(f => f.Sum(o => o.Score))];
    }

    public IReadOnlyList<string> Formats { get; }

    public IReadOnlyList<string> Items { get; }

    /// <summary>Of each item its right class; null where the items have none.</summary>
    public IReadOnlyList<int>? Gold { get; }

    /// <summary>All scores are 0 or 1.</summary>
    public bool IsBinary { get; }

    /// <summary>Of each format its mean score, from 0 to 1.</summary>
    public IReadOnlyList<double> Means => [.. Sums.Select(s => s / Items.Count)];

    /// <summary>Of each format the sum of its scores: a whole number for scores of 0 and 1.</summary>
    internal double[] Sums { get; }

    /// <summary>The outcomes of a format, by item.</summary>
    public IReadOnlyList<Outcome> this[int format] => _outcomes[format];

    /// <summary>The scores of an item, by format.</summary>
    internal double[] Across(int item) => [.. _outcomes.Select(f => f[item].Score)];

    /// <summary>The mean of a format less that of another: the quotient of sums, so that for scores of 0 and 1 it is the double nearest to the fraction.</summary>
    internal double Difference(int format, int other) => (Sums[format] - Sums[other]) / Items.Count;

    /// <summary>The greatest mean less the least, such a quotient too.</summary>
    internal double Range => (Sums.Max() - Sums.Min()) / Items.Count;

    /// <summary>The same of some items, by their places.</summary>
    public FormatMatrix Of(IReadOnlyList<int> items) => new(
        Formats, [.. items.Select(i => Items[i])], [.. _outcomes.Select(f => items.Select(i => f[i]).ToList())], Gold is { } gold ? [.. items.Select(i => gold[i])] : null);

    private static void Different(IReadOnlyList<string> names, string what)
    {
        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ArgumentException($"There are {names.Count} {what}, {names.Distinct(StringComparer.Ordinal).Count()} of them different.", what);
        }
    }
}
