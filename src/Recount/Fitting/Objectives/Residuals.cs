using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>The residuals of a fit of squares, each times the root of its weight, and their slopes in the free parameters. Belongs to one thread.</summary>
internal sealed class Residuals
{
    // A few units in the last place.
    private const double Rounding = 1e-15;

    private readonly FitProblem _problem;
    private readonly Objective _objective;
    private readonly Jacobian _jacobian;
    private readonly double[] _roots;
    private readonly int[] _free;

    /// <exception cref="ArgumentException">The loss is not squares, or a weight is negative.</exception>
    public Residuals(FitProblem problem)
    {
        if (problem.Loss is not Loss.Squares || problem.Weights.Any(w => !(w >= 0)) || !(problem.Scale > 0))
        {
            throw new ArgumentException("This search is for squares with weights that are not negative.", nameof(problem));
        }

        (_problem, _objective, _jacobian) = (problem, new(problem), new(problem.Model));
        _roots = [.. Enumerable.Range(0, problem.Model.Rows).Select(i => Math.Sqrt(problem.Scale * (problem.Weights.Length == 0 ? 1 : problem.Weights[i])))];
        _free = [.. Enumerable.Range(0, problem.Parameters.Count).Where(i => problem.Parameters[i].Fixed is null)];

        // What the rounding of the observed values alone leaves of the sum of squares.
        Noise = _roots.Zip(problem.Observed, (root, y) => Math.Pow(root * y * Rounding, 2)).Sum();
    }

    public int Rows => _roots.Length;

    public double Noise { get; }

    /// <summary>The residuals at a point; their squares' sum, positive infinity where the model has no value for some row.</summary>
    public double At(double[] point, double[] residuals)
    {
        _jacobian.At(_objective.Parameters(point), residuals);
        TensorPrimitives.Subtract(_problem.Observed, residuals, residuals);
        TensorPrimitives.Multiply(residuals, _roots, residuals);
        var sum = TensorPrimitives.SumOfSquares<double>(residuals);
        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    /// <summary>How the model's values, weighted likewise, rise with each free parameter, at the point of the last <see cref="At"/>.</summary>
    public Matrix<double> Slopes(double[] point)
    {
        var parameters = _objective.Parameters(point);
        var columns = new double[Rows * _free.Length];
        for (var k = 0; k < _free.Length; k++)
        {
            var i = _free[k];
            var column = columns.AsSpan(k * Rows, Rows);
            _jacobian.Column(i, column);
            TensorPrimitives.Multiply(column, _roots, column);
            if (_problem.Parameters[i].IsLog)
            {
                TensorPrimitives.Multiply(column, parameters[i], column);
            }
        }

        return Matrix<double>.Build.Dense(Rows, _free.Length, columns);
    }
}
