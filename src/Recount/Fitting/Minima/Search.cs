using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>The search for a minimum that suits an objective.</summary>
public static class Search
{
    /// <summary>From a start: by <see cref="Newton"/> where the objective knows its second derivatives, by <see cref="Bfgs"/> elsewhere.</summary>
    public static Solution From(Objective objective, ReadOnlySpan<double> start) => From(objective, start, []);

    /// <summary>The same, but a search by <see cref="Newton"/> that is about to end in a known minimum ends as that one.</summary>
    internal static Solution From(Objective objective, double[] start, Solution.Converged[] known) => From(objective, start.AsSpan(), known);

    private static Solution From(Objective objective, ReadOnlySpan<double> start, Solution.Converged[] known) =>
        (objective.IsSmooth && start.Length > 0 ? new Newton(objective, known).Minimise(start) : null) ?? Bfgs.Minimise(objective, start);
}
