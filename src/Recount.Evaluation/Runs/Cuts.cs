namespace Recount.Evaluation.Runs;

/// <summary>Cuts a list of rows, longest first, into batches, so that padding and starting runs together cost least.</summary>
internal static class Cuts
{
    /// <summary>
    /// Tokens that a run is taken to cost for starting. Measured on a processor, for a single row of one token: 23 in a model of 260,000 parameters, 26 in one of 24 million;
    /// and small batches are slower for each token.
    /// </summary>
    public const int Start = 40;

    /// <summary>How many rows each batch takes, in order.</summary>
    /// <param name="lengths">Tokens of each row, descending.</param>
    /// <param name="most">The most rows of a batch of this width; at least 1.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> lengths, Func<int, int> most)
    {
        // What the rows from here on cost at least, and how many of them the first batch then takes.
        var (cost, rows) = (new long[lengths.Count + 1], new int[lengths.Count + 1]);
        for (var at = lengths.Count - 1; at >= 0; at--)
        {
            cost[at] = long.MaxValue;
            for (var n = Math.Min(Math.Max(1, most(lengths[at])), lengths.Count - at); n > 0; n--)
            {
                var all = Start + ((long)n * lengths[at]) + cost[at + n];
                if (all < cost[at])
                {
                    (cost[at], rows[at]) = (all, n);
                }
            }
        }

        var cuts = new List<int>();
        for (var at = 0; at < lengths.Count; at += rows[at])
        {
            cuts.Add(rows[at]);
        }

        return cuts;
    }
}
