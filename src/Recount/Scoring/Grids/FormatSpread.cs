using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>How far the scores of a grid's formats lie apart. Scores are from 0 to 1.</summary>
/// <param name="Least">The least mean score of a format.</param>
/// <param name="LowerQuartile">Linear between the means, as NumPy's.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Deviation">The standard deviation of the means, over one less than there are formats.</param>
/// <param name="Interaction">
/// The interaction mean square of the item x format table: sum (x_if - x_i. - x_.f + x_..)^2 / ((n - 1)(F - 1)), the noise of one item under one format.
/// </param>
/// <param name="Items">n.</param>
public sealed record FormatSpread(
    double Least, double LowerQuartile, double Median, double UpperQuartile, double Most, double Deviation, double Interaction, int Items)
{
    /// <summary>The greatest mean less the least: the "performance spread" of Sclar et al. (arXiv 2310.11324), which grows with the number of formats even where they are alike.</summary>
    public double Range => Most - Least;

    /// <summary>
    /// The variance that formats have by themselves: that of the means less Interaction / n, without bias in a two-way layout, so often below 0 where formats are alike, the more so the
    /// fewer they are. All formats have the same items, whose difficulty is no noise between formats: taking off the mean squared standard error would take off too much.
    /// </summary>
    public double CorrectedVariance => (Deviation * Deviation) - (Interaction / Items);

    /// <summary>The root of <see cref="CorrectedVariance"/>; 0 where that is below 0.</summary>
    public double CorrectedDeviation => Math.Sqrt(Math.Max(0, CorrectedVariance));

    /// <exception cref="ArgumentException">There are fewer than two formats or two items.</exception>
    public static FormatSpread Of(FormatMatrix matrix)
    {
        var (formats, items) = (matrix.Formats.Count, matrix.Items.Count);
        if (formats < 2 || items < 2)
        {
            throw new ArgumentException($"A spread takes two formats and two items; there are {formats} and {items}.", nameof(matrix));
        }

        var means = matrix.Means;
        var sorted = means.Order().ToArray();
        return new(
            sorted[0], Percentile.Of(sorted, 0.25), Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.75), sorted[^1],
            StandardError.Deviation(means), Squares(matrix, means) / ((items - 1.0) * (formats - 1)), items);
    }

    private static double Squares(FormatMatrix matrix, IReadOnlyList<double> means)
    {
        var (squares, grand) = (0.0, means.Average());
        for (var i = 0; i < matrix.Items.Count; i++)
        {
            var scores = matrix.Across(i);
            var own = scores.Average() - grand;
            for (var f = 0; f < scores.Length; f++)
            {
                var rest = scores[f] - own - means[f];
                squares += rest * rest;
            }
        }

        return squares;
    }
}
