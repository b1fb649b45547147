using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Quantities;

namespace Recount.Claims.Fits;

/// <summary>What a number of a fit rests on, line by line.</summary>
internal static class FitEvidence
{
    /// <param name="isResampled">The number rests on resamples too.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<Step> Of(DeclaredFit declared, Fit fit, CancellationToken stop, bool isResampled = false)
    {
        var best = fit.Best(stop);
        var solutions = fit.Solutions(stop);
        var reached = solutions.Count(s => s is not Solution.Stalled && s.Value - best.Value <= 1e-6 * Math.Abs(best.Value));
        var stalled = solutions.Count(s => s is Solution.Stalled);
        return
        [
            new("data", $"{declared.Data.Name}, {NumberText.Fixed(fit.Rows, 0)} rows{(declared.Data.Input?.Sha256 is { } digest ? $", of sha256 {digest[..12]}..." : "")}"),
            new("model", declared.Text),
            new("objective", Objective(declared)),
            new("starts", $"{NumberText.Fixed(solutions.Count, 0)}: {NumberText.Fixed(reached, 0)} reach the best minimum" +
                (stalled > 0 ? $", {NumberText.Fixed(stalled, 0)} run away or stall" : "")),
            new("optimum", $"{Vector(declared, fit.Parameters(best.Point))}; objective {Number(best.Value, 12)}"),
            best is Solution.Stopped stopped
                ? new("stopped", $"after {NumberText.Fixed(stopped.Steps, 0)} iterations: {stopped.Why}{(stopped.Success ? "" : ", which it calls no success")}")
                : new("converged", $"a further step promises {Number(best.Gradient, 2)} of the objective"),
            .. isResampled && fit.Resampling is { } how ? [new Step("resamples", Drawn(fit, how, stop))] : Array.Empty<Step>(),
        ];
    }

    private static string Drawn(Fit fit, Resampling how, CancellationToken stop)
    {
        var lost = how.Draws - fit.Resamples(stop).Count;
        return $"{NumberText.Fixed(how.Draws, 0)} of {Number(how.Share * 100, 3)} % of the rows, {(how.Replacement ? "with" : "without")} replacement, seed {how.Seed}" +
            (lost > 0 ? $"; {NumberText.Fixed(lost, 0)} without a minimum are left out" : "");
    }

    /// <summary>"A = 477.83, B = 2143.4", with six digits each.</summary>
    public static string Vector(DeclaredFit declared, IReadOnlyList<double> values) =>
        string.Join(", ", declared.Parameters.Zip(values).Select(p => $"{p.First.Name} = {Number(p.Second, 6)}{(p.First.Fixed is null ? "" : " (held)")}"));

    /// <summary>A number with so many significant digits.</summary>
    public static string Number(double value, int digits) => double.IsFinite(value) ? NumberText.Significant(Rational.Of(value), digits) : double.IsNaN(value) ? "undefined"
        : "without bound";

    /// <summary>"sum of Huber losses (delta 0.001) of log residuals".</summary>
    public static string Objective(DeclaredFit declared)
    {
        var loss = declared.Loss switch
        {
            Loss.Squares => "squares",
            Loss.Absolute => "absolute values",
            Loss.Huber huber => $"Huber losses (delta {Number(huber.Delta, 3)})",
            Loss.HuberLikelihood huber => $"minus log-likelihoods of a Huber density (delta {Number(huber.Delta, 3)}, free scale)",
            _ => throw new System.Diagnostics.UnreachableException(declared.Loss.GetType().Name),
        };
        return $"{(declared.Mean ? "mean" : "sum")} of {loss} of {(declared.LogResiduals ? "log " : "")}residuals{(declared.Weights is null ? "" : ", weighted")}";
    }
}
