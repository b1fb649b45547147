using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>
/// The spread of a grid whose formats are exchanged at random within every item: what would be seen of items that are as hard as these, under formats that are alike.
/// </summary>
/// <param name="Range">Of the greatest mean less the least.</param>
/// <param name="Deviation">Of the standard deviation of the means.</param>
public sealed record PermutedFormats(NullBand Range, NullBand Deviation)
{
    public const int Permutations = 1_000;

    /// <param name="permutations">At least 39, the fewest that have a rank for each end of the band.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static PermutedFormats Of(FormatMatrix matrix, uint seed, CancellationToken stop, int permutations = Permutations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 39);
        var formats = matrix.Formats.Count;

        // All formats begin with an item's commonest score, and only what differs from it is dealt out: nothing at all of most items.
        var (dealt, ends, sums) = (new List<double>(), new List<int>(), new double[formats]);
        for (var i = 0; i < matrix.Items.Count; i++)
        {
            var scores = matrix.Across(i);
            var commonest = scores.CountBy(s => s).MaxBy(c => c.Value).Key;
            for (var f = 0; f < formats; f++)
            {
                sums[f] += scores[f] - commonest;
            }

            if (scores.Any(s => s != commonest))
            {
                dealt.AddRange(scores.Where(s => s != commonest).Select(s => s - commonest));
                ends.Add(dealt.Count);
            }
        }

        var (range, deviation) = Spread(sums, matrix.Items.Count);
        var (ranges, deviations, random) = (new double[permutations], new double[permutations], new MersenneTwister(seed));
        var (moved, order) = (dealt.ToArray(), Enumerable.Range(0, formats).ToArray());
        for (var p = 0; p < permutations; p++)
        {
            stop.ThrowIfCancellationRequested();
            Array.Clear(sums);
            Deal(moved, ends, order, sums, random);
            (ranges[p], deviations[p]) = Spread(sums, matrix.Items.Count);
        }

        return new(NullBand.Of(range, ranges), NullBand.Of(deviation, deviations));
    }

    // The beginning of a shuffle draws without replacement, from whatever order the last item left.
    private static void Deal(double[] moved, List<int> ends, int[] order, double[] sums, MersenneTwister random)
    {
        var at = 0;
        foreach (var end in ends)
        {
            for (var place = 0; at < end; at++, place++)
            {
                var drawn = place + random.Next(order.Length - place);
                (order[place], order[drawn]) = (order[drawn], order[place]);
                sums[order[place]] += moved[at];
            }
        }
    }

    private static (double Range, double Deviation) Spread(double[] sums, int items)
    {
        var (least, most, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        foreach (var s in sums)
        {
            (least, most, sum) = (Math.Min(least, s), Math.Max(most, s), sum + s);
        }

        var mean = sum / sums.Length;
        foreach (var s in sums)
        {
            squares += (s - mean) * (s - mean);
        }

        return ((most - least) / items, sums.Length < 2 ? 0 : Math.Sqrt(squares / (sums.Length - 1)) / items);
    }
}
