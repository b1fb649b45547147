using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>
/// What a fit minimises: the loss of all residuals, as a sum or a mean, in the free parameters. A parameter may be searched by its logarithm, or held
/// fixed. Keeps buffers, so it belongs to one thread; <see cref="Copy"/> makes another. Those of a log-sum-exp model take about as long to lay out as a
/// search takes, so that resamples are better fitted by one objective that is weighed anew.
/// </summary>
public sealed class Objective
{
    private readonly FitProblem _problem;
    private readonly LogSumLoss? _logSum;
    private readonly PlainLoss? _plain;
    private readonly double _size;
    private readonly int[] _free;
    private readonly bool[] _isLog;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly double[] _beyond;
    private double[] _weights;
    private Jacobian? _jacobian;

    public Objective(FitProblem problem)
    {
        (_problem, _size, _weights) = (problem, problem.Scale, problem.Weights);
        _logSum = LogSumLoss.Of(problem);
        _plain = _logSum is null ? new(problem) : null;
        var n = problem.Parameters.Count;
        _free = [.. Enumerable.Range(0, n).Where(i => problem.Parameters[i].Fixed is null)];
        _isLog = [.. problem.Parameters.Select(p => p.IsLog)];
        _parameters = [.. problem.Parameters.Select(p => p.Fixed ?? 0)];
        (_gradient, _hessian, _beyond) = (new double[n], new double[n * n], new double[n]);
    }

    /// <summary>How many parameters are searched.</summary>
    public int Free => _free.Length;

    /// <summary>How often the objective was evaluated.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Whether it knows its second derivatives.</summary>
    public bool IsSmooth => _logSum is not null;

    public Objective Copy() => new(_problem);

    /// <summary>Takes other weights of the rows, one for each; a copy still has the problem's.</summary>
    public void Weigh(double[] weights)
    {
        _logSum?.Weigh(weights);
        _plain?.Weigh(weights);
        _weights = weights;
    }

    /// <summary>The parameters of a point: transforms undone, fixed ones in their places.</summary>
    public double[] Parameters(ReadOnlySpan<double> point)
    {
        Spread(point);
        return [.. _parameters];
    }

    /// <summary>The point of some parameters; NaN where a parameter that is searched by its logarithm is not positive.</summary>
    public double[] Point(IReadOnlyList<double> parameters) => [.. _free.Select(i => _isLog[i] ? Math.Log(parameters[i]) : parameters[i])];

    /// <summary>The value at a point, with its gradient; positive infinity where the model has no value for some row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double At(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Evaluations++;
        Spread(point);
        var sum = _logSum?.At(_parameters, _gradient) ?? _plain!.At(_parameters, _gradient);
        if (!double.IsFinite(sum))
        {
            gradient.Fill(double.NaN);
            return double.PositiveInfinity;
        }

        for (var k = 0; k < _free.Length; k++)
        {
            gradient[k] = _gradient[_free[k]] * Inner(_free[k]) * _size;
        }

        return sum * _size;
    }

    /// <summary>The weights of the rows, as many as there are.</summary>
    public ReadOnlySpan<double> Weights => _weights.Length > 0 ? _weights : _weights = [.. Enumerable.Repeat(1.0, _problem.Model.Rows)];

    /// <summary>What was observed less what the model gives, row by row.</summary>
    public double[] Residuals(ReadOnlySpan<double> point)
    {
        Spread(point);
        var residuals = new double[_problem.Model.Rows];
        (_jacobian ??= new(_problem.Model)).At(_parameters, residuals);
        TensorPrimitives.Subtract(_problem.Observed, residuals, residuals);
        return residuals;
    }

    /// <summary>The gradient of each row's residual in what is searched, row by row.</summary>
    public double[][] RowGradients(ReadOnlySpan<double> point)
    {
        Spread(point);
        var column = new double[_problem.Model.Rows];
        (_jacobian ??= new(_problem.Model)).At(_parameters, column);
        var rows = column.Select(_ => new double[_free.Length]).ToArray();
        for (var k = 0; k < _free.Length; k++)
        {
            _jacobian.Column(_free[k], column);
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i][k] = -Inner(_free[k]) * column[i];
            }
        }

        return rows;
    }

    /// <summary>The Hessian, row after row, at the point of the last <see cref="At"/>, where that had a value.</summary>
    /// <param name="beyond">What parabolas that touch the straight parts of the losses from above would add to its diagonal.</param>
    /// <exception cref="InvalidOperationException">It does not know its second derivatives.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Hessian(Span<double> hessian, Span<double> beyond)
    {
        if (_logSum is null)
        {
            throw new InvalidOperationException("This objective has no second derivatives.");
        }

        _logSum.Hessian(_parameters, _hessian, _beyond);
        var n = _free.Length;
        for (var k = 0; k < n; k++)
        {
            var (i, inner) = (_free[k], Inner(_free[k]) * _size);
            for (var l = 0; l < n; l++)
            {
                hessian[(k * n) + l] = inner * Inner(_free[l]) * _hessian[(i * _parameters.Length) + _free[l]];
            }

            // exp is its own second derivative.
            hessian[(k * n) + k] += _isLog[i] ? inner * _gradient[i] : 0;
            beyond[k] = inner * Inner(i) * _beyond[i];
        }
    }

    // The slope of a parameter in what is searched.
    private double Inner(int parameter) => _isLog[parameter] ? _parameters[parameter] : 1;

    private void Spread(ReadOnlySpan<double> point)
    {
        for (var k = 0; k < _free.Length; k++)
        {
            var i = _free[k];
            _parameters[i] = _isLog[i] ? Math.Exp(point[k]) : point[k];
        }
    }
}
