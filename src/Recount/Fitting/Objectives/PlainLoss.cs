using System.Numerics.Tensors;
using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>The loss of any model over all rows, with its gradient in the parameters, one operation after the other. Keeps its buffers, so it belongs to one thread.</summary>
internal sealed class PlainLoss(FitProblem problem)
{
    private readonly Adjoint _evaluation = new(problem.Model);
    private readonly double[] _residuals = new double[problem.Model.Rows];
    private readonly double[] _slopes = new double[problem.Model.Rows];
    private readonly double[] _scratch = new double[problem.Model.Rows];
    private double[] _weights = problem.Weights;

    /// <summary>Takes other weights of the rows; empty: all one.</summary>
    public void Weigh(double[] weights) => _weights = weights;

    /// <summary>The loss, not finite where the model has no value for some row; its gradient then is not set.</summary>
    public double At(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        TensorPrimitives.Subtract(problem.Observed, _evaluation.At(parameters), _residuals);
        var sum = problem.Loss.Sum(_residuals, _weights, _slopes, _scratch);
        if (double.IsFinite(sum))
        {
            // A residual falls as the model rises.
            TensorPrimitives.Negate(_slopes, _slopes);
            _evaluation.Gradient(_slopes, gradient);
        }

        return sum;
    }
}
