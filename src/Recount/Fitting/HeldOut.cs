using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Recount.Statistics;

namespace Recount.Fitting;

/// <summary>How a fit does on rows that it has not seen.</summary>
/// <param name="Errors">Observed less predicted, in what the fit compares.</param>
/// <param name="Deviations">The standard deviation that each error should have: the scatter of the fitted rows, and how uncertain the prediction is.</param>
/// <param name="Scatter">Root mean square of the residuals of the fitted rows, over n - p.</param>
/// <param name="P">The chance of errors as large as these taken together: they share the parameters' error.</param>
public sealed record HeldOut(double[] Errors, double[] Deviations, double Scatter, double P)
{
    /// <summary>The share of rows that a prediction interval should hold.</summary>
    public const double Level = 0.95;

    public double Rms => Math.Sqrt(Errors.Average(e => e * e));

    /// <summary>Half of each row's prediction interval.</summary>
    public IEnumerable<double> HalfWidths => Deviations.Select(d => d * Normal.InvCDF(0, 1, (1 + Level) / 2));

    /// <summary>Rows inside their prediction intervals.</summary>
    public int Covered => Errors.Zip(HalfWidths).Count(x => Math.Abs(x.First) <= x.Second);

    /// <summary>Holds a fit against other rows; null where its covariance is not determined.</summary>
    /// <param name="others">The same model, of the rows that were held out.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static HeldOut? Of(Fit fit, FitProblem others, CancellationToken stop)
    {
        var best = fit.Best(stop).Point;
        var residuals = fit.Residuals(fit.Parameters(best));
        if (residuals.Length <= best.Length || fit.Covariance(true, stop) is not { } covariance)
        {
            return null;
        }

        var scatter = Math.Sqrt(residuals.Sum(r => r * r) / (residuals.Length - best.Length));
        var unseen = new Objective(others);
        var errors = unseen.Residuals(best);
        var slopes = Matrix<double>.Build.DenseOfRowArrays(unseen.RowGradients(best));
        var common = slopes * Matrix<double>.Build.DenseOfArray(covariance) * slopes.Transpose();
        var all = common + Matrix<double>.Build.DenseDiagonal(errors.Length, scatter * scatter);
        var vector = Vector<double>.Build.Dense(errors);
        return new(errors, [.. all.Diagonal().Select(Math.Sqrt)], scatter, TailProbability.ChiSquared(vector.DotProduct(all.Solve(vector)), errors.Length));
    }
}
