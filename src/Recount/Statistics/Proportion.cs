using MathNet.Numerics.Distributions;

namespace Recount.Statistics;

/// <summary>Which way an alternative or an interval looks.</summary>
public enum Side
{
    Both,

    /// <summary>Below: the interval begins at 0.</summary>
    Less,

    /// <summary>Above: the interval ends at 1.</summary>
    Greater,
}

/// <summary>Confidence intervals of a proportion k of n.</summary>
public static class Proportion
{
    /// <summary>
    /// Wilson's interval (1927), with Newcombe's continuity correction (1998) where asked for. Its ends are exactly 0 at k = 0 and 1 at k = n.
    /// </summary>
    /// <param name="confidence">Such as 0.95; for one side, of that side.</param>
    public static (double Low, double High) Wilson(long k, long n, double confidence, Side side = Side.Both, bool corrected = false)
    {
        var z = Normal.InvCDF(0, 1, side == Side.Both ? (1 + confidence) / 2 : confidence);
        double p = (double)k / n, q = 1 - p, scale = 2 * (n + (z * z));
        var centre = (2 * n * p) + (z * z);
        var down = corrected ? 1 + (z * Math.Sqrt((z * z) - 2 - (1.0 / n) + (4 * p * ((n * q) + 1)))) : z * Math.Sqrt((z * z) + (4 * n * p * q));
        var up = corrected ? 1 + (z * Math.Sqrt((z * z) + 2 - (1.0 / n) + (4 * p * ((n * q) - 1)))) : down;
        return (side == Side.Less || k == 0 ? 0 : Math.Max(0, (centre - down) / scale), side == Side.Greater || k == n ? 1 : Math.Min(1, (centre + up) / scale));
    }

    /// <summary>Clopper and Pearson's interval (1934): the proportions that an exact test would not reject.</summary>
    public static (double Low, double High) ClopperPearson(long k, long n, double confidence, Side side = Side.Both)
    {
        var tail = side == Side.Both ? (1 - confidence) / 2 : 1 - confidence;
        return (
            side == Side.Less || k == 0 ? 0 : Root(p => Binomial.AtLeast(k, n, p) - tail),
            side == Side.Greater || k == n ? 1 : Root(p => tail - Binomial.AtMost(k, n, p)));
    }

    // The root of a rising function on 0 to 1, by halving down to neighbouring doubles.
    private static double Root(Func<double, double> f)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = f(middle) < 0 ? (middle, high) : (low, middle);
        }
    }
}
