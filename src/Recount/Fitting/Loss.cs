using System.Numerics.Tensors;

namespace Recount.Fitting;

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
                    scratch[i] = Math.Sign(residuals[i]);
                }

                Weigh(scratch, weights, slopes);
                return TensorPrimitives.Dot<double>(slopes, residuals);
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
