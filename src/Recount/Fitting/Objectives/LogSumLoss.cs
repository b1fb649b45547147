using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>
/// The loss of a log-sum-exp model over all rows, with its gradient and Hessian in the parameters. Value and gradient take one exponential per row and term that
/// varies, and one logarithm per row; the Hessian reuses both. Keeps its buffers, so it belongs to one thread.
/// </summary>
internal sealed partial class LogSumLoss
{
    private readonly LogSum _shape;
    private readonly double[] _observed;
    private readonly double[] _weights;
    private readonly int _rows;

    // A loss is r^2 / 2 up to delta and straight beyond, times a factor: squares are twice that, without an end.
    private readonly double _delta;
    private readonly double _factor;

    // Row by row, of the last point: the terms without their scales, one for those that are flat; one over their sum with them; the residual; the loss's slope in that sum.
    private readonly double[][] _terms;
    private readonly double[] _inverse;
    private readonly double[] _residuals;
    private readonly double[] _pull;

    // The sum of pull * term * feature, moment by moment.
    private readonly double[] _pulled;
    private readonly double[] _scales;

    private LogSumLoss(LogSum shape, FitProblem problem, double delta, double factor)
    {
        (_shape, _rows, _delta, _factor) = (shape, problem.Observed.Length, delta, factor);
        double[] Rows() => Lanes.New(_rows);
        (_observed, _weights) = (Lanes.Pad(problem.Observed), Rows());
        (_inverse, _residuals, _pull, _curvature, _beyond) = (Rows(), Rows(), Rows(), Rows(), Rows());
        (_terms, _slopes) = ([.. shape.Terms.Select(_ => Rows())], [.. shape.Moments.Select(_ => Rows())]);
        (_pulled, _scales, _sizes) = (new double[_slopes.Length], new double[_terms.Length], new double[_slopes.Length]);
        _second = new double[_slopes.Length * _slopes.Length];
        for (var t = 0; t < _terms.Length; t++)
        {
            _terms[t].AsSpan().Fill(shape.Terms[t].IsFlat ? 1 : 0);
        }

        Weigh(problem.Weights);
    }

    /// <summary>The fast way to a problem's loss, or null where its model or its loss is of another shape.</summary>
    public static LogSumLoss? Of(FitProblem problem) => (problem.Model.LogSum, problem.Loss) switch
    {
        ({ } shape, Loss.Huber { Delta: var delta }) => new(shape, problem, delta, 1),
        ({ } shape, Loss.Squares) => new(shape, problem, double.PositiveInfinity, 2),
        _ => null,
    };

    /// <summary>Takes other weights of the rows; empty: all one.</summary>
    public void Weigh(ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
        {
            _weights.AsSpan(0, _rows).Fill(1);
        }
        else
        {
            weights.CopyTo(_weights);
        }
    }

    /// <summary>The loss of all rows, and its gradient in the parameters; neither is finite where the model has no value for some row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double At(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        // The sums of the terms grow where the residuals will stand.
        var flat = 0.0;
        for (var t = 0; t < _terms.Length; t++)
        {
            _scales[t] = _shape.Terms[t].Scale(parameters);
            flat += _shape.Terms[t].IsFlat ? _scales[t] * _shape.Terms[t].Flat(parameters) : 0;
        }

        Array.Fill(_residuals, flat);
        for (var t = 0; t < _terms.Length; t++)
        {
            if (!_shape.Terms[t].IsFlat)
            {
                AddTerm(_shape.Terms[t], parameters, _scales[t], _terms[t]);
            }
        }

        var (loss, total) = Losses();
        for (var m = 0; m < _pulled.Length; m++)
        {
            var (t, _, feature) = _shape.Moments[m];
            _pulled[m] = _shape.Terms[t].IsFlat ? total * _shape.Terms[t].Flat(parameters)
                : feature is null ? Lanes.Dot(_pull, _terms[t]) : Lanes.Dot(_pull, _terms[t], feature);
        }

        gradient.Clear();
        foreach (var part in _shape.Parts)
        {
            var term = _shape.Moments[part.Moment].Term;
            gradient[part.Parameter] += _pulled[part.Moment] * (part.IsScale ? _shape.Terms[term].Scale(parameters, part.Parameter) : part.Factor * _scales[term]);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTerm(LogSum.Term term, ReadOnlySpan<double> parameters, double scale, double[] values)
    {
        if (term.Slopes.Length == 0)
        {
            term.Column.CopyTo(values, 0);
            Lanes.Add(_residuals, scale, values, _residuals);
            return;
        }

        // All but the last slope go ahead; the last one comes with the exponential.
        var exponents = term.Offset;
        foreach (var (parameter, feature) in term.Slopes.AsSpan(..^1))
        {
            Lanes.Add(exponents, parameters[parameter], feature, values);
            exponents = values;
        }

        var (slope, scales) = (Vector512.Create(parameters[term.Slopes[^1].Parameter]), Vector512.Create(scale));
        var (last, column, sums) = (term.Slopes[^1].Feature, term.Column, _residuals);
        for (var row = 0; row < values.Length; row += Lanes.Width)
        {
            var value = Lanes.At(column, row) * Transcendental.Exp(Lanes.At(exponents, row) + (slope * Lanes.At(last, row)));
            Lanes.Put(value, values, row);
            Lanes.Put(Lanes.At(sums, row) + (scales * value), sums, row);
        }
    }

    // From the sums of the terms to the loss, and to the sum of its slopes in them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Loss, double Total) Losses()
    {
        var (delta, factor) = (Vector512.Create(_delta), Vector512.Create(_factor));
        var (loss, total) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (observed, weights, residuals, inverses, pulls) = (_observed, _weights, _residuals, _inverse, _pull);
        for (var row = 0; row < residuals.Length; row += Lanes.Width)
        {
            var (ln, inverse) = Transcendental.Ln(Lanes.At(residuals, row));
            var residual = Lanes.At(observed, row) - ln;
            Lanes.Put(residual, residuals, row);
            Lanes.Put(inverse, inverses, row);

            // s = clamp(r): s (r - s / 2) is r^2 / 2 inside and delta (|r| - delta / 2) outside. A residual falls as the model rises.
            var clamped = Lanes.Clamp(residual, delta);
            var slope = Lanes.At(weights, row) * factor * clamped;
            var pull = -slope * inverse;
            Lanes.Put(pull, pulls, row);
            loss += slope * (residual - (clamped * 0.5));
            total += pull;
        }

        return (Vector512.Sum(loss), Vector512.Sum(total));
    }
}
