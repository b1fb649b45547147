using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Fitting;

/// <summary>
/// A fit and what follows from it, each computed when it is first asked for and once: many claims rest on one fit. The same bits for any number of
/// threads.
/// </summary>
/// <param name="starts">Points to begin from, in what is searched; at least one.</param>
/// <param name="resampling">How a bootstrap draws; null where none is declared.</param>
public sealed class Fit(FitProblem problem, IReadOnlyList<double[]> starts, Optimiser optimiser, Resampling? resampling)
{
    private readonly Lock _gate = new();
    private readonly Objective _objective = new(problem);
    private Multistart? _multistart;
    private IReadOnlyList<double[]>? _resamples;
    private double[,]? _sandwich;
    private double[,]? _curvature;

    public FitProblem Problem => problem;

    public IReadOnlyList<double[]> Starts => starts;

    public Optimiser Optimiser => optimiser;

    public Resampling? Resampling => resampling;

    /// <summary>Rows that count.</summary>
    public int Rows => Fitting.Covariance.Rows(problem);

    /// <summary>The solution from each start.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public IReadOnlyList<Solution> Solutions(CancellationToken stop)
    {
        lock (_gate)
        {
            return (_multistart ??= Multistart.Run(problem, starts, optimiser, stop)).Solutions;
        }
    }

    /// <summary>The lowest solution that converged, or that another's program calls a success; the lowest of all where there is none.</summary>
    public Solution Best(CancellationToken stop) =>
        Solutions(stop).Where(s => s is Solution.Converged or Solution.Stopped { Success: true }).MinBy(s => s.Value)
        ?? Solutions(stop).MinBy(s => double.IsNaN(s.Value) ? double.PositiveInfinity : s.Value)!;

    /// <summary>The parameters at the best solution, in the order of the problem.</summary>
    public double[] Parameters(CancellationToken stop) => Parameters(Best(stop).Point);

    /// <summary>The parameters of a point.</summary>
    public double[] Parameters(ReadOnlySpan<double> point)
    {
        lock (_gate)
        {
            return _objective.Parameters(point);
        }
    }

    /// <summary>The point of parameters; NaN where one that is searched by its logarithm is not positive.</summary>
    public double[] Point(IReadOnlyList<double> parameters) => _objective.Point(parameters);

    /// <summary>The indexes of the parameters that are searched.</summary>
    public IReadOnlyList<int> Free { get; } = [.. Enumerable.Range(0, problem.Parameters.Count).Where(i => problem.Parameters[i].Fixed is null)];

    /// <summary>A gradient in the parameters as one in what is searched.</summary>
    public double[] InSearch(IReadOnlyList<double> gradient, IReadOnlyList<double> parameters) =>
        [.. Free.Select(i => gradient[i] * (problem.Parameters[i].IsLog ? parameters[i] : 1))];

    /// <summary>The objective at parameters, with its gradient in what is searched.</summary>
    public (double Value, double[] Gradient) At(IReadOnlyList<double> parameters)
    {
        lock (_gate)
        {
            var gradient = new double[_objective.Free];
            return (_objective.At(_objective.Point(parameters), gradient), gradient);
        }
    }

    /// <summary>The log-likelihood at parameters, see <see cref="Likelihood"/>.</summary>
    public double LogLikelihood(IReadOnlyList<double> parameters)
    {
        lock (_gate)
        {
            return Likelihood.Of(problem.Loss, _objective.Residuals(_objective.Point(parameters)), problem.Weights);
        }
    }

    /// <summary>Residuals at parameters, row by row.</summary>
    public double[] Residuals(IReadOnlyList<double> parameters)
    {
        lock (_gate)
        {
            return _objective.Residuals(_objective.Point(parameters));
        }
    }

    /// <summary>The parameters of every resample's fit that ended at a minimum.</summary>
    /// <exception cref="InvalidOperationException">No resampling is declared.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public IReadOnlyList<double[]> Resamples(CancellationToken stop)
    {
        var how = resampling ?? throw new InvalidOperationException("No bootstrap is declared for this fit.");
        var start = how.Start is { } from ? Point(from) : Best(stop).Point;
        lock (_gate)
        {
            if (_resamples is null)
            {
                var draws = how.Rows(problem.Model.Rows);
                _resamples = Parameters(Bootstrap.Fit(problem, draws.Count, i => draws[i], start, optimiser, stop));
            }

            return _resamples;
        }
    }

    /// <summary>The parameters with each row left out in turn, from the optimum; null where that has no minimum.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public IReadOnlyList<double[]?> Jackknife(CancellationToken stop)
    {
        var start = Best(stop).Point;
        return [.. Bootstrap.Fit(problem, problem.Model.Rows, i => [.. Enumerable.Range(0, problem.Model.Rows).Select(r => r == i ? 0.0 : 1.0)], start, optimiser, stop)
            .Select(s => s is Solution.Stalled ? null : Parameters(s.Point))];
    }

    // A search that ended nowhere gives no coefficient.
    private IReadOnlyList<double[]> Parameters(IEnumerable<Solution> solutions) => [.. solutions.Where(s => s is not Solution.Stalled).Select(s => _objective.Parameters(s.Point))];

    /// <summary>The covariance of what is searched, from slopes and curvature at the optimum.</summary>
    /// <param name="robust">Huber's sandwich (1967), which takes no likelihood on trust; else the inverse of the curvature of the likelihood.</param>
    /// <returns>Null where the curvature is not positive definite.</returns>
    public double[,]? Covariance(bool robust, CancellationToken stop)
    {
        var best = Best(stop);
        lock (_gate)
        {
            return robust ? _sandwich ??= Fitting.Covariance.Sandwich(problem, _objective, best.Point) : _curvature ??= Fitting.Covariance.Curvature(problem, _objective, best.Point);
        }
    }
}
