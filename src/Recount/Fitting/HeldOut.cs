using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Recount.Fitting.Objectives;
using Recount.Statistics;

namespace Recount.Fitting;

/// <summary>How a fit does on rows that it has not seen.</summary>
/// <param name="Errors">Observed less predicted, in what the fit compares.</param>
/// <param name="HalfWidths">Half of each row's 95 % prediction interval: the scatter of the fitted rows, and how uncertain the prediction is.</param>
/// <param name="Scatter">Root mean square of the weighted residuals of the fitted rows, over n - p.</param>
/// <param name="P">The chance of errors as large as these taken together: they share the parameters' error.</param>
public sealed record HeldOut(double[] Errors, double[] HalfWidths, double Scatter, double P)
{
    /// <summary>The share of rows that a prediction interval should hold.</summary>
    public const double Level = 0.95;

    private const int Draws = 2_000;

    // Residuals of less than this share of what was observed are rounding.
    private const double Rounding = 1e-12;

    public double Rms => Math.Sqrt(Errors.Average(e => e * e));

    /// <summary>Rows inside their prediction intervals.</summary>
    public int Covered => Errors.Zip(HalfWidths).Count(x => Math.Abs(x.First) <= x.Second);

    /// <summary>Holds a fit against other rows; null where its covariance is not determined, or the model has no value there.</summary>
    /// <param name="others">The same model, of the rows that were held out.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static HeldOut? Of(Fit fit, FitProblem others, CancellationToken stop)
    {
        var best = fit.Best(stop).Point;
        var freedom = fit.Rows - best.Length;
        if (freedom <= 0 || fit.Covariance(true, stop) is not { } covariance)
        {
            return null;
        }

        var weights = fit.Problem.Weights;
        double[] residuals = [.. fit.Residuals(fit.Parameters(best)).Select((r, i) => weights.Length == 0 ? r : r * Math.Sqrt(weights[i])).Where((_, i) => weights.Length == 0
            || weights[i] > 0)];
        var scatter = Math.Max(Math.Sqrt(residuals.Sum(r => r * r) / freedom), Rounding * fit.Problem.Observed.Max(Math.Abs));
        var unseen = new Objective(others);
        var errors = unseen.Residuals(best);
        if (!errors.All(double.IsFinite))
        {
            return null;
        }

        var slopes = Matrix<double>.Build.DenseOfRowArrays(unseen.RowGradients(best));
        var common = slopes * Matrix<double>.Build.DenseOfArray(covariance) * slopes.Transpose();
        double[] own = [.. Enumerable.Range(0, errors.Length).Select(i => scatter / Math.Sqrt(others.Weights.Length == 0 ? 1 : others.Weights[i]))];
        var all = common + Matrix<double>.Build.DenseOfDiagonalArray([.. own.Select(o => o * o)]);
        var inverse = all.Inverse();
        double Distance(Vector<double> e) => e.DotProduct(inverse * e);
        var distance = Distance(Vector<double>.Build.Dense(errors));
        var p = fit.Problem.Loss is Loss.Squares
            ? TailProbability.F(distance / errors.Length, errors.Length, freedom)
            : Simulated(distance, Distance, residuals.Select(r => r / scatter).ToArray(), own, slopes, covariance, stop);
        var reach = StudentT.InvCDF(0, 1, freedom, (1 + Level) / 2);
        return double.IsFinite(p) ? new(errors, [.. all.Diagonal().Select(v => Math.Sqrt(v) * reach)], scatter, p) : null;
    }

    // Where residuals need not be normal they are drawn from those of the fit, made as wide as the degrees of freedom say.
    private static double Simulated(
        double distance, Func<Vector<double>, double> measure, double[] residuals, double[] own, Matrix<double> slopes, double[,] covariance, CancellationToken stop)
    {
        var random = new MersenneTwister(1);
        var widen = 1 / Math.Sqrt(residuals.Average(r => r * r));
        var root = Matrix<double>.Build.DenseOfArray(covariance).Cholesky().Factor;
        var farther = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            stop.ThrowIfCancellationRequested();
            var parameters = root * Vector<double>.Build.Dense(root.RowCount, _ => Normal.InvCDF(0, 1, (random.Next() + 0.5) / 4294967296.0));
            var noise = Vector<double>.Build.Dense(own.Length, i => own[i] * widen * residuals[random.Next(residuals.Length)]);
            farther += measure(noise + (slopes * parameters)) >= distance ? 1 : 0;
        }

        return (farther + 1.0) / (Draws + 1);
    }
}
