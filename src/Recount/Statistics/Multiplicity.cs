namespace Recount.Statistics;

/// <summary>Adjusts the p-values of one family of claims for their number.</summary>
public static class Multiplicity
{
    /// <summary>The methods that a spec may name.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["holm", "bh", "by"];

    /// <summary>Adjusted p-values in the order given.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    public static IReadOnlyList<double> Adjust(string method, IReadOnlyList<double> p) => method switch
    {
        "holm" => Holm(p),
        "bh" => BenjaminiHochberg(p),
        "by" => BenjaminiYekutieli(p),
        _ => throw new System.Diagnostics.UnreachableException(method),
    };

    /// <summary>
    /// Holm's step-down (Holm 1979): controls the probability of any false alarm. Over sorted p,
    /// adj_i = max over j &lt;= i of min(1, (m - j + 1) p_j).
    /// </summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var highest = 0.0;
        foreach (var (index, rank) in Sorted(p))
        {
            highest = Math.Max(highest, Math.Min(1, (p.Count - rank) * p[index]));
            adjusted[index] = highest;
        }

        return adjusted;
    }

    /// <summary>
    /// Benjamini and Hochberg's step-up (1995): controls the expected share of false alarms among the alarms.
    /// adj_i = min over j &gt;= i of min(1, m p_j / j).
    /// </summary>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> p) => StepUp(p, 1);

    /// <summary>The same under any dependence (Benjamini and Yekutieli 2001): times the sum of 1/i.</summary>
    public static IReadOnlyList<double> BenjaminiYekutieli(IReadOnlyList<double> p) => StepUp(p, Enumerable.Range(1, p.Count).Sum(i => 1.0 / i));

    private static double[] StepUp(IReadOnlyList<double> p, double factor)
    {
        var adjusted = new double[p.Count];
        var lowest = 1.0;
        foreach (var (index, rank) in Sorted(p).Reverse())
        {
            lowest = Math.Min(lowest, Math.Min(1, factor * p.Count * p[index] / (rank + 1)));
            adjusted[index] = lowest;
        }

        return adjusted;
    }

    // Ties keep their order. Every p must be a number from 0 to 1: a missing one is the caller's case, not a NaN.
    private static IEnumerable<(int Index, int Rank)> Sorted(IReadOnlyList<double> p)
    {
        if (p.FirstOrDefault(x => !(x >= 0 && x <= 1), 0) is var bad && bad != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(p), bad, "A p-value lies between 0 and 1.");
        }

        return Enumerable.Range(0, p.Count).OrderBy(i => p[i]).Select((index, rank) => (index, rank));
    }
}
