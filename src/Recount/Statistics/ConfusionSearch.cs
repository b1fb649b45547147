using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>Goes through diagonals, then column sums; doubles decide far from the ends of the interval, fractions near them.</summary>
internal sealed class ConfusionSearch
{
    private const double Near = 1e-9;

    private readonly int[] _classes;
    private readonly Counts _right;
    private readonly Interval _target;
    private readonly double _low;
    private readonly double _high;
    private readonly double _unit;
    private readonly int _items;
    private readonly int[] _diagonal;
    private readonly int[] _predicted;
    private readonly HashSet<long> _values = [];
    private (int[] Right, int[] Predicted)? _witness;
    private long _steps;

    public ConfusionSearch(IReadOnlyList<int> classes, Counts right, Interval target, Rational lastDigit)
    {
        (_classes, _right, _target) = ([.. classes], right, target);
        (_low, _high) = (target.Lo.Value!.Value.ToDouble(), target.Hi.Value!.Value.ToDouble());
        _unit = lastDigit.ToDouble();
        _items = _classes.Sum();
        (_diagonal, _predicted) = (new int[_classes.Length], new int[_classes.Length]);
    }

    public Feasible Run()
    {
        var complete = Diagonals(0, 0);
        return new(_witness, _values.Count, complete);
    }

    private bool Diagonals(int at, int right)
    {
        if (at == _classes.Length)
        {
            if (++_steps > Confusion.MostSteps)
            {
                return false;
            }

            return right < _right.Least || right > _right.Most || Columns(0, 0, _items - right);
        }

        for (var d = 0; d <= _classes[at]; d++)
        {
            _diagonal[at] = d;
            if (!Diagonals(at + 1, right + d))
            {
                return false;
            }
        }

        return true;
    }

    // Column sums from the diagonal up to what the wrong items of the other classes allow.
    private bool Columns(int at, int used, int wrong)
    {
        var most = wrong - (_classes[at] - _diagonal[at]);
        if (at == _classes.Length - 1)
        {
            var rest = wrong - used;
            if (rest >= 0 && rest <= most)
            {
                _predicted[at] = _diagonal[at] + rest;
                return Try();
            }

            return true;
        }

        for (var c = 0; c <= Math.Min(most, wrong - used); c++)
        {
            _predicted[at] = _diagonal[at] + c;
            if (!Columns(at + 1, used + c, wrong))
            {
                return false;
            }
        }

        return true;
    }

    private bool Try()
    {
        var sum = 0.0;
        for (var i = 0; i < _classes.Length; i++)
        {
            sum += 2.0 * _diagonal[i] / (_classes[i] + _predicted[i]);
        }

        var f1 = sum / _classes.Length;
        _values.Add((long)Math.Floor((f1 / _unit) + 0.5));
        if (_witness is null && f1 >= _low - Near && f1 <= _high + Near && (IsFarInside(f1) || _target.Contains(Exact())))
        {
            _witness = ([.. _diagonal], [.. _predicted]);
        }

        return ++_steps <= Confusion.MostSteps;
    }

    private bool IsFarInside(double f1) => f1 > _low + Near && f1 < _high - Near;

    private Rational Exact()
    {
        var sum = Rational.Zero;
        for (var i = 0; i < _classes.Length; i++)
        {
            sum += new Rational(2 * _diagonal[i], _classes[i] + _predicted[i]);
        }

        return sum / _classes.Length;
    }
}
