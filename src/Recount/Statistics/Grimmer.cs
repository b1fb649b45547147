using System.Numerics;
using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>
/// Granularity of standard deviations (GRIMMER; Anaya 2016, Allard 2018): for a mean and a sample SD of whole numbers there must be one
/// sum S and one sum of squares Q that give both. Q has the parity of S, and is at least what equal numbers would give. Necessary, not sufficient.
/// </summary>
public static class Grimmer
{
    /// <summary>The sums that a mean allows and for which a sum of squares exists, up to so many; with the smallest such sum of squares.</summary>
    /// <param name="mean">All means that print so.</param>
    /// <param name="sd">All sample standard deviations that print so.</param>
    /// <param name="cases">Cases, at least 2.</param>
    /// <param name="parts">Whole numbers that each case averages.</param>
    public static IEnumerable<(BigInteger Sum, BigInteger Squares)> Sums(Interval mean, Interval sd, BigInteger cases, BigInteger parts)
    {
        var sums = Grim.Sums(mean, cases * parts);
        var factor = new Rational(parts * parts * (cases - 1), 1);
        var low = Rational.Max(Rational.Zero, sd.Lo.Value!.Value);
        var high = sd.Hi.Value!.Value;
        for (var sum = sums.Least; sum <= sums.Most && high.Sign >= 0; sum++)
        {
            // Q = L^2 (n - 1) s^2 + S^2 / n.
            var centre = new Rational(sum * sum, cases);
            var (from, to) = ((factor * low * low) + centre, (factor * high * high) + centre);
            var least = Grim.Ceiling(from) + (sd.Lo.Open && sd.Lo.Value.Value.Sign >= 0 && from.IsWhole ? 1 : 0);
            var most = to.Floor() - (sd.Hi.Open && to.IsWhole ? 1 : 0);
            least = BigInteger.Max(least, Even(sum, cases));
            least += (least - sum).IsEven ? 0 : 1;
            if (least <= most)
            {
                yield return (sum, least);
            }
        }
    }

    // The smallest sum of squares of so many whole numbers with this sum: as equal as they can be.
    private static BigInteger Even(BigInteger sum, BigInteger cases)
    {
        var each = new Rational(sum, cases).Floor();
        var rest = sum - (each * cases);
        return (rest * (each + 1) * (each + 1)) + ((cases - rest) * each * each);
    }
}
