using System.Numerics;
using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>
/// Means and standard deviations of zeros and ones (DEBIT; Heathers and Brown 2019, osf.io/5vb3u): k ones among n have the sample
/// variance k (n - k) / (n (n - 1)).
/// </summary>
public static class Debit
{
    /// <summary>The counts of ones that give both the mean and the SD.</summary>
    /// <param name="mean">All means that print so.</param>
    /// <param name="sd">All sample standard deviations that print so.</param>
    /// <param name="cases">Cases, at least 2.</param>
    public static IEnumerable<BigInteger> Ones(Interval mean, Interval sd, BigInteger cases)
    {
        var counts = Grim.Of(mean, cases);
        for (var k = counts.Least; k <= counts.Most; k++)
        {
            if (IsSquareIn(new Rational(k * (cases - k), cases * (cases - 1)), sd))
            {
                yield return k;
            }
        }
    }

    // Compares squares, so that no root is taken.
    private static bool IsSquareIn(Rational square, Interval roots)
    {
        var (lo, hi) = (roots.Lo.Value!.Value, roots.Hi.Value!.Value);
        var above = lo.Sign < 0 || (roots.Lo.Open ? square > lo * lo : square >= lo * lo);
        var below = hi.Sign >= 0 && (roots.Hi.Open ? square < hi * hi : square <= hi * hi);
        return above && below;
    }
}
