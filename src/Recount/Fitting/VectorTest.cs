using MathNet.Numerics.LinearAlgebra;

namespace Recount.Fitting;

/// <summary>Tests of a whole vector of parameters against a fit.</summary>
public static class VectorTest
{
    /// <summary>
    /// Wald's statistic (1943): the squared distance of two vectors in units of the covariance of the fit, in what is searched, so in the logarithm of a
    /// parameter that is searched so; chi-squared with as many degrees of freedom as parameters.
    /// </summary>
    /// <param name="estimate">The vector that was estimated: as a rule the optimum of the fit.</param>
    /// <param name="by">Bootstrap, curvature or sandwich.</param>
    /// <returns>Null where the covariance is singular.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static double? Wald(Fit fit, IReadOnlyList<double> estimate, IReadOnlyList<double> vector, UncertaintyBy by, CancellationToken stop)
    {
        var covariance = by is UncertaintyBy.Bootstrap or UncertaintyBy.Bca ? Scatter([.. fit.Resamples(stop).Select(fit.Point)])
            : fit.Covariance(by == UncertaintyBy.Sandwich, stop) is { } known ? Matrix<double>.Build.DenseOfArray(known)
            : null;
        var distance = Vector<double>.Build.Dense(fit.Point(estimate)) - Vector<double>.Build.Dense(fit.Point(vector));
        return covariance is null ? null : distance.DotProduct(covariance.Solve(distance)) is >= 0 and < double.PositiveInfinity and var statistic ? statistic : null;
    }

    /// <summary>Twice the gap of the log-likelihoods of two vectors (Wilks 1938); chi-squared with as many degrees of freedom as parameters.</summary>
    public static double LikelihoodRatio(Fit fit, IReadOnlyList<double> estimate, IReadOnlyList<double> vector) => 2 * (fit.LogLikelihood(estimate) - fit.LogLikelihood(vector));

    // As NumPy's cov: over n - 1.
    private static Matrix<double> Scatter(IReadOnlyList<double[]> points)
    {
        var values = Matrix<double>.Build.DenseOfRowArrays(points);
        var means = values.ColumnSums() / points.Count;
        var centred = Matrix<double>.Build.Dense(values.RowCount, values.ColumnCount, (r, c) => values[r, c] - means[c]);
        return centred.TransposeThisAndMultiply(centred) / (points.Count - 1);
    }
}
