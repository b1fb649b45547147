using MathNet.Numerics.Distributions;

namespace Recount.Statistics;

/// <summary>
/// Two one-sided tests (TOST) that a proportion lies between two margins that were declared before: equivalent at alpha when both reject,
/// that is when the 1 - 2 alpha interval lies inside.
/// </summary>
public static class Equivalence
{
    /// <summary>z and p of both sides, with the variance of the sample; the p of the pair is the larger.</summary>
    public static (Tested Lower, Tested Upper) Z(long k, long n, double low, double high)
    {
        var p = (double)k / n;
        var error = Math.Sqrt(p * (1 - p) / n);
        var (lower, upper) = ((p - low) / error, (p - high) / error);
        return (new(lower, Normal.CDF(0, 1, -lower)), new(upper, Normal.CDF(0, 1, upper)));
    }

    /// <summary>The exact p of both sides: P(X &gt;= k | low) and P(X &lt;= k | high).</summary>
    public static (double Lower, double Upper) Exact(long k, long n, double low, double high) => (Binomial.AtLeast(k, n, low), Binomial.AtMost(k, n, high));

    /// <summary>The counts for which both exact tests reject; none where n is too small to show anything.</summary>
    public static Counts Rejecting(long n, double low, double high, double alpha)
    {
        long Bound(long from, long to, Func<long, bool> holds)
        {
            while (from < to)
            {
                var middle = from + ((to - from) / 2);
                (from, to) = holds(middle) ? (from, middle) : (middle + 1, to);
            }

            return from;
        }

        var least = Bound(0, n + 1, k => Binomial.AtLeast(k, n, low) < alpha);
        var most = Bound(0, n + 1, k => Binomial.AtMost(k, n, high) >= alpha) - 1;
        return new(least, most);
    }

    /// <summary>The probability that both reject when the proportion is p: what the comparison could show at all.</summary>
    public static double Power(long n, double low, double high, double alpha, double p)
    {
        var counts = Rejecting(n, low, high, alpha);
        return counts.None ? 0 : Math.Max(0, Binomial.AtMost((long)counts.Most, n, p) - Binomial.AtMost((long)counts.Least - 1, n, p));
    }
}
