using MathNet.Numerics.LinearAlgebra;

namespace Recount.Fitting;

/// <summary>Covariances of estimates from the objective at its minimum.</summary>
public static class Covariance
{
    /// <summary>
    /// The sandwich of Huber (1967) and White (1980): H^-1 (sum of g g') H^-1, H the Hessian of the summed loss and g the gradient of one row's loss. Holds
    /// for any loss whose rows are independent.
    /// </summary>
    public static double[,]? Sandwich(FitProblem problem, Objective objective, double[] point)
    {
        if (Inverse(problem, objective, point) is not { } inverse)
        {
            return null;
        }

        var rows = objective.RowGradients(point);
        var residuals = objective.Residuals(point);
        var (slopes, scratch) = (new double[residuals.Length], new double[residuals.Length]);
        problem.Loss.Sum(residuals, problem.Weights, slopes, scratch);
        var meat = Matrix<double>.Build.Dense(point.Length, point.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var gradient = Vector<double>.Build.Dense(rows[i]) * slopes[i];
            meat += gradient.OuterProduct(gradient);
        }

        return (inverse * meat * inverse).ToArray();
    }

    /// <summary>
    /// The inverse of the curvature of minus the log-likelihood: for squares s^2 (J'J)^-1 with s^2 = RSS / (n - p); null for a loss that is no likelihood.
    /// </summary>
    public static double[,]? Curvature(FitProblem problem, Objective objective, double[] point)
    {
        if (problem.Loss is not (Loss.Squares or Loss.HuberLikelihood) || Inverse(problem, objective, point) is not { } inverse)
        {
            return null;
        }

        var n = problem.Weights.Length == 0 ? problem.Model.Rows : problem.Weights.Count(w => w > 0);
        var gradient = new double[point.Length];
        return (problem.Loss is Loss.Squares ? inverse * (2 * objective.At(point, gradient) / problem.Scale / (n - point.Length)) : inverse).ToArray();
    }

    // Of the Hessian of the summed loss.
    private static Matrix<double>? Inverse(FitProblem problem, Objective objective, double[] point)
    {
        var hessian = Matrix<double>.Build.DenseOfArray(Polish.Hessian(objective, point));
        return new Cholesky(point.Length).Take(hessian.ToRowMajorArray(), [], 0) ? hessian.Inverse() * problem.Scale : null;
    }
}
