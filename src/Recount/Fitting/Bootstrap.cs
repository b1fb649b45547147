using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Fitting;

/// <summary>Fits of resamples of the rows (Efron 1979), see <see cref="Resampling"/> for how they are drawn.</summary>
public static class Bootstrap
{
    /// <summary>Fits every resample from one start; the same bits for any number of threads.</summary>
    /// <param name="draws">How many resamples.</param>
    /// <param name="draw">How often each row was drawn in one of them.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<Solution> Fit(FitProblem problem, int draws, Func<int, double[]> draw, double[] start, Optimiser optimiser, CancellationToken stop = default)
    {
        var solutions = new Solution[draws];
        Parallel.For(0, draws, new() { CancellationToken = stop }, () => new Objective(problem), (i, _, objective) =>
        {
            var drawn = draw(i);
            double[] weights = problem.Weights.Length == 0 ? drawn : [.. problem.Weights.Zip(drawn, (w, d) => w * d)];
            objective.Weigh(weights);
            solutions[i] = optimiser.Minimise(problem with { Weights = weights }, objective, start);
            return objective;
        }, _ => { });
        return solutions;
    }
}
