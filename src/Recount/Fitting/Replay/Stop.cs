namespace Recount.Fitting.Replay;

/// <summary>Where a replayed search stopped, and by which of its rules.</summary>
/// <param name="Point">The free parameters, transforms applied.</param>
/// <param name="Value">The objective there.</param>
/// <param name="Largest">The largest component of the gradient there, by its size; of the gradient that the search saw.</param>
/// <param name="Iterations">As the original counts them.</param>
/// <param name="Evaluations">Of the objective; for a gradient by differences those too.</param>
/// <param name="Success">What the original calls success.</param>
/// <param name="Why">The rule, in words.</param>
public sealed record Stop(double[] Point, double Value, double Largest, int Iterations, int Evaluations, bool Success, string Why)
{
    internal const string SmallGradient = "max |g| <= gtol";
    internal const string SmallDecrease = "the decrease fell below ftol x max(|f|, 1)";
    internal const string Iterated = "the most iterations were done";
    internal const string Evaluated = "the most evaluations were done";
    internal const string NoStep = "the line search found no acceptable step (precision loss)";
    internal const string NoNumber = "the objective or its gradient is not a number";
}
