using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recount.Fitting.Models;

namespace Recount.Fitting.Objectives;

/// <summary>
/// The second half: how the loss curves. With s the loss's slope in the model, c its curvature and p_a the model's slope in moment a, the Hessian is the sum over
/// the rows of (c - s) p_a p_b, the logarithm bending down, and of s times the term's own second derivative.
/// </summary>
internal sealed partial class LogSumLoss
{
    private readonly double[] _curvature;
    private readonly double[] _beyond;
    private readonly double[][] _slopes;
    private readonly double[] _sizes;
    private readonly double[] _second;

    /// <summary>The Hessian in the parameters at the point of the last <see cref="At"/>.</summary>
    /// <param name="hessian">Row after row.</param>
    /// <param name="beyond">
    /// What the parabolas that touch the straight parts of the loss from above would add to its diagonal (the weights of Huber 1981, section 7.8): a scale for
    /// each parameter where the loss itself has no curvature.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Hessian(ReadOnlySpan<double> parameters, Span<double> hessian, Span<double> beyond)
    {
        Curve();
        for (var m = 0; m < _slopes.Length; m++)
        {
            Slope(m, parameters);
        }

        for (var m = 0; m < _slopes.Length; m++)
        {
            Cross(m);
        }

        hessian.Clear();
        beyond.Clear();
        for (var i = 0; i < _shape.Parts.Length; i++)
        {
            var (one, a) = (_shape.Parts[i], _shape.Parts[i].Of(parameters));
            beyond[one.Parameter] += a * a * _sizes[one.Moment];
            for (var j = 0; j <= i; j++)
            {
                var other = _shape.Parts[j];
                var value = a * other.Of(parameters) * _second[(Math.Max(one.Moment, other.Moment) * _slopes.Length) + Math.Min(one.Moment, other.Moment)];
                if (i != j)
                {
                    hessian[(other.Parameter * beyond.Length) + one.Parameter] += value;
                }
                else if (one.IsScale)
                {
                    // A factor has no second derivative of its own.
                    value -= a * a * _scales[_shape.Moments[one.Moment].Term] * _pulled[one.Moment];
                }

                hessian[(one.Parameter * beyond.Length) + other.Parameter] += value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Curve()
    {
        var (delta, factor) = (Vector512.Create(_delta), Vector512.Create(_factor));
        var (residuals, weights, curvature, beyond) = (_residuals, _weights, _curvature, _beyond);
        for (var row = 0; row < curvature.Length; row += Lanes.Width)
        {
            var (residual, weight) = (Lanes.At(residuals, row), Lanes.At(weights, row) * factor);
            var size = Vector512.Abs(residual);
            var inside = Vector512.LessThan(size, delta);
            var clamped = Lanes.Clamp(residual, delta);
            Lanes.Put(Vector512.ConditionalSelect(inside, weight, Vector512<double>.Zero) + (weight * clamped), curvature, row);
            Lanes.Put(Vector512.ConditionalSelect(inside, Vector512<double>.Zero, weight * delta / size), beyond, row);
        }
    }

    // A moment's slopes: the term's share of the sum, times a feature.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Slope(int moment, ReadOnlySpan<double> parameters)
    {
        var (t, first, feature) = _shape.Moments[moment];
        var term = _shape.Terms[t];
        var scale = Vector512.Create(feature is not null ? 1 : term.IsFlat ? _scales[t] * term.Flat(parameters) : _scales[t]);
        var (a, b) = feature is null ? (_inverse, _terms[t]) : (_slopes[first], feature);
        var (slopes, beyond, size) = (_slopes[moment], _beyond, Vector512<double>.Zero);
        for (var row = 0; row < slopes.Length; row += Lanes.Width)
        {
            var slope = scale * Lanes.At(a, row) * Lanes.At(b, row);
            Lanes.Put(slope, slopes, row);
            size += Lanes.At(beyond, row) * slope * slope;
        }

        _sizes[moment] = Vector512.Sum(size);
    }

    // The second derivatives in a moment and those before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cross(int moment)
    {
        var second = _second.AsSpan(moment * _slopes.Length, moment + 1);
        var own = _slopes[moment];
        for (var m = 0; m <= moment; m += 4)
        {
            var four = Lanes.Dots(_curvature, own, _slopes[m], _slopes[Math.Min(m + 1, moment)], _slopes[Math.Min(m + 2, moment)], _slopes[Math.Min(m + 3, moment)]);
            for (var k = m; k <= Math.Min(m + 3, moment); k++)
            {
                second[k] = four[k - m];
            }
        }

        var (t, _, feature) = _shape.Moments[moment];
        for (var m = 0; m <= moment; m++)
        {
            if (_shape.Moments[m].Term == t)
            {
                second[m] += _scales[t] * (_shape.Moments[m].Feature is { } other ? Lanes.Dot(_pull, _terms[t], feature!, other) : _pulled[moment]);
            }
        }
    }
}
