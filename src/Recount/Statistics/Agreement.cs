namespace Recount.Statistics;

/// <summary>How likely two independent runs print the same scores by chance.</summary>
public static class Agreement
{
    /// <summary>
    /// The chance that two independent runs over n items, each item right with chance p in both, print the same share. Where some items are easy and
    /// others hard, runs of the same mean agree more often: their counts vary less than these.
    /// </summary>
    /// <param name="p">The share of one.</param>
    /// <param name="n">Items, at least one.</param>
    /// <param name="lastDigit">What the last printed digit counts: 0.001 for a percentage with one decimal.</param>
    public static double OfRuns(double p, long n, double lastDigit)
    {
        var (mean, reach) = (n * p, (9 * Math.Sqrt(n * p * (1 - p))) + 9);
        var (sum, printed, within) = (0.0, double.NaN, 0.0);
        for (var k = (long)Math.Max(0, Math.Floor(mean - reach)); k <= Math.Min(n, mean + reach); k++)
        {
            var prints = Math.Floor(((double)k / n / lastDigit) + 0.5);
            if (prints != printed)
            {
                sum += within * within;
                (printed, within) = (prints, 0);
            }

            within += Binomial.Probability(k, n, p);
        }

        return Math.Min(1, sum + (within * within));
    }

    /// <summary>About what <see cref="OfRuns"/> is, by the normal curve and in no time: to see which pairs of lines are worth the sum.</summary>
    public static double AboutOfRuns(double p, long n, double lastDigit)
    {
        var spread = Math.Sqrt(n * p * (1 - p));
        return spread == 0 ? 1 : Math.Min(1, Math.Max(1, n * lastDigit) / (2 * spread * Math.Sqrt(Math.PI)));
    }

    /// <summary>A bound on the chance of at least so many successes when so many are expected (Chernoff), for any trials.</summary>
    public static double BoundOfAtLeast(int successes, double expected) =>
        successes <= expected ? 1 : Math.Exp(successes - expected - (successes * Math.Log(successes / expected)));

    /// <summary>The chance of at least so many successes in independent trials with these chances (Poisson binomial).</summary>
    public static double AtLeast(int successes, IReadOnlyList<double> chances)
    {
        // chance[k] of k successes among the trials so far.
        var chance = new double[chances.Count + 1];
        chance[0] = 1;
        for (var i = 0; i < chances.Count; i++)
        {
            for (var k = i + 1; k > 0; k--)
            {
                chance[k] = (chance[k] * (1 - chances[i])) + (chance[k - 1] * chances[i]);
            }

            chance[0] *= 1 - chances[i];
        }

        return Math.Min(1, chance.Skip(successes).Sum());
    }
}
