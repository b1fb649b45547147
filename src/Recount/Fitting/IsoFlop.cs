namespace Recount.Fitting;

/// <summary>
/// The second approach of Hoffmann et al. (2203.15556, section 3.2): at each compute budget a parabola of the loss in the logarithm of the model's size,
/// and its minimum.
/// </summary>
public static class IsoFlop
{
    /// <summary>Runs whose budgets differ by less than this share of them are of one budget.</summary>
    public const double SameBudget = 0.05;

    /// <summary>The minimum of each budget's parabola; a budget with fewer than three sizes, or without a minimum among its sizes, has none.</summary>
    /// <param name="budgets">FLOPs of each run.</param>
    /// <param name="sizes">Parameters of each run.</param>
    /// <returns>Ascending in the budget.</returns>
    public static IReadOnlyList<Minimum> Minima(ReadOnlySpan<double> budgets, ReadOnlySpan<double> sizes, ReadOnlySpan<double> losses)
    {
        var (c, n, l) = (budgets.ToArray(), sizes.ToArray(), losses.ToArray());
        var minima = new List<Minimum>();
        foreach (var group in Groups(c))
        {
            if (group.Select(i => n[i]).Distinct().Count() >= 3 && Minimum(group, n, l) is var (at, least))
            {
                minima.Add(new(Math.Exp(group.Average(i => Math.Log(c[i]))), at, least, group.Count));
            }
        }

        return minima;
    }

    // Sorted budgets, cut where one is more than SameBudget above the one before.
    private static IEnumerable<List<int>> Groups(double[] budgets)
    {
        List<int> group = [];
        foreach (var i in Enumerable.Range(0, budgets.Length).OrderBy(i => budgets[i]))
        {
            if (group.Count > 0 && budgets[i] > budgets[group[^1]] * (1 + SameBudget))
            {
                yield return group;
                group = [];
            }

            group.Add(i);
        }

        yield return group;
    }

    // Least squares of the loss on 1, x and x^2, x = ln N about its mean; null where it opens downward or its minimum lies beyond the sizes.
    private static (double Size, double Loss)? Minimum(List<int> runs, double[] sizes, double[] losses)
    {
        var centre = runs.Average(i => Math.Log(sizes[i]));
        var x = runs.Select(i => Math.Log(sizes[i]) - centre).ToArray();
        var fitted = MathNet.Numerics.Fit.Polynomial(x, [.. runs.Select(i => losses[i])], 2, MathNet.Numerics.LinearRegression.DirectRegressionMethod.QR);
        var at = -fitted[1] / (2 * fitted[2]);
        return fitted[2] > 0 && at >= x.Min() && at <= x.Max() ? (Math.Exp(centre + at), fitted[0] + (at * (fitted[1] + (at * fitted[2])))) : null;
    }
}

/// <summary>The minimum of one budget's parabola.</summary>
/// <param name="Budget">FLOPs.</param>
/// <param name="Size">Parameters.</param>
/// <param name="Runs">How many runs the parabola was fitted to.</param>
public readonly record struct Minimum(double Budget, double Size, double Loss, int Runs);
