using MathNet.Numerics.Distributions;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Fitting;

/// <summary>
/// The profile likelihood of one parameter: how well the data are met when it is held at a value and the others are fitted again. Where the profile stays flat
/// the data do not say what the parameter is.
/// </summary>
public static class Profile
{
    private const int MostDoublings = 24;
    private const int MostHalvings = 40;

    /// <summary>The values of a parameter that a likelihood-ratio test does not reject; null for an end that was not found however far it was looked for.</summary>
    /// <param name="parameter">Its index.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static (double? Low, double? High) Interval(Fit fit, int parameter, double level, CancellationToken stop)
    {
        var best = fit.Parameters(stop);
        var floor = fit.LogLikelihood(best) - (ChiSquared.InvCDF(1, level) / 2);
        return (End(fit, parameter, best, floor, -1, stop), End(fit, parameter, best, floor, 1, stop));
    }

    /// <summary>The log-likelihood with a parameter held at a value, and the parameters that are then best.</summary>
    /// <param name="near">Parameters to begin from.</param>
    public static (double LogLikelihood, double[] Parameters) At(Fit fit, int parameter, double value, IReadOnlyList<double> near)
    {
        var problem = fit.Problem with { Parameters = [.. fit.Problem.Parameters.Select((p, i) => i == parameter ? p with { Fixed = value } : p)] };
        var objective = new Objective(problem);
        var found = objective.Parameters(new Optimiser.ToTheEnd().Minimise(problem, objective, objective.Point(near)).Point);
        return (Likelihood.Of(problem.Loss, objective.Residuals(objective.Point(found)), problem.Weights), found);
    }

    // In what is searched: by the logarithm for a parameter that is searched so.
    private static double? End(Fit fit, int parameter, double[] best, double floor, int side, CancellationToken stop)
    {
        var isLog = fit.Problem.Parameters[parameter].IsLog;
        var centre = isLog ? Math.Log(best[parameter]) : best[parameter];
        double Value(double x) => isLog ? Math.Exp(x) : x;
        var near = best;
        var (inside, step) = (0.0, isLog ? 1e-3 : 1e-3 * Math.Max(Math.Abs(centre), 1e-3));
        for (var i = 0; i < MostDoublings; i++, step *= 2)
        {
            stop.ThrowIfCancellationRequested();
            var (likelihood, found) = At(fit, parameter, Value(centre + (side * step)), near);
            if (!(likelihood < floor))
            {
                (inside, near) = (step, double.IsNaN(likelihood) ? near : found);
                continue;
            }

            return Value(centre + (side * Between(inside, step, x => At(fit, parameter, Value(centre + (side * x)), near).LogLikelihood < floor)));
        }

        return null;
    }

    private static double Between(double inside, double outside, Func<double, bool> isOutside)
    {
        for (var i = 0; i < MostHalvings && outside - inside > 1e-7 * outside; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = isOutside(middle) ? (inside, middle) : (middle, outside);
        }

        return (inside + outside) / 2;
    }
}
