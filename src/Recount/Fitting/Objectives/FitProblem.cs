using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>A parameter of a model.</summary>
/// <param name="IsLog">Searched by its logarithm, and so positive.</param>
/// <param name="Fixed">Its value where it is not searched.</param>
public sealed record FitParameter(string Name, bool IsLog = false, double? Fixed = null);

/// <summary>A model, what it should give, and how a miss is counted.</summary>
/// <param name="Model">For log residuals its logarithm.</param>
/// <param name="Observed">What the model should give, row by row; for log residuals its logarithm.</param>
/// <param name="Weights">Of the rows; empty: all one.</param>
/// <param name="Scale">1 for the sum of the losses, one over the number of rows for their mean.</param>
public sealed record FitProblem(Model Model, IReadOnlyList<FitParameter> Parameters, double[] Observed, Loss Loss, double[] Weights, double Scale = 1);
