namespace Recount.Scoring.Grids;

/// <summary>Where a published score stands among the formats of a grid. It describes; a format that scores alike need not be the one that was used.</summary>
/// <param name="Value">The published score, from 0 to 1.</param>
/// <param name="Below">The share of formats that score less than all numbers that print so.</param>
/// <param name="At">The share of formats that print so.</param>
/// <param name="Above">The share that score more.</param>
/// <param name="Nearest">The index of the format whose mean is nearest to the published score; the first of several.</param>
/// <param name="Distance">Its mean less the published score.</param>
/// <param name="NotTold">The indexes of the other formats that a paired test at 5 % does not tell from the nearest one. The tests are not adjusted for their number: an adjustment would
/// make the list longer.</param>
public sealed record PublishedPlace(double Value, double Below, double At, double Above, int Nearest, double Distance, IReadOnlyList<int> NotTold)
{
    /// <param name="value">The published score.</param>
    /// <param name="low">The least number that prints so.</param>
    /// <param name="high">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not low &lt;= value &lt;= high.</exception>
    public static PublishedPlace Of(FormatMatrix matrix, double value, double low, double high)
    {
        if (!(low <= value && value <= high))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"A published score lies between {low} and {high}.");
        }

        var means = matrix.Means;
        var nearest = Enumerable.Range(0, means.Count).MinBy(f => Math.Abs(means[f] - value));
        double Share(Func<double, bool> holds) => (double)means.Count(holds) / means.Count;
        return new(
            value, Share(m => m < low), Share(m => low <= m && m <= high), Share(m => m > high), nearest, means[nearest] - value,
            [.. Enumerable.Range(0, means.Count).Where(f => f != nearest && PairedTest.Of(matrix[f], matrix[nearest]).P >= 0.05)]);
    }
}
