using Recount.Statistics;

namespace Recount.Fitting;

/// <summary>Fits of resamples of the rows (Efron 1979): as many rows as there are, drawn with replacement.</summary>
public static class Bootstrap
{
    /// <summary>Fits every resample from the same starts, keeping the lowest; the same bits for any number of threads.</summary>
    /// <param name="draws">How often each row was drawn, one array per resample.</param>
    /// <param name="starts">Points to begin from, at least one.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<Solution> Fit(FitProblem problem, IReadOnlyList<double[]> draws, IReadOnlyList<double[]> starts, CancellationToken stop = default)
    {
        var solutions = new Solution[draws.Count];
        Parallel.For(0, draws.Count, new() { CancellationToken = stop }, () => new Objective(problem), (i, _, objective) =>
        {
            objective.Weigh(problem.Weights.Length == 0 ? draws[i] : [.. problem.Weights.Zip(draws[i], (w, d) => w * d)]);
            solutions[i] = starts.Select(s => Search.From(objective, s)).MinBy(s => s.Value)!;
            return objective;
        }, _ => { });
        return solutions;
    }

    /// <summary>How often each of so many rows is drawn in each of so many resamples, from one stream, as <c>numpy.random.choice</c> draws them.</summary>
    public static IReadOnlyList<double[]> Draws(MersenneTwister random, int rows, int resamples)
    {
        var draws = new double[resamples][];
        for (var i = 0; i < resamples; i++)
        {
            draws[i] = new double[rows];
            for (var drawn = 0; drawn < rows; drawn++)
            {
                draws[i][random.Next(rows)]++;
            }
        }

        return draws;
    }
}
