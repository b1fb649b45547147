using MathNet.Numerics;

namespace Recount.Statistics;

/// <summary>A test statistic with its p-value.</summary>
public readonly record struct Tested(double Statistic, double P);

/// <summary>Tests of counts: one proportion, several, and pairs.</summary>
public static class ProportionTest
{
    // A point is as likely as another when they differ by rounding only; R's binom.test has the same factor.
    private const double Likewise = 1 + 1e-7;

    /// <summary>
    /// The exact test of p0 for k of n. Two-sided by the sum of all points that are no likelier than k: for a simple null only, since it
    /// is not monotone in p0.
    /// </summary>
    public static double Exact(long k, long n, double p0, Side side = Side.Both) => side switch
    {
        Side.Less => Binomial.AtMost(k, n, p0),
        Side.Greater => Binomial.AtLeast(k, n, p0),
        _ => Math.Min(1, NoLikelier(k, n, p0)),
    };

    /// <summary>
    /// The exact test of a printed proportion, which may be anything from lo to hi: 1 when k / n lies between, else twice the tail at
    /// the nearer end. It inverts <see cref="Proportion.ClopperPearson"/> and is monotone.
    /// </summary>
    public static double Printed(long k, long n, double lo, double hi)
    {
        var p = (double)k / n;
        return p < lo ? Math.Min(1, 2 * Binomial.AtMost(k, n, lo)) : p > hi ? Math.Min(1, 2 * Binomial.AtLeast(k, n, hi)) : 1;
    }

    /// <summary>Chi-squared of samples against one given proportion; as many degrees of freedom as samples.</summary>
    public static Tested Against(IReadOnlyList<(long K, long N)> samples, double p0)
    {
        var statistic = samples.Sum(s => Math.Pow(s.K - (s.N * p0), 2) / (s.N * p0 * (1 - p0)));
        return new(statistic, TailProbability.ChiSquared(statistic, samples.Count));
    }

    /// <summary>Pooled chi-squared of samples against one another, without correction; one degree of freedom less than samples.</summary>
    public static Tested Pooled(params IReadOnlyList<(long K, long N)> samples)
    {
        var p = (double)samples.Sum(s => s.K) / samples.Sum(s => s.N);
        var statistic = p is 0 or 1 ? 0 : samples.Sum(s => Math.Pow(s.K - (s.N * p), 2) / (s.N * p * (1 - p)));
        return new(statistic, TailProbability.ChiSquared(statistic, samples.Count - 1));
    }

    /// <summary>z of one proportion against another, with the variance of the sample; two-sided.</summary>
    public static Tested Wald(long k, long n, double p0)
    {
        var p = (double)k / n;
        var z = (p - p0) / Math.Sqrt(p * (1 - p) / n);
        return new(z, TailProbability.Normal(z));
    }

    /// <summary>Fisher's exact test of two samples, two-sided by the sum of all tables that are no likelier.</summary>
    public static double Fisher((long K, long N) a, (long K, long N) b)
    {
        var (successes, all) = (a.K + b.K, a.N + b.N);
        double Log(long k) => LogChoose(a.N, k) + LogChoose(b.N, successes - k) - LogChoose(all, successes);
        var own = Log(a.K);
        var sum = 0.0;
        for (var k = Math.Max(0, successes - b.N); k <= Math.Min(a.N, successes); k++)
        {
            var log = Log(k);
            sum += log <= own + Math.Log(Likewise) ? Math.Exp(log) : 0;
        }

        return Math.Min(1, sum);
    }

    /// <summary>McNemar's exact test of pairs: how the pairs that differ are divided, against one half.</summary>
    /// <param name="onlyFirst">Pairs in which only the first is right.</param>
    /// <param name="onlySecond">Pairs in which only the second is right.</param>
    /// <returns>Above 0: the least number there is, where p is less than that.</returns>
    public static double McNemar(long onlyFirst, long onlySecond) =>
        onlyFirst + onlySecond == 0 ? 1 : Math.Clamp(2 * Binomial.AtMost(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5), double.Epsilon, 1);

    private static double LogChoose(long n, long k) => SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);

    // The tail of k, and on the other side of the mean every point that is no likelier than k.
    private static double NoLikelier(long k, long n, double p)
    {
        var limit = Binomial.Probability(k, n, p) * Likewise;
        var mean = n * p;
        if (k == mean)
        {
            return 1;
        }

        if (k < mean)
        {
            var from = First((long)Math.Ceiling(mean), n + 1, j => Binomial.Probability(j, n, p) <= limit);
            return Binomial.AtMost(k, n, p) + Binomial.AtLeast(from, n, p);
        }

        // Reflected, this is the same search.
        var below = First((long)Math.Ceiling(n - mean), n + 1, j => Binomial.Probability(n - j, n, p) <= limit);
        return Binomial.AtLeast(k, n, p) + Binomial.AtMost(n - below, n, p);
    }

    // The first number from low on for which a condition holds that, once true, stays true; high where it never does.
    private static long First(long low, long high, Func<long, bool> holds)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
