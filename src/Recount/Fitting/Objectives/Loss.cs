using System.Numerics.Tensors;

namespace Recount.Fitting.Objectives;

/// <summary>What a residual costs. A closed family.</summary>
public abstract record Loss
{
    private Loss()
    {
    }

    /// <summary>r^2.</summary>
    public sealed record Squares : Loss;

    /// <summary>Huber (1964): r^2 / 2 up to delta, delta (|r| - delta / 2) beyond.</summary>
    public sealed record Huber(double Delta) : Loss;

    /// <summary>|r|.</summary>
    public sealed record Absolute : Loss;

    /// <summary>
    /// Minus the log-likelihood of residuals with a density proportional to exp(-Huber(r / s)), at the scale s that is best for them. The scale is no
    /// parameter: it is found for every point, so that the gradient in the parameters is that at the best scale.
    /// </summary>
    public sealed record HuberLikelihood(double Delta) : Loss;

    /// <summary>True where the loss has a kink at a residual of zero, or one that is hardly rounded off: its minima are corners.</summary>
    public bool HasCorners => this is Absolute or HuberLikelihood;

    /// <summary>The sum over all residuals, each times its weight, and its derivative in each residual.</summary>
    /// <param name="weights">Empty: all one.</param>
    /// <param name="slopes">Of the length of the residuals.</param>
    /// <param name="scratch">Of the length of the residuals.</param>
    public double Sum(ReadOnlySpan<double> residuals, ReadOnlySpan<double> weights, Span<double> slopes, Span<double> scratch)
    {
        switch (this)
        {
            case Squares:
                Weigh(residuals, weights, scratch);
                TensorPrimitives.Multiply(scratch, 2, slopes);
                return TensorPrimitives.Dot<double>(scratch, residuals);
            case Huber { Delta: var delta }:
                // s = clamp(r): s (r - s / 2) is r^2 / 2 inside and delta (|r| - delta / 2) outside.
                TensorPrimitives.Clamp(residuals, -delta, delta, scratch);
                Weigh(scratch, weights, slopes);
                return TensorPrimitives.Dot<double>(slopes, residuals) - (0.5 * TensorPrimitives.Dot<double>(slopes, scratch));
            case Absolute:
                for (var i = 0; i < residuals.Length; i++)
                {
                    // Where the model has no value there is no slope.
                    scratch[i] = residuals[i] > 0 ? 1 : residuals[i] < 0 ? -1 : residuals[i];
                }

                Weigh(scratch, weights, slopes);
                return TensorPrimitives.Dot<double>(slopes, residuals);
            case HuberLikelihood { Delta: var delta }:
                var (scale, value) = Likelihood.BestScale(residuals, weights, delta, scratch);
                TensorPrimitives.Multiply(residuals, 1 / scale, scratch);
                TensorPrimitives.Clamp(scratch, -delta, delta, scratch);
                TensorPrimitives.Multiply(scratch, 1 / scale, scratch);
                Weigh(scratch, weights, slopes);
                return value;
            default:
                throw new System.Diagnostics.UnreachableException(GetType().Name);
        }
    }

    private static void Weigh(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> result)
    {
        if (weights.IsEmpty)
        {
            values.CopyTo(result);
        }
        else
        {
            TensorPrimitives.Multiply(values, weights, result);
        }
    }
}
