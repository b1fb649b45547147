using System.Runtime.CompilerServices;
using Recount.Fitting.Objectives;

namespace Recount.Fitting.Minima;

/// <summary>
/// Damped Newton steps with the exact Hessian (Levenberg 1944; Marquardt 1963): as long as needed downhill, undamped at the end. The damping of a parameter is in
/// proportion to its own curvature, so that a term that hardly counts moves as fast as one that does, and a plateau is left. Holds its buffers, so it belongs
/// to one thread.
/// </summary>
public sealed class Newton
{
    private const int MostSteps = 1_000;
    private const int MostTries = 60;

    // In so many steps the objective must fall by more than this share of it, or a parameter runs away along a valley without an end.
    private const int Patience = 100;
    private const double Progress = 1e-9;

    private const double FirstDamping = 1e-2;
    private const double MostDamping = 1e12;

    // Differences of less than this share of the objective are its rounding: there the gradient judges a step.
    private const double Rounding = 1e-12;

    // A promised decrease of less than this share of the objective is far below its last bit.
    private const double Sharp = 1e-18;

    private readonly IReadOnlyList<Solution.Converged> _known;
    private readonly Objective _objective;
    private readonly Cholesky _root;
    private readonly double[] _hessian;
    private readonly double[] _scale;
    private readonly double[] _step;
    private double[] _x;
    private double[] _g;
    private double[] _next;
    private double[] _slope;
    private double _f;
    private double _damping;
    private double _promised;

    /// <param name="objective">One that knows its second derivatives.</param>
    /// <param name="known">Minima of it; a search that is about to reach one ends there.</param>
    public Newton(Objective objective, params IReadOnlyList<Solution.Converged> known)
    {
        _known = known;
        var n = objective.Free;
        (_objective, _root, _hessian) = (objective, new(n), new double[n * n]);
        (_scale, _step, _x, _g, _next, _slope) = (new double[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
    }

    /// <summary>Searches from a start; null where a second derivative is missing there.</summary>
    public Solution? Minimise(ReadOnlySpan<double> start)
    {
        start.CopyTo(_x);
        _f = _objective.At(_x, _g);
        if (!double.IsFinite(_f))
        {
            return new Solution.Stalled([.. _x], _f, double.NaN, 0, "the model has no value at the start");
        }

        var earlier = double.PositiveInfinity;
        (_damping, _promised) = (FirstDamping, double.PositiveInfinity);
        for (var taken = 0; taken < MostSteps; taken++)
        {
            if (!Curve())
            {
                return taken == 0 ? null : new Solution.Stalled([.. _x], _f, double.NaN, taken, "the search left the range of numbers: a parameter may have no finite best value");
            }

            if (_known.Count > 0 && _known.FirstOrDefault(LeadsTo) is { } minimum)
            {
                return minimum;
            }

            if (_promised <= 1e3 * Bfgs.Tolerance * Math.Abs(_f) && _root.Take(_hessian, _scale, 0) && _root.Promise(_g) <= Bfgs.Tolerance * Math.Abs(_f))
            {
                return Finish(taken);
            }

            if (taken % Patience == 0)
            {
                if (earlier - _f <= Progress * Math.Abs(_f))
                {
                    return Stalled(taken, $"{Patience} steps hardly lowered the objective: a parameter may have no finite best value");
                }

                earlier = _f;
            }

            if (!Step())
            {
                return _root.Take(_hessian, _scale, 0) && Settled(1e-9) ? Finish(taken) : Stalled(taken, "no step lowers the objective");
            }
        }

        return Stalled(MostSteps, $"{MostSteps} steps were not enough");
    }

    // The Hessian, and for each parameter the curvature that it is damped by.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Curve()
    {
        var n = _x.Length;
        _objective.Hessian(_hessian, _scale);
        for (var i = 0; i < n; i++)
        {
            _scale[i] += Math.Abs(_hessian[(i * n) + i]);
            if (!double.IsFinite(_scale[i]))
            {
                return false;
            }

            _scale[i] = _scale[i] > 0 ? _scale[i] : 1;
        }

        return true;
    }

    // Whether the undamped step ends near a known minimum, by its length and by the decrease that it promises.
    private bool LeadsTo(Solution.Converged minimum)
    {
        const double near = 0.1;
        var gap = _f - minimum.Value;
        if (!(gap >= 0 && gap <= Math.Abs(minimum.Value)) || !_root.Take(_hessian, _scale, 0) || !(Math.Abs((_root.Solve(_g, _step) / 2) - gap) <= near * gap))
        {
            return false;
        }

        for (var i = 0; i < _x.Length; i++)
        {
            if (!(Math.Abs(_x[i] - _step[i] - minimum.Point[i]) <= near * Math.Abs(_x[i] - minimum.Point[i])))
            {
                return false;
            }
        }

        return true;
    }

    // One step that lowers the objective, with more damping until there is one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Step()
    {
        const double raise = 4, relax = 0.2;
        for (var attempt = 0; attempt < MostTries && _damping <= MostDamping; attempt++)
        {
            if (!_root.Take(_hessian, _scale, _damping))
            {
                _damping = Math.Max(_damping * raise, 1e-6);
                continue;
            }

            _promised = _root.Solve(_g, _step);
            var length = Length();
            var damped = 0.0;
            for (var i = 0; i < _x.Length; i++)
            {
                damped += _damping * _scale[i] * _step[i] * _step[i];
                _next[i] = _x[i] - (length * _step[i]);
            }

            var value = _objective.At(_next, _slope);
            var expected = length * (_promised - (length / 2 * (_promised - damped)));
            var ratio = expected <= Rounding * Math.Abs(_f) && Math.Abs(value - _f) <= Rounding * Math.Abs(_f)
                ? (_root.Promise(_slope) < _promised ? 1 : -1)
                : (_f - value) / expected;
            if (ratio > 1e-4)
            {
                _damping *= ratio > 0.75 ? relax : ratio < 0.25 ? raise : 1;
                Accept(value);
                return true;
            }

            _damping = Math.Max(_damping * raise, 1e-8);
        }

        return false;
    }

    // No parameter moves further at once than this.
    private double Length()
    {
        const double furthest = 3;
        var length = 1.0;
        for (var i = 0; i < _x.Length; i++)
        {
            length = Math.Min(length, furthest * Math.Max(1, Math.Abs(_x[i])) / Math.Abs(_step[i]));
        }

        return length;
    }

    private void Accept(double value)
    {
        (_x, _next) = (_next, _x);
        (_g, _slope) = (_slope, _g);
        _f = value;
    }

    // Undamped steps while they shrink what the gradient promises: where the objective is flat to its last bit, its gradient still is not.
    private Solution Finish(int taken)
    {
        const int most = 6;
        var promised = _root.Solve(_g, _step);
        for (var i = 0; i < most && promised > Sharp * Math.Abs(_f); i++)
        {
            for (var k = 0; k < _x.Length; k++)
            {
                _next[k] = _x[k] - _step[k];
            }

            var value = _objective.At(_next, _slope);
            if (!double.IsFinite(value) || !(_root.Promise(_slope) < promised / 4))
            {
                break;
            }

            Accept(value);
            taken++;
            if (!Curve() || !_root.Take(_hessian, _scale, 0))
            {
                return Stalled(taken, Polish.IsShort(_step, _x, Polish.Short) ? "the objective bends down beside its lowest point" : Polish.Endless);
            }

            promised = _root.Solve(_g, _step);
        }

        // Along a valley without an end the promises vanish, but the steps do not.
        return Settled(Polish.Short) ? new Solution.Converged([.. _x], _f, Share(promised), taken) : Stalled(taken, Polish.Endless);
    }

    // Whether the undamped step is short beside the parameters.
    private bool Settled(double share)
    {
        _root.Solve(_g, _step);
        return Polish.IsShort(_step, _x, share);
    }

    private Solution.Stalled Stalled(int taken, string why) =>
        new([.. _x], _f, _root.Take(_hessian, _scale, 0) ? Share(_root.Promise(_g)) : double.NaN, taken, why);

    private double Share(double promised) => _f == 0 ? 0 : promised / Math.Abs(_f);
}
