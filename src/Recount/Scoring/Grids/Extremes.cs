namespace Recount.Scoring.Grids;

/// <summary>
/// The best and the worst format of a grid and the range between them, over resamples of the items in each of which the best and the worst are selected anew: they were selected
/// by the same scores that are to say how far they are apart.
/// </summary>
/// <param name="Range">The greatest mean less the least, from 0 to 1.</param>
/// <param name="Items">Of the grid.</param>
/// <param name="Percentile">The 95 % percentile interval of the resampled range: what so many items show. It is no interval for the range that the formats have by themselves, and lies
/// too high for that one: noise widens a range, and a resample has the noise of its items and that of the resampling.</param>
/// <param name="Bias">The mean resampled range less the range: about what noise has added to the range.</param>
/// <param name="Best">Of each format the share of resamples in which it is the best; several that are best share one. They sum to 1.</param>
/// <param name="Worst">The same of the worst.</param>
/// <param name="Errors">Of each resample how far the errors of any two formats lie apart, max (m*_f - m_f) - min (m*_f - m_f); ascending. The range cannot be off by more (Tukey's argument
/// for all differences at once).</param>
public sealed record Extremes(
    double Range, int Items, (double Low, double High) Percentile, double Bias, IReadOnlyList<double> Best, IReadOnlyList<double> Worst, IReadOnlyList<double> Errors)
{
    /// <summary>
    /// An interval for the range that the formats have by themselves, whatever their means are: the range less and plus that quantile of the errors, and less and plus at least
    /// 1 - (1 - confidence)^(1/n), the share of items of which none need be among n where formats seem not to differ at all. Not below 0. It is wide where many formats are alike.
    /// </summary>
    /// <param name="confidence">Such as 0.95; held for many items, and about held for few.</param>
    public (double Low, double High) Simultaneous(double confidence = 0.95)
    {
        var reach = Math.Max(Grids.Percentile.Of(Errors, confidence), 1 - Math.Pow(1 - confidence, 1.0 / Items));
        return (Math.Max(0, Range - reach), Math.Min(1, Range + reach));
    }

    /// <summary>
    /// How likely a range is at most to be off by so much or more: (1 + resamples that are) / (R + 1), and at least the probability that no item of a share so large is among n.
    /// </summary>
    /// <param name="distance">From 0 to 1.</param>
    public double P(double distance) => Math.Max((1.0 + Errors.Count(e => e >= distance)) / (1 + Errors.Count), Math.Pow(1 - Math.Min(1, distance), Items));

    /// <param name="means">Of the same matrix.</param>
    public static Extremes Of(FormatMatrix matrix, ResampledMeans means)
    {
        var (own, best, worst) = (matrix.Means, new double[matrix.Formats.Count], new double[matrix.Formats.Count]);
        var (ranges, errors) = (new double[means.Count], new double[means.Count]);
        for (var r = 0; r < ranges.Length; r++)
        {
            var resample = means[r];
            ranges[r] = Share(resample, best, means.Count, 1) - Share(resample, worst, means.Count, -1);
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var f = 0; f < best.Length; f++)
            {
                (least, most) = (Math.Min(least, resample[f] - own[f]), Math.Max(most, resample[f] - own[f]));
            }

            errors[r] = most - least;
        }

        Array.Sort(errors);
        return new(matrix.Range, matrix.Items.Count, Grids.Percentile.Interval(ranges, 0.95), ranges.Average() - matrix.Range, best, worst, errors);
    }

    // Adds a resample's part to those that are extreme in it, and gives their mean.
    private static double Share(ReadOnlySpan<double> means, double[] shares, int resamples, int sign)
    {
        var (extreme, tied) = (means[0], 0);
        foreach (var mean in means)
        {
            if (sign * mean > sign * extreme)
            {
                (extreme, tied) = (mean, 0);
            }

            tied += mean == extreme ? 1 : 0;
        }

        for (var f = 0; f < means.Length; f++)
        {
            shares[f] += means[f] == extreme ? 1.0 / tied / resamples : 0;
        }

        return extreme;
    }
}
