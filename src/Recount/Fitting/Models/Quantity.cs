using Recount.Quantities.Expressions;

namespace Recount.Fitting.Models;

/// <summary>A number that follows from the parameters of a fit, such as <c>beta / (alpha + beta)</c>.</summary>
/// <param name="expression">Inputs are parameters.</param>
public sealed class Quantity(Expression expression, int parameters)
{
    private readonly Model _model = Model.Of(expression, parameters, [], 1);

    /// <summary>Its value; NaN where it has none.</summary>
    public double Of(ReadOnlySpan<double> parameters) => new Adjoint(_model).At(parameters)[0];

    /// <summary>Its slope in each parameter.</summary>
    public double[] Gradient(ReadOnlySpan<double> parameters)
    {
        var evaluation = new Adjoint(_model);
        evaluation.At(parameters);
        var gradient = new double[parameters.Length];
        evaluation.Gradient([1.0], gradient);
        return gradient;
    }
}
