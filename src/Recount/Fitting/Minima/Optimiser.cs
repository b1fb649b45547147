using Recount.Fitting.Objectives;
using Recount.Fitting.Replay;

namespace Recount.Fitting.Minima;

/// <summary>How a minimum is searched for. A closed family.</summary>
public abstract record Optimiser
{
    private Optimiser()
    {
    }

    /// <summary>To the point that no double can tell from the minimum: what this house means by converged.</summary>
    public sealed record ToTheEnd : Optimiser;

    /// <summary>As another's program searches, to where its own rules stop it.</summary>
    public sealed record Replayed(ScipySearch Search) : Optimiser;

    /// <summary>Minimises the objective of a problem from a start.</summary>
    /// <param name="objective">Of that problem.</param>
    public Solution Minimise(FitProblem problem, Objective objective, ReadOnlySpan<double> start) => this switch
    {
        ToTheEnd when problem.Loss is Loss.Squares && problem.Weights.All(w => w >= 0) => LevenbergMarquardt.Minimise(problem, start),
        ToTheEnd when problem.Loss.HasCorners => Corner.Descend(objective, Bfgs.Minimise(objective, start), problem.Loss is Loss.HuberLikelihood huber ? huber.Delta : null),
        ToTheEnd => Search.From(objective, start),
        Replayed replayed => Stopped(replayed.Search.Run(objective, start)),
        _ => throw new System.Diagnostics.UnreachableException(GetType().Name),
    };

    private static Solution.Stopped Stopped(Stop stop) => new(stop.Point, stop.Value, double.NaN, stop.Iterations, stop.Why, stop.Success);
}
