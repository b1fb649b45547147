using Recount.Fitting.Objectives;

namespace Recount.Fitting.Replay;

/// <summary>
/// A search as SciPy's <c>minimize</c> does it, stopping rules included, so that a published early stop can be reproduced and named. No search for coefficients of
/// our own: these rules hang on the scale of the objective. <see cref="LbfgsB"/> or <see cref="ScipyBfgs"/>.
/// </summary>
/// <param name="GradientTolerance"><c>gtol</c>: the search stops where no component of the gradient is larger.</param>
/// <param name="Difference">The step of a gradient by forward differences (<c>eps</c>), as where no <c>jac</c> is given; null for the exact gradient.</param>
public abstract record ScipySearch(double GradientTolerance, double? Difference)
{
    /// <summary>Searches from a start.</summary>
    /// <param name="start">A point of <see cref="Objective.Point"/>.</param>
    public Stop Run(Objective objective, ReadOnlySpan<double> start) => Run(new ScalarFunction(objective, Difference), start.ToArray());

    private protected abstract Stop Run(ScalarFunction function, double[] x);

    private protected static double Largest(double[] gradient) => gradient.Aggregate(0.0, (most, g) => Math.Max(most, Math.Abs(g)));
}
