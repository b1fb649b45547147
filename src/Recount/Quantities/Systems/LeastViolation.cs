using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>
/// The point of a box where constraints are violated least, in squares of their own widths: Gauss-Newton steps, each a bounded
/// least-squares problem solved by accelerated projected gradients (FISTA; Beck and Teboulle 2009). Where nothing is violated the point is a
/// solution; else the violations there weigh the constraints of a proof that there is none (Farkas). Both are for others to check.
/// </summary>
internal sealed class LeastViolation
{
    private const int Outer = 8;
    private const int Inner = 3_000;

    // A search has settled when so many steps in a row change the violation by less than this share of it.
    private const double Settled = 1e-10;
    private const int Patience = 20;

    private readonly int[][] _variables;
    private readonly Expression[] _terms;
    private readonly (double Low, double High)[] _box;
    private readonly (double Low, double High)[] _target;
    private readonly double[] _width;
    private readonly double[] _scale;
    private readonly double[] _value;
    private readonly double[][] _slope;

    /// <param name="shrink">The share of each target's half width that counts as violated already, so that a solution is well inside.</param>
    public LeastViolation(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, double shrink)
    {
        _variables = [.. constraints.Select(c => c.Term.Inputs().Distinct().ToArray())];
        _terms = [.. constraints.Select((c, j) => c.Term.Replace(v => new Expression.Input(Array.IndexOf(_variables[j], v))))];
        _box = [.. box.Select(b => (b.Lo.Value?.ToDouble() ?? double.NegativeInfinity, b.Hi.Value?.ToDouble() ?? double.PositiveInfinity))];
        Point = [.. box.Select(b => Extreme.Middle(b).ToDouble())];
        _width = [.. _box.Select((b, i) => double.IsFinite(b.High - b.Low) ? Math.Max((b.High - b.Low) / 2, double.Epsilon) : Math.Max(1, Math.Abs(Point[i])))];
        (_value, _slope, _scale) = (new double[_terms.Length], new double[_terms.Length][], new double[_terms.Length]);
        _target = [.. constraints.Select(c => (c.Target.Lo.Value?.ToDouble() ?? double.NegativeInfinity, c.Target.Hi.Value?.ToDouble() ?? double.PositiveInfinity))];
        Violation = new double[_terms.Length];
        if (!Evaluate())
        {
            return;
        }

        // Each in its own width: of what it may be, or, where that is one number or has one end, of what it is over the box.
        for (var j = 0; j < _terms.Length; j++)
        {
            var half = (_target[j].High - _target[j].Low) / 2;
            var spread = _variables[j].Select((v, k) => Math.Abs(_slope[j][k]) * _width[v]).Sum();
            _scale[j] = half > 0 && double.IsFinite(half) ? half : Math.Max(spread / 10, Math.Max(1e-12 * Math.Abs(_value[j]), 1e-150));
            _target[j] = half > 0 ? (_target[j].Low + (shrink * _scale[j]), _target[j].High - (shrink * _scale[j])) : _target[j];
        }

        Search();
    }

    /// <summary>One number per variable.</summary>
    public double[] Point { get; }

    /// <summary>How far each constraint is above (or, negative, below) its target, over the square of its width; 0 where it is met.</summary>
    public double[] Violation { get; }

    /// <summary>False where some constraint has no value or no slope at a point that was tried.</summary>
    public bool IsDefined { get; private set; } = true;

    /// <summary>How much a variable moves the violated constraints over the box.</summary>
    public double Impact(int variable)
    {
        var impact = 0.0;
        for (var j = 0; j < _terms.Length; j++)
        {
            var k = Array.IndexOf(_variables[j], variable);
            impact += k < 0 || _slope[j] is null ? 0 : Math.Abs(Violation[j] * _slope[j][k]) * _width[variable];
        }

        return impact;
    }

    private void Search()
    {
        var before = double.PositiveInfinity;
        for (var step = 0; step < Outer; step++)
        {
            var violated = Violated(_value);
            if (violated == 0 || violated > before * (1 - Settled))
            {
                break;
            }

            before = violated;

            Improve();
            if (!Evaluate())
            {
                return;
            }
        }

        for (var j = 0; j < _terms.Length; j++)
        {
            Violation[j] = Miss(j, _value[j]) / (_scale[j] * _scale[j]);
        }
    }

    private double Violated(double[] value)
    {
        var sum = 0.0;
        for (var j = 0; j < value.Length; j++)
        {
            var miss = Miss(j, value[j]) / _scale[j];
            sum += miss * miss;
        }

        return sum;
    }

    private double Miss(int j, double value) => value > _target[j].High ? value - _target[j].High : value < _target[j].Low ? value - _target[j].Low : 0;

    // One linearised problem: moves Point to where the violations of the tangents are least.
    private void Improve()
    {
        var (n, m) = (Point.Length, _terms.Length);
        var (low, high) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (low[i], high[i]) = ((_box[i].Low - Point[i]) / _width[i], (_box[i].High - Point[i]) / _width[i]);
        }

        var lipschitz = Math.Max(Norm(), 1e-300);
        var (x, y, value) = (new double[n], new double[n], new double[m]);
        var (momentum, before, settled) = (1.0, double.PositiveInfinity, 0);
        for (var step = 0; step < Inner; step++)
        {
            for (var j = 0; j < m; j++)
            {
                value[j] = _value[j];
                for (var k = 0; k < _variables[j].Length; k++)
                {
                    value[j] += _slope[j][k] * _width[_variables[j][k]] * y[_variables[j][k]];
                }
            }

            var violated = Violated(value);
            if (violated == 0)
            {
                x = y;
                break;
            }

            var gradient = new double[n];
            for (var j = 0; j < m; j++)
            {
                var weight = Miss(j, value[j]) / (_scale[j] * _scale[j]);
                for (var k = 0; weight != 0 && k < _variables[j].Length; k++)
                {
                    gradient[_variables[j][k]] += weight * _slope[j][k] * _width[_variables[j][k]];
                }
            }

            var (next, moved) = (new double[n], 0.0);
            for (var i = 0; i < n; i++)
            {
                next[i] = Math.Clamp(y[i] - (gradient[i] / lipschitz), low[i], high[i]);
                moved = Math.Max(moved, Math.Abs(next[i] - x[i]));
            }

            // Momentum starts again where it overshoots.
            var following = violated > before ? 1 : (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            var carry = violated > before ? 0 : (momentum - 1) / following;
            y = [.. next.Select((v, i) => Math.Clamp(v + (carry * (v - x[i])), low[i], high[i]))];
            settled = Math.Abs(before - violated) <= Settled * violated ? settled + 1 : 0;
            (x, momentum, before) = (next, following, violated);
            if (settled > Patience || (moved < 1e-13 && carry == 0))
            {
                break;
            }
        }

        for (var i = 0; i < n; i++)
        {
            Point[i] = Math.Clamp(Point[i] + (x[i] * _width[i]), _box[i].Low, _box[i].High);
        }
    }

    // The largest eigenvalue of A'A, by power iteration, with a margin.
    private double Norm()
    {
        var x = Enumerable.Repeat(1.0, Point.Length).ToArray();
        var norm = 0.0;
        for (var step = 0; step < 30; step++)
        {
            var next = new double[x.Length];
            for (var j = 0; j < _terms.Length; j++)
            {
                var along = 0.0;
                for (var k = 0; k < _variables[j].Length; k++)
                {
                    along += _slope[j][k] * _width[_variables[j][k]] / _scale[j] * x[_variables[j][k]];
                }

                for (var k = 0; k < _variables[j].Length; k++)
                {
                    next[_variables[j][k]] += along * _slope[j][k] * _width[_variables[j][k]] / _scale[j];
                }
            }

            norm = Math.Sqrt(next.Sum(v => v * v));
            if (!(norm > 0))
            {
                break;
            }

            x = [.. next.Select(v => v / norm)];
        }

        return norm * 1.2;
    }

    private bool Evaluate()
    {
        for (var j = 0; j < _terms.Length; j++)
        {
            var own = _variables[j];
            var read = Reading.Of(_terms[j], [.. own.Select((v, k) => Slopes.Input(new Bracket(Point[v], Point[v]), k, own.Length))]);
            _value[j] = (read.Value.Low + read.Value.High) / 2;
            _slope[j] = [.. own.Select((_, k) => (read[k].Low + read[k].High) / 2)];
            if (read.Value.Gap is not null || !double.IsFinite(_value[j]) || _slope[j].Any(s => !double.IsFinite(s)))
            {
                return IsDefined = false;
            }
        }

        return true;
    }
}
