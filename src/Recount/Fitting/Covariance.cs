using MathNet.Numerics.LinearAlgebra;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;

namespace Recount.Fitting;

/// <summary>Covariances of estimates from the objective at its minimum.</summary>
public static class Covariance
{
    /// <summary>
    /// The sandwich of Huber (1967) and White (1980): H^-1 (sum of g g') H^-1 n/(n - p), H the Hessian of the summed loss and g the gradient of one row's loss.
    /// Holds for any loss whose rows are independent. Where a loss is straight but for a core that few residuals lie in, H is Powell's (1991) estimate from a
    /// wider window.
    /// </summary>
    public static double[,]? Sandwich(FitProblem problem, Objective objective, double[] point)
    {
        var residuals = objective.Residuals(point);
        var (slopes, scratch) = (new double[residuals.Length], new double[residuals.Length]);
        problem.Loss.Sum(residuals, problem.Weights, slopes, scratch);
        var rows = objective.RowGradients(point);
        if (Inverse(problem, objective, point, rows, residuals, slopes) is not { } inverse || Rows(problem) is var n && n <= point.Length)
        {
            return null;
        }

        var meat = Matrix<double>.Build.Dense(point.Length, point.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var gradient = Vector<double>.Build.Dense(rows[i]) * slopes[i];
            meat += gradient.OuterProduct(gradient);
        }

        return (inverse * meat * inverse * n / (n - point.Length)).ToArray();
    }

    /// <summary>
    /// The inverse of the curvature of minus the log-likelihood: for squares s^2 (J'J)^-1 with s^2 = RSS / (n - p); null for a loss that is no likelihood.
    /// </summary>
    public static double[,]? Curvature(FitProblem problem, Objective objective, double[] point)
    {
        var residuals = objective.Residuals(point);
        var (slopes, scratch) = (new double[residuals.Length], new double[residuals.Length]);
        var sum = problem.Loss.Sum(residuals, problem.Weights, slopes, scratch);
        var n = Rows(problem);
        return problem.Loss is not (Loss.Squares or Loss.HuberLikelihood) || n <= point.Length ? null
            : Inverse(problem, objective, point, objective.RowGradients(point), residuals, slopes) is not { } inverse ? null
            : (problem.Loss is Loss.Squares ? inverse * (2 * sum / (n - point.Length)) : inverse).ToArray();
    }

    /// <summary>Rows that count.</summary>
    internal static int Rows(FitProblem problem) => problem.Weights.Length == 0 ? problem.Model.Rows : problem.Weights.Count(w => w > 0);

    // Of the Hessian of the summed loss.
    private static Matrix<double>? Inverse(FitProblem problem, Objective objective, double[] point, double[][] rows, double[] residuals, double[] slopes)
    {
        var hessian = Window(problem.Loss, residuals) is { } window ? Smoothed(rows, residuals, slopes, window)
            : Matrix<double>.Build.DenseOfArray(Polish.Hessian(objective, point)) / problem.Scale;
        return new Cholesky(point.Length).Take(hessian.ToRowMajorArray(), [], 0) ? hessian.Inverse() : null;
    }

    // Silverman's (1986) width for the density of the residuals at zero; null where the loss is smooth over more than that.
    private static double? Window(Loss loss, double[] residuals)
    {
        var sorted = residuals.Order().ToArray();
        var spread = Math.Min(Uncertainty.StandardDeviation(sorted), (Uncertainty.Quantile(sorted, 0.75) - Uncertainty.Quantile(sorted, 0.25)) / 1.349);
        var width = 1.06 * spread * Math.Pow(residuals.Length, -0.2);
        return loss switch
        {
            Loss.Squares => null,
            Loss.Huber { Delta: var delta } when delta >= width => null,
            _ => width > 0 ? width : null,
        };
    }

    // A slope that jumps from -m to m rises by m / h over a window of h to either side.
    private static Matrix<double> Smoothed(double[][] rows, double[] residuals, double[] slopes, double window)
    {
        var largest = slopes.Max(Math.Abs);
        var hessian = Matrix<double>.Build.Dense(rows[0].Length, rows[0].Length);
        foreach (var i in Enumerable.Range(0, rows.Length).Where(i => Math.Abs(residuals[i]) < window))
        {
            var gradient = Vector<double>.Build.Dense(rows[i]);
            hessian += gradient.OuterProduct(gradient) * (largest / window);
        }

        return hessian;
    }
}
