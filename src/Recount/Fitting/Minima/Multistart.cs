using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>Minima that many starts reach: all solutions, and the basins among them.</summary>
/// <param name="Solutions">One per start, in their order.</param>
/// <param name="Basins">Lowest first; each with how many starts ended in it.</param>
/// <param name="Abandoned">How many starts were given up inside a basin that was known by then; they count to it.</param>
/// <param name="Evaluations">Of the objective, by all starts together.</param>
public sealed record Multistart(IReadOnlyList<Solution> Solutions, IReadOnlyList<Multistart.Basin> Basins, int Abandoned, long Evaluations)
{
    /// <summary>Values of one basin agree to this share.</summary>
    public const double SameValue = 1e-6;

    /// <summary>Points of one basin agree to this share of the parameter, or of 1 where that is more.</summary>
    public const double SamePoint = 1e-3;

    // Where starts are abandoned they go in rounds: what a round may know of basins is what the rounds before it found, however many threads there are.
    private const int Round = 64;

    /// <summary>Where several converged starts ended.</summary>
    public sealed record Basin(Solution.Converged Solution, int Count);

    /// <summary>The lowest solution that is converged, or the lowest one where none is.</summary>
    public Solution Best => Basins is [var lowest, ..] ? lowest.Solution : Solutions.MinBy(s => s.Value)!;

    /// <summary>How many starts ended without a minimum.</summary>
    public int Stalled => Solutions.Count(s => s is Solution.Stalled);

    /// <summary>Searches from every start; the same bits for any number of threads.</summary>
    /// <param name="starts">At least one.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static Multistart Run(FitProblem problem, IReadOnlyList<double[]> starts, Optimiser optimiser, CancellationToken stop = default) =>
        Run(problem, starts, false, (objective, start, _) => optimiser.Minimise(problem, objective, start), stop);

    /// <summary>The same, but a start is given up as soon as its next Newton step leads to a known minimum, and ends as that one.</summary>
    public static Multistart RunAbandoning(FitProblem problem, IReadOnlyList<double[]> starts, CancellationToken stop = default) =>
        Run(problem, starts, true, Search.From, stop);

    private static Multistart Run(
        FitProblem problem, IReadOnlyList<double[]> starts, bool abandon, Func<Objective, double[], Solution.Converged[], Solution> search, CancellationToken stop)
    {
        var (solutions, evaluations) = (new Solution[starts.Count], new long[starts.Count]);
        var basins = new List<Basin>();
        var abandoned = 0;
        var round = abandon ? Round : Math.Max(1, starts.Count);
        for (var first = 0; first < starts.Count; first += round)
        {
            Solution.Converged[] known = abandon ? [.. basins.Select(b => b.Solution)] : [];
            var end = Math.Min(first + round, starts.Count);
            Parallel.For(first, end, new() { CancellationToken = stop }, () => new Objective(problem), (i, _, objective) =>
            {
                var before = objective.Evaluations;
                solutions[i] = search(objective, starts[i], known);
                evaluations[i] = objective.Evaluations - before;
                return objective;
            }, _ => { });
            foreach (var solution in solutions[first..end].OfType<Solution.Converged>())
            {
                abandoned += known.Contains(solution, ReferenceEqualityComparer.Instance) ? 1 : 0;
                Count(basins, solution);
            }
        }

        return new(solutions, [.. basins.OrderBy(b => b.Solution.Value)], abandoned, evaluations.Sum());
    }

    private static void Count(List<Basin> basins, Solution.Converged solution)
    {
        var index = basins.FindIndex(b => Same(b.Solution, solution));
        if (index < 0)
        {
            basins.Add(new(solution, 1));
        }
        else
        {
            basins[index] = new(solution.Value < basins[index].Solution.Value ? solution : basins[index].Solution, basins[index].Count + 1);
        }
    }

    private static bool Same(Solution a, Solution b) =>
        Math.Abs(a.Value - b.Value) <= SameValue * Math.Max(Math.Abs(a.Value), Math.Abs(b.Value))
        && a.Point.Zip(b.Point).All(p => Math.Abs(p.First - p.Second) <= SamePoint * Math.Max(1, Math.Abs(p.First)));
}
