namespace Recount.Statistics;

/// <summary>
/// Probabilities of k successes among n. The point probability is Loader's (2000, "Fast and accurate computation of binomial
/// probabilities"), tails are sums from the point outward, so that small ones keep their digits.
/// </summary>
public static class Binomial
{
    private const double Negligible = 1e-19;

    /// <summary>P(X = k).</summary>
    public static double Probability(long k, long n, double p)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }

        if (p <= 0 || p >= 1)
        {
            return (p <= 0 ? k == 0 : k == n) ? 1 : 0;
        }

        if (k == 0 || k == n)
        {
            return Math.Exp(k == 0 ? n * Math.Log(1 - p) : n * Math.Log(p));
        }

        var exponent = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * (1 - p));
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    /// <summary>P(X &lt;= k).</summary>
    public static double AtMost(long k, long n, double p) => k < 0 ? 0 : k >= n ? 1
        : k <= n * p ? Outward(k, n, p, -1)
        : Math.Max(0, 1 - Outward(k + 1, n, p, +1));

    /// <summary>P(X &gt;= k).</summary>
    public static double AtLeast(long k, long n, double p) => AtMost(n - k, n, 1 - p);

    // The sum of the point probabilities from k away from the mean, each from the one before.
    private static double Outward(long k, long n, double p, int step)
    {
        var (term, sum) = (Probability(k, n, p), 0.0);
        var odds = p / (1 - p);
        while (term > 0 && k >= 0 && k <= n)
        {
            sum += term;
            if (term < sum * Negligible)
            {
                break;
            }

            term *= step > 0 ? (n - k) / (k + 1.0) * odds : k / (n - k + 1.0) / odds;
            k += step;
        }

        return Math.Min(1, sum);
    }

    // log(n!) less Stirling's formula.
    private static double StirlingError(double n)
    {
        if (n < 16)
        {
            var factorial = 0.0;
            for (var i = 2; i <= n; i++)
            {
                factorial += Math.Log(i);
            }

            return factorial - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }

        var square = n * n;
        return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (((1 / 1680.0) - (1 / 1188.0 / square)) / square)) / square)) / square)) / n;
    }

    // x log(x / m) + m - x, without cancellation where x is near m.
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
        {
            return (x * Math.Log(x / m)) + m - x;
        }

        var v = (x - m) / (x + m);
        var (sum, term) = ((x - m) * v, 2 * x * v);
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }
}
