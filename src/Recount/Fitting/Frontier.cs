namespace Recount.Fitting;

/// <summary>The first approach of Hoffmann et al. (2203.15556, section 3.1): of all runs, those that no cheaper run beats.</summary>
public static class Frontier
{
    /// <summary>The runs with the lowest loss for their compute, ascending in the budget.</summary>
    /// <param name="budgets">FLOPs of each run, or of each point of a training curve.</param>
    /// <param name="bins">With a number of bins, equal in the logarithm of the budget: the lowest of each; else all that no cheaper one beats.</param>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> budgets, ReadOnlySpan<double> losses, int? bins)
    {
        var (c, l) = (budgets.ToArray(), losses.ToArray());
        var runs = Enumerable.Range(0, c.Length).OrderBy(i => c[i]).ThenBy(i => l[i]).ToList();
        if (bins is { } many)
        {
            var (low, high) = (Math.Log(c.Min()), Math.Log(c.Max()));
            int Bin(int i) => high > low ? Math.Min(many - 1, (int)((Math.Log(c[i]) - low) / (high - low) * many)) : 0;
            return [.. runs.GroupBy(Bin).Select(g => g.MinBy(i => l[i]))];
        }

        var frontier = new List<int>();
        foreach (var i in runs.Where(i => frontier.Count == 0 || l[i] < l[frontier[^1]]))
        {
            frontier.Add(i);
        }

        return frontier;
    }
}
