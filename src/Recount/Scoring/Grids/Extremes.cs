namespace Recount.Scoring.Grids;

/// <summary>
/// The best and the worst format of a grid and the range between them, over resamples of the items in each of which the best and the worst are selected anew: they were selected
/// by the same scores that are to say how far they are apart.
/// </summary>
/// <param name="Range">The greatest mean less the least, from 0 to 1.</param>
/// <param name="Percentile">The 95 % percentile interval of the resampled range: what so many items show. It is no interval for the range that the formats have by themselves, and lies
/// too high for that one: noise widens a range, and a resample has the noise of its items and that of the resampling.</param>
/// <param name="Bias">The mean resampled range less the range: about what noise has added to the range.</param>
/// <param name="Simultaneous">An interval for the range that the formats have by themselves, with a confidence of at least 95 % whatever their means are: the range less and plus the 95 %
/// quantile of how far the errors of any two formats lie apart, max (m*_f - m_f) - min (m*_f - m_f), since the range cannot be off by more (Tukey's argument for all differences at
/// once). Not below 0. It is wide where many formats are alike.</param>
/// <param name="Best">Of each format the share of resamples in which it is the best; several that are best share one. They sum to 1.</param>
/// <param name="Worst">The same of the worst.</param>
public sealed record Extremes(
    double Range, (double Low, double High) Percentile, double Bias, (double Low, double High) Simultaneous, IReadOnlyList<double> Best, IReadOnlyList<double> Worst)
{
    /// <param name="means">Of the same matrix.</param>
    /// <param name="confidence">Of both intervals.</param>
    public static Extremes Of(FormatMatrix matrix, ResampledMeans means, double confidence = 0.95)
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
        var (range, reach) = (matrix.Range, Grids.Percentile.Of(errors, confidence));
        return new(range, Grids.Percentile.Interval(ranges, confidence), ranges.Average() - range, (Math.Max(0, range - reach), Math.Min(1, range + reach)), best, worst);
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
