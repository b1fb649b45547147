using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>Goes through diagonals, then column sums; doubles decide far from the ends of the interval, fractions near them.</summary>
internal sealed class ConfusionSearch
{
    private const double Near = 1e-9;

    private readonly int[] _classes;
    private readonly Counts _right;
    private readonly (ConfusionMetric Metric, Interval Target, double Low, double High)[] _targets;
    private readonly double _unit;
    private readonly int _items;
    private readonly int[] _diagonal;
    private readonly int[] _predicted;
    private readonly HashSet<long> _values = [];
    private (int[] Right, int[] Predicted)? _witness;
    private long _steps;

    public ConfusionSearch(IReadOnlyList<int> classes, Counts right, IReadOnlyList<(ConfusionMetric Metric, Interval Target)> targets, Rational lastDigit)
    {
        (_classes, _right) = ([.. classes], right);
        _targets = [.. targets.Select(t => (t.Metric, t.Target, t.Target.Lo.Value!.Value.ToDouble(), t.Target.Hi.Value!.Value.ToDouble()))];
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
        var first = _targets[0].Metric.Nearly(_classes, _diagonal, _predicted);
        _values.Add((long)Math.Floor((first / _unit) + 0.5));
        if (_witness is null && Meets(_targets[0], first) && _targets.Skip(1).All(t => Meets(t, t.Metric.Nearly(_classes, _diagonal, _predicted))))
        {
            _witness = ([.. _diagonal], [.. _predicted]);
        }

        return ++_steps <= Confusion.MostSteps;
    }

    // Doubles decide far from the ends.
    private bool Meets((ConfusionMetric Metric, Interval Target, double Low, double High) target, double value) =>
        value >= target.Low - Near && value <= target.High + Near &&
        ((value > target.Low + Near && value < target.High - Near) || target.Target.Contains(target.Metric.Exactly(_classes, _diagonal, _predicted)));
}
