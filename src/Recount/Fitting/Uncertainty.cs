using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Recount.Fitting.Models;

namespace Recount.Fitting;

/// <summary>Where an uncertainty comes from.</summary>
public enum UncertaintyBy
{
    /// <summary>Quantiles of resamples of the rows (Efron 1979).</summary>
    Bootstrap,

    /// <summary>The same, corrected for bias and skewness (Efron 1987).</summary>
    Bca,

    /// <summary>Delta method, with the curvature of the likelihood.</summary>
    Curvature,

    /// <summary>Delta method, with Huber's sandwich.</summary>
    Sandwich,

    /// <summary>Profile likelihood, of a single parameter.</summary>
    Profile,
}

/// <summary>How sure one can be of a quantity.</summary>
/// <param name="StandardError">Null for a profile, which has none.</param>
/// <param name="Low">Of the interval; null where it has no end.</param>
/// <param name="Draws">Resamples that it rests on; 0 for none.</param>
public sealed record Uncertainty(double? StandardError, double? Low, double? High, int Draws)
{
    /// <summary>The uncertainty of a quantity of a fit; null where the method has none to give.</summary>
    /// <param name="parameter">The index of the quantity's only parameter, for a profile.</param>
    /// <param name="level">Of the interval, such as 0.95.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static Uncertainty? Of(Fit fit, Quantity quantity, int? parameter, UncertaintyBy by, double level, CancellationToken stop)
    {
        switch (by)
        {
            case UncertaintyBy.Bootstrap or UncertaintyBy.Bca:
                var values = fit.Resamples(stop).Select(p => quantity.Of(p)).Where(double.IsFinite).Order().ToArray();
                if (values.Length < 2)
                {
                    return null;
                }

                var (low, high) = by == UncertaintyBy.Bca ? Corrected(fit, quantity, values, level, stop) : ((1 - level) / 2, (1 + level) / 2);
                return new(StandardDeviation(values), Quantile(values, low), Quantile(values, high), values.Length);
            case UncertaintyBy.Profile when parameter is { } index:
                var (from, to) = Profile.Interval(fit, index, level, stop);
                return new(null, from, to, 0);
            case UncertaintyBy.Curvature or UncertaintyBy.Sandwich when fit.Covariance(by == UncertaintyBy.Sandwich, stop) is { } covariance:
                var best = fit.Parameters(stop);
                var gradient = Vector<double>.Build.Dense(fit.InSearch(quantity.Gradient(best), best));
                var error = Math.Sqrt(gradient.DotProduct(Matrix<double>.Build.DenseOfArray(covariance) * gradient));
                var reach = error * Normal.InvCDF(0, 1, (1 + level) / 2);
                var value = quantity.Of(best);
                return double.IsFinite(error) ? new(error, value - reach, value + reach, 0) : null;
            default:
                return null;
        }
    }

    /// <summary>Over n - 1.</summary>
    public static double StandardDeviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>As NumPy's <c>percentile</c>: linear between the values.</summary>
    /// <param name="sorted">Ascending; at least one.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var at = Math.Clamp(share, 0, 1) * (sorted.Count - 1);
        var below = Math.Max(0, Math.Min((int)at, sorted.Count - 2));
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]));
    }

    // Efron (1987): z0 from the share of resamples below the estimate, the acceleration from the jackknife.
    private static (double Low, double High) Corrected(Fit fit, Quantity quantity, double[] sorted, double level, CancellationToken stop)
    {
        var estimate = quantity.Of(fit.Parameters(stop));
        var below = (sorted.Count(v => v < estimate) + (sorted.Count(v => v == estimate) / 2.0)) / sorted.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        var left = fit.Jackknife(stop).OfType<double[]>().Select(p => quantity.Of(p)).ToArray();
        var mean = left.Average();
        var (cubes, squares) = (left.Sum(v => Math.Pow(mean - v, 3)), left.Sum(v => Math.Pow(mean - v, 2)));
        var acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        double Share(double z) => Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z)))));
        var reach = Normal.InvCDF(0, 1, (1 + level) / 2);
        return (Share(-reach), Share(reach));
    }
}
