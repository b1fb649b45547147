using System.Numerics;
using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>
/// Granularity of means (GRIM; Brown and Heathers 2017, doi 10.1177/1948550616673876): a mean over N items is a whole number over N.
/// On exact fractions, so that ties are what they are.
/// </summary>
public static class Grim
{
    /// <summary>The sums k for which k / parts lies in the interval of a printed mean.</summary>
    /// <param name="mean">All means that print so; bounded.</param>
    /// <param name="parts">N items, times the parts that each averages (the answers of a questionnaire); at least 1.</param>
    public static Counts Sums(Interval mean, BigInteger parts)
    {
        var (lo, hi) = (mean.Lo.Value!.Value * parts, mean.Hi.Value!.Value * parts);
        var least = Ceiling(lo) + (mean.Lo.Open && lo.IsWhole ? 1 : 0);
        var most = hi.Floor() - (mean.Hi.Open && hi.IsWhole ? 1 : 0);
        return new(least, most);
    }

    /// <summary>The counts k of N items for which k / N lies in the interval: sums from 0 to N.</summary>
    public static Counts Of(Interval share, BigInteger items)
    {
        var sums = Sums(share, items);
        return new(BigInteger.Max(sums.Least, 0), BigInteger.Min(sums.Most, items));
    }

    /// <summary>
    /// The share of values with such a last digit that no count gives: (10^D - parts) / 10^D, 0 where there are more parts than values.
    /// </summary>
    /// <param name="lastDigit">What the last printed digit counts: 0.001 for a percentage with one decimal.</param>
    public static Rational Power(Rational lastDigit, BigInteger parts) => Rational.Max(Rational.Zero, Impossible(lastDigit, parts) * lastDigit);

    /// <summary>How many values from 0 to 1 no count gives; below zero where there are more parts than values.</summary>
    public static Rational Impossible(Rational lastDigit, BigInteger parts) => (Rational.One / lastDigit) - parts;

    internal static BigInteger Ceiling(Rational value) => -(-value).Floor();
}
