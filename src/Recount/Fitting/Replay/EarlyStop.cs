using Recount.Fitting.Objectives;

namespace Recount.Fitting.Replay;

/// <summary>
/// A stop, and where the same search from the same start goes once the objective is multiplied by a number: the minimum does not move, so what moves was stopped by a
/// tolerance that the scale of the objective decides.
/// </summary>
/// <param name="Scale">By how much the objective was multiplied the second time.</param>
/// <param name="Own">Its value is that of the problem as given.</param>
/// <param name="Scaled">Its value and gradient are those of the multiplied objective.</param>
/// <param name="Moved">The largest relative change of a parameter from the first stop to the second, transforms undone.</param>
/// <param name="Fell">How much lower the objective is at the second stop, as a share of its value at the first; negative where it is higher.</param>
public sealed record EarlyStop(double Scale, Stop Own, Stop Scaled, double Moved, double Fell)
{
    /// <summary>A decrease of more than this share of the objective is one that the first stop missed.</summary>
    public const double Share = 1e-6;

    /// <summary>False where the stop would have come at the same minimum had the objective been multiplied.</summary>
    public bool IsEarly => Fell > Share;

    /// <param name="start">A point of <see cref="Objective.Point"/>.</param>
    /// <param name="scale">Such as 1e3 or 1e6.</param>
    public static EarlyStop Of(FitProblem problem, ScipySearch search, ReadOnlySpan<double> start, double scale)
    {
        var objective = new Objective(problem);
        var own = search.Run(objective, start);
        var scaled = search.Run(new(problem with { Scale = problem.Scale * scale }), start);
        var moved = objective.Parameters(own.Point).Zip(objective.Parameters(scaled.Point), (a, b) => a == b ? 0 : Math.Abs(b - a) / Math.Abs(a)).Max();
        return new(scale, own, scaled, moved, own.Value == 0 ? 0 : (own.Value - (scaled.Value / scale)) / Math.Abs(own.Value));
    }
}
