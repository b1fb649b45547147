using System.Numerics.Tensors;

namespace Recount.Fitting;

/// <summary>
/// What a fit minimises: the loss of all residuals, as a sum or a mean, in the free parameters. A parameter may be searched by its logarithm, or held
/// fixed. Keeps buffers, so it belongs to one thread; <see cref="Copy"/> makes another.
/// </summary>
public sealed class Objective
{
    private readonly FitProblem _problem;
    private readonly Evaluation _evaluation;
    private readonly double[] _residuals;
    private readonly double[] _slopes;
    private readonly double[] _scratch;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private readonly int[] _free;
    private double[]? _weights;
    private Jacobian? _jacobian;

    public Objective(FitProblem problem)
    {
        (_problem, _evaluation) = (problem, new(problem.Model));
        (_residuals, _slopes, _scratch) = (new double[problem.Model.Rows], new double[problem.Model.Rows], new double[problem.Model.Rows]);
        (_parameters, _gradient) = (new double[problem.Parameters.Count], new double[problem.Parameters.Count]);
        _free = [.. Enumerable.Range(0, problem.Parameters.Count).Where(i => problem.Parameters[i].Fixed is null)];
    }

    /// <summary>How many parameters are searched.</summary>
    public int Free => _free.Length;

    /// <summary>How often the objective was evaluated.</summary>
    public long Evaluations { get; private set; }

    public Objective Copy() => new(_problem);

    /// <summary>The parameters of a point: transforms undone, fixed ones in their places.</summary>
    public double[] Parameters(ReadOnlySpan<double> point)
    {
        Spread(point);
        return [.. _parameters];
    }

    /// <summary>The point of some parameters; NaN where a parameter that is searched by its logarithm is not positive.</summary>
    public double[] Point(IReadOnlyList<double> parameters) => [.. _free.Select(i => _problem.Parameters[i].IsLog ? Math.Log(parameters[i]) : parameters[i])];

    /// <summary>The value at a point, with its gradient; positive infinity where the model has no value for some row.</summary>
    public double At(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Evaluations++;
        Spread(point);
        var values = _evaluation.At(_parameters);
        TensorPrimitives.Subtract(_problem.Observed, values, _residuals);
        var sum = _problem.Loss.Sum(_residuals, _problem.Weights, _slopes, _scratch);
        if (!double.IsFinite(sum))
        {
            gradient.Fill(double.NaN);
            return double.PositiveInfinity;
        }

        // A residual falls as the model rises.
        _evaluation.Gradient(_slopes, _gradient);
        for (var k = 0; k < _free.Length; k++)
        {
            var i = _free[k];
            gradient[k] = -_gradient[i] * (_problem.Parameters[i].IsLog ? _parameters[i] : 1) * _problem.Scale;
        }

        return sum * _problem.Scale;
    }

    /// <summary>The weights of the rows, as many as there are.</summary>
    public ReadOnlySpan<double> Weights => _weights ??= _problem.Weights.Length > 0 ? _problem.Weights : [.. Enumerable.Repeat(1.0, _residuals.Length)];

    /// <summary>What was observed less what the model gives, row by row.</summary>
    public double[] Residuals(ReadOnlySpan<double> point)
    {
        Spread(point);
        TensorPrimitives.Subtract(_problem.Observed, _evaluation.At(_parameters), _residuals);
        return [.. _residuals];
    }

    /// <summary>The gradient of each row's residual in what is searched, row by row.</summary>
    public double[][] RowGradients(ReadOnlySpan<double> point)
    {
        Spread(point);
        var jacobian = _jacobian ??= new(_problem.Model);
        jacobian.At(_parameters, _scratch);
        var rows = Enumerable.Range(0, _residuals.Length).Select(_ => new double[_free.Length]).ToArray();
        for (var k = 0; k < _free.Length; k++)
        {
            jacobian.Column(_free[k], _scratch);
            var factor = _problem.Parameters[_free[k]].IsLog ? -_parameters[_free[k]] : -1;
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i][k] = factor * _scratch[i];
            }
        }

        return rows;
    }

    private void Spread(ReadOnlySpan<double> point)
    {
        for (var (i, k) = (0, 0); i < _parameters.Length; i++)
        {
            _parameters[i] = _problem.Parameters[i].Fixed ?? (_problem.Parameters[i].IsLog ? Math.Exp(point[k++]) : point[k++]);
        }
    }
}
