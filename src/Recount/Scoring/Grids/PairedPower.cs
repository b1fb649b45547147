using MathNet.Numerics.Distributions;
using Recount.Statistics;
using Binomial = Recount.Statistics.Binomial;

namespace Recount.Scoring.Grids;

/// <summary>
/// What McNemar's exact test can show. Shares are of all items and from 0 to 1: the difference of the two scores, and the discordance, the share of items that only one of the two has
/// right, of which (discordance + difference) / 2 are the better one's.
/// </summary>
public static class PairedPower
{
    /// <summary>The power that is asked for where nobody names another.</summary>
    public const double Usual = 0.8;

    /// <summary>The most items that are asked about.</summary>
    public const long MostItems = 10_000_000;

    // With so many discordant items expected, the normal approximation is right to three digits, and the exact sum no longer quick.
    private const double Many = 5_000;

    // Numbers of discordant items that are farther from their mean than so many standard deviations do not matter.
    private const double Reach = 8;

    /// <summary>
    /// The probability that the two-sided test rejects: that of the exact test for a number of discordant items, over the binomial distribution of that number (Miettinen 1968); above
    /// 5,000 expected ones the normal approximation of Connor (1987), Phi((|d| sqrt n - z sqrt D) / sqrt(D - d^2)).
    /// </summary>
    /// <param name="items">At least 1.</param>
    /// <param name="difference">No farther from 0 than the discordance.</param>
    /// <param name="discordance">From 0 to 1.</param>
    /// <param name="alpha">The level of the test.</param>
    /// <exception cref="ArgumentOutOfRangeException">The difference is greater than the discordance, or that is no share.</exception>
    public static double Of(long items, double difference, double discordance, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (!(discordance is >= 0 and <= 1 && Math.Abs(difference) <= discordance))
        {
            throw new ArgumentOutOfRangeException(nameof(discordance), discordance, $"A difference of {difference} takes a discordance from {Math.Abs(difference)} to 1.");
        }

        if (discordance == 0)
        {
            return 0;
        }

        var mean = items * discordance;
        if (mean > Many)
        {
            var noise = Math.Sqrt(discordance - (difference * difference));
            var lead = (Math.Abs(difference) * Math.Sqrt(items)) - (Normal.InvCDF(0, 1, 1 - (alpha / 2)) * Math.Sqrt(discordance));
            return noise == 0 ? 1 : Normal.CDF(0, 1, lead / noise);
        }

        var share = (discordance + difference) / 2 / discordance;
        var reach = Reach * (Math.Sqrt(mean * (1 - discordance)) + 1);
        var (from, to) = (Math.Max(0, (long)(mean - reach)), Math.Min(items, (long)(mean + reach)));
        var (power, critical) = (0.0, -1L);
        for (var discordant = from; discordant <= to; discordant++)
        {
            // The greatest smaller side that is significant; it never falls.
            while (2 * (critical + 1) < discordant && ProportionTest.McNemar(critical + 1, discordant - critical - 1) < alpha)
            {
                critical++;
            }

            power += Binomial.Probability(discordant, items, discordance)
                * (Binomial.AtMost(critical, discordant, share) + Binomial.AtLeast(discordant - critical, discordant, share));
        }

        return Math.Min(1, power);
    }

    /// <summary>
    /// How many items give a difference so much power. Power steps back a little here and there as items are added; this is where it passes the asked power, found by halving, and a
    /// few items fewer may do.
    /// </summary>
    /// <returns>A whole number; not there beyond <see cref="MostItems"/>, or without a difference.</returns>
    /// <param name="power">Such as 0.8.</param>
    /// <inheritdoc cref="Of"/>
    public static Amount Items(double difference, double discordance, double power = Usual, double alpha = 0.05)
    {
        if (Of(MostItems, difference, discordance, alpha) < power)
        {
            return new Amount.Unavailable($"{MostItems} items do not suffice");
        }

        var (low, high) = (0L, 1L);
        while (Of(high, difference, discordance, alpha) < power)
        {
            (low, high) = (high, 2 * high);
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Of(middle, difference, discordance, alpha) < power ? (middle, high) : (low, middle);
        }

        return new Amount.Known(high);
    }

    /// <summary>The least difference for which so many items have so much power, from 0 to 1.</summary>
    /// <returns>Not there where even a difference as great as the discordance, all on one side, has less.</returns>
    /// <param name="power">Such as 0.8.</param>
    /// <inheritdoc cref="Of"/>
    public static Amount Difference(long items, double discordance, double power = Usual, double alpha = 0.05)
    {
        if (Of(items, discordance, discordance, alpha) < power)
        {
            return new Amount.Unavailable($"{items} items of which so few differ cannot show anything");
        }

        // Power grows with the difference. Forty halvings are finer than any score.
        var (low, high) = (0.0, discordance);
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Of(items, middle, discordance, alpha) < power ? (middle, high) : (low, middle);
        }

        return new Amount.Known(high);
    }
}
