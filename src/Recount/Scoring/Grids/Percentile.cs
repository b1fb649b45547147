namespace Recount.Scoring.Grids;

/// <summary>Quantiles of numbers.</summary>
internal static class Percentile
{
    /// <summary>As NumPy's <c>percentile</c>: linear between the values.</summary>
    /// <param name="sorted">Ascending; at least one.</param>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var below = Math.Max(0, Math.Min((int)at, sorted.Count - 2));
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]));
    }

    /// <summary>The interval that leaves out as much on either side.</summary>
    /// <param name="values">In any order; they are sorted in place.</param>
    public static (double Low, double High) Interval(double[] values, double confidence)
    {
        Array.Sort(values);
        return (Of(values, (1 - confidence) / 2), Of(values, (1 + confidence) / 2));
    }
}
