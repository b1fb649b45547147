namespace Recount.Fitting;

/// <summary>Fits of resamples of the rows (Efron 1979), see <see cref="Resampling"/> for how they are drawn.</summary>
public static class Bootstrap
{
    /// <summary>Fits every resample from one start; the same bits for any number of threads.</summary>
    /// <param name="draws">How often each row was drawn, one array per resample.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<Solution> Fit(FitProblem problem, IReadOnlyList<double[]> draws, double[] start, Optimiser optimiser, CancellationToken stop = default)
    {
        var solutions = new Solution[draws.Count];
        Parallel.For(0, draws.Count, new() { CancellationToken = stop }, () => new Objective(problem), (i, _, objective) =>
        {
            double[] weights = problem.Weights.Length == 0 ? draws[i] : [.. problem.Weights.Zip(draws[i], (w, d) => w * d)];
            objective.Weigh(weights);
            solutions[i] = optimiser.Minimise(problem with { Weights = weights }, objective, start);
            return objective;
        }, _ => { });
        return solutions;
    }
}
