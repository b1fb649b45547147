using System.Numerics.Tensors;
using MathNet.Numerics;

namespace Recount.Fitting.Objectives;

/// <summary>
/// Log-likelihoods of residuals whose density falls as their loss rises, at the dispersion that is best for them: what likelihood-ratio tests and profiles
/// compare. For squares this is the normal likelihood, for absolute values Laplace's.
/// </summary>
public static class Likelihood
{
    private const int MostSteps = 200;

    /// <summary>
    /// The log-likelihood of residuals: of a density proportional to exp(-loss / phi) with the best phi; for <see cref="Loss.HuberLikelihood"/> of the one
    /// that it names.
    /// </summary>
    /// <param name="weights">Of the rows; empty: all one.</param>
    public static double Of(Loss loss, ReadOnlySpan<double> residuals, ReadOnlySpan<double> weights)
    {
        // Weights say how rows compare, not how many there are: on average a row that counts weighs one.
        var n = weights.IsEmpty ? residuals.Length : Counting(weights);
        weights = weights.IsEmpty ? weights : Averaging(weights, n);
        var (slopes, scratch) = (new double[residuals.Length], new double[residuals.Length]);
        var sum = loss.Sum(residuals, weights, slopes, scratch);
        return loss switch
        {
            Loss.Squares => -n / 2.0 * (Math.Log(2 * Math.PI * sum / n) + 1),
            Loss.Absolute => -n * (Math.Log(2 * sum / n) + 1),
            Loss.HuberLikelihood => -sum,
            Loss.Huber { Delta: var delta } => -Least(t => (sum / Math.Exp(t)) + (n * LogMass(delta, Math.Exp(t))), Math.Log(sum / n)),
            _ => throw new System.Diagnostics.UnreachableException(loss.GetType().Name),
        };
    }

    private static int Counting(ReadOnlySpan<double> weights)
    {
        var count = 0;
        foreach (var weight in weights)
        {
            count += weight > 0 ? 1 : 0;
        }

        return count;
    }

    private static double[] Averaging(ReadOnlySpan<double> weights, int n)
    {
        var scaled = new double[weights.Length];
        TensorPrimitives.Multiply(weights, n / TensorPrimitives.Sum(weights), scaled);
        return scaled;
    }

    /// <summary>The scale s that makes the sum of Huber(r / s) + ln s + ln Z least, and that sum.</summary>
    /// <param name="scratch">Of the length of the residuals.</param>
    internal static (double Scale, double Value) BestScale(ReadOnlySpan<double> residuals, ReadOnlySpan<double> weights, double delta, Span<double> scratch)
    {
        var n = weights.IsEmpty ? residuals.Length : TensorPrimitives.Sum(weights);

        // The sum of clamp(u) u with u = r / s falls as s rises; at the best scale it is n.
        double Moment(double scale, ReadOnlySpan<double> r, ReadOnlySpan<double> w, Span<double> u)
        {
            TensorPrimitives.Multiply(r, 1 / scale, u);
            TensorPrimitives.Clamp(u, -delta, delta, u);
            if (!w.IsEmpty)
            {
                TensorPrimitives.Multiply(u, w, u);
            }

            return TensorPrimitives.Dot<double>(u, r) / scale;
        }

        TensorPrimitives.Abs(residuals, scratch);
        var absolute = weights.IsEmpty ? TensorPrimitives.Sum<double>(scratch) : TensorPrimitives.Dot<double>(scratch, weights);
        if (!(absolute > 0) || !double.IsFinite(absolute))
        {
            return (double.NaN, double.NaN);
        }

        // With every residual beyond delta the scale would be this; it is never larger, and is near it for a small delta.
        var (low, high) = (0.0, delta * absolute / n);
        var (scale, last) = (high, double.PositiveInfinity);
        for (var i = 0; i < MostSteps; i++)
        {
            var moment = Moment(scale, residuals, weights, scratch);
            (low, high) = moment > n ? (scale, high) : (low, scale);
            var next = scale * moment / n;

            // The last bits of the sum are noise.
            var step = Math.Abs(next - scale);
            if (step <= 1e-14 * scale || (step > last / 2 && step <= 1e-12 * scale))
            {
                break;
            }

            // Where most residuals lie inside delta that step overshoots to the other side, and the next one comes back.
            next = next > low && next < high && step <= last / 2 ? next
                : low > 0 ? Math.Sqrt(low * high)
                : high / 2;
            last = Math.Abs(next - scale);
            scale = next;
        }

        TensorPrimitives.Multiply(residuals, 1 / scale, scratch);
        var total = 0.0;
        for (var i = 0; i < scratch.Length; i++)
        {
            var u = Math.Abs(scratch[i]);
            total += (weights.IsEmpty ? 1 : weights[i]) * (u <= delta ? u * u / 2 : delta * (u - (delta / 2)));
        }

        return (scale, total + (n * (Math.Log(scale) + LogMass(delta, 1))));
    }

    // ln of the integral of exp(-Huber(r) / phi).
    private static double LogMass(double delta, double phi) => Math.Log(
        (Math.Sqrt(2 * Math.PI * phi) * SpecialFunctions.Erf(delta / Math.Sqrt(2 * phi))) + (2 * phi / delta * Math.Exp(-delta * delta / (2 * phi))));

    // The least value of a function with one minimum, by golden sections about a first guess.
    private static double Least(Func<double, double> of, double guess)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (guess - 20, guess + 20);
        var (c, d) = (b - (ratio * (b - a)), a + (ratio * (b - a)));
        while (b - a > 1e-9)
        {
            (a, b) = of(c) < of(d) ? (a, d) : (c, b);
            (c, d) = (b - (ratio * (b - a)), a + (ratio * (b - a)));
        }

        return of((a + b) / 2);
    }
}
