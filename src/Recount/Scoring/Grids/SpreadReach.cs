namespace Recount.Scoring.Grids;

/// <summary>How far the spread of a grid can move as near ties fall on another machine: bounds that hold however they fall, not the least ones.</summary>
/// <param name="Range">Of <see cref="FormatSpread.Range"/>.</param>
/// <param name="CorrectedDeviation">Of <see cref="FormatSpread.CorrectedDeviation"/>.</param>
public sealed record SpreadReach((double Low, double High) Range, (double Low, double High) CorrectedDeviation)
{
    /// <summary>The bounds; null where no outcome hangs on a near tie.</summary>
    /// <exception cref="ArgumentException">There are fewer than two formats or two items.</exception>
    public static SpreadReach? Of(FormatMatrix matrix)
    {
        var (formats, items) = (matrix.Formats.Count, matrix.Items.Count);
        var all = Enumerable.Range(0, formats).ToList();
        if (all.All(f => matrix[f].All(o => !o.IsOpen)))
        {
            return null;
        }

        var (means, spread) = (matrix.Means, FormatSpread.Of(matrix));
        var (lows, highs) = (all.ConvertAll(f => matrix[f].Sum(o => o.Low)), all.ConvertAll(f => matrix[f].Sum(o => o.High)));
        var pairs = all.SelectMany(f => all.Where(g => g != f).Select(g => (Low: (lows[f] - highs[g]) / items, High: (highs[f] - lows[g]) / items))).ToList();

        // Both parts of the corrected variance are squares of norms of the table, behind projections: they move by no more than the change itself is long.
        var moved = Math.Sqrt(all.Sum(f => Square(Math.Max((highs[f] / items) - means[f], means[f] - (lows[f] / items)))) / (formats - 1));
        var dealt = Math.Sqrt(all.Sum(f => matrix[f].Sum(o => Square(Math.Max(o.High - o.Score, o.Score - o.Low)))) / ((items - 1.0) * (formats - 1)));
        var noise = Math.Sqrt(spread.Interaction);
        double Corrected(double deviation, double interaction) => Math.Sqrt(Math.Max(0, Square(Math.Max(0, deviation)) - (Square(Math.Max(0, interaction)) / items)));
        return new(
            (Math.Max(0, pairs.Max(p => p.Low)), pairs.Max(p => p.High)), (Corrected(spread.Deviation - moved, noise + dealt), Corrected(spread.Deviation + moved, noise - dealt)));
    }

    private static double Square(double value) => value * value;
}
