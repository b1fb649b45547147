namespace Recount.Quantities.Expressions;

/// <summary>Branch and bound for the highest (+1) or lowest (-1) value of an expression over a box.</summary>
internal sealed class Extreme(Expression expression, IReadOnlyList<Interval> box, int sign, int steps)
{
    private const double Tolerance = 1e-9;

    private readonly PriorityQueue<Part, double> _queue = new();
    private Attained? _best;
    private double _bestBound = double.NegativeInfinity;
    private Rational? _top;
    private bool _open;
    private double _leftover = double.NegativeInfinity;
    private bool _unbounded;
    private double _scale;

    /// <summary>The proven end, the best point, and whether the two met.</summary>
    public (End End, Attained? Best, bool Complete) Search()
    {
        Add(new([.. box]), 0);
        var left = steps;
        while (_queue.TryPeek(out _, out var priority) && left-- > 0)
        {
            if (-priority <= Near(1))
            {
                break;
            }

            Split(_queue.Dequeue());
        }

        while (_queue.TryDequeue(out _, out var priority))
        {
            _leftover = Math.Max(_leftover, -priority);
        }

        return (End(), _best, !_unbounded && _leftover <= Near(2));
    }

    // So near to the best value that the search is over: relative to it, or, for an extreme of zero, to the range over the whole box.
    private double Near(int times) => _bestBound + (times * Tolerance * Math.Max(Math.Abs(_bestBound), _scale));

    private End End()
    {
        if (_unbounded || double.IsPositiveInfinity(_leftover) || (_best is null && double.IsNegativeInfinity(_leftover)))
        {
            return Quantities.End.Unbounded;
        }

        var outer = double.IsNegativeInfinity(_leftover) ? _top!.Value
            : _top is { } top ? Rational.Max(top, Rational.Of(_leftover)) : Rational.Of(_leftover);
        return new(sign > 0 ? outer : -outer, _open);
    }

    private void Split(Part part)
    {
        // The input whose interval can move the value most.
        var (widest, impact) = (-1, -1.0);
        for (var i = 0; i < part.Box.Length; i++)
        {
            if (part.Box[i] is { IsPoint: false, Lo.Value: { } lo, Hi.Value: { } hi } && hi > lo)
            {
                var slope = part.Slopes is { } s ? Math.Max(Math.Abs(s[i].Low), Math.Abs(s[i].High)) : 1;
                var size = (hi - lo).ToDouble() * (double.IsFinite(slope) ? slope : 1e300);
                (widest, impact) = size > impact ? (i, size) : (widest, impact);
            }
        }

        if (widest < 0)
        {
            _leftover = Math.Max(_leftover, part.Bound);
            return;
        }

        var whole = part.Box[widest];
        var middle = Middle(whole);
        Add(part.With(widest, new(whole.Lo, Quantities.End.Closed(middle))), part.Depth + 1);
        Add(part.With(widest, new(Quantities.End.Closed(middle), whole.Hi)), part.Depth + 1);
    }

    // Sets monotone inputs to their ends, bounds what is left, and looks at its middle point.
    private void Add(Part part, int depth)
    {
        var ends = part.Box;
        var belongs = part.Belongs;
        var missed = false;
        for (var changed = true; changed;)
        {
            changed = false;
            part.Slopes = Slopes(ends);
            for (var i = 0; i < ends.Length; i++)
            {
                if (ends[i].IsPoint || part.Slopes.Value.Gap is not null)
                {
                    continue;
                }

                var slope = part.Slopes[i];
                var up = sign > 0 ? slope.Low >= 0 : slope.High <= 0;
                var down = sign > 0 ? slope.High <= 0 : slope.Low >= 0;
                if (!(up || down))
                {
                    continue;
                }

                var end = up ? ends[i].Hi : ends[i].Lo;
                if (slope is { Low: 0, High: 0 })
                {
                    ends[i] = Interval.Point(Middle(ends[i]));
                    changed = true;
                }
                else if (end.Value is { } limit)
                {
                    ends[i] = Interval.Point(limit);
                    belongs &= !end.Open;
                    missed |= end.Open && (slope.Low > 0 || slope.High < 0);
                    changed = true;
                }
            }
        }

        part.Belongs = belongs;
        var range = part.Slopes!.Value;
        _scale = depth == 0 && double.IsFinite(range.High - range.Low) ? (range.High - range.Low) / 1000 : _scale;
        part.Bound = Math.Min(sign > 0 ? range.High : -range.Low, MeanValueBound(part));
        part.Depth = depth;
        if (part.Bound <= _bestBound)
        {
            return;
        }

        var point = ends.Select(Middle).ToArray();
        var corner = ends.All(e => e.IsPoint);
        var value = Reading.Of(expression, [.. point.Select(Exact.Of)]);
        if (value.Why is null)
        {
            // Ties must not lose the higher end of an enclosed value, so the top is kept apart from the best point.
            var reached = sign > 0 ? value.High : -value.Low;
            _top = _top is { } top ? Rational.Max(top, reached) : reached;
            var bound = sign > 0 ? value.Low.Doubles().Low : -value.High.Doubles().High;
            if (bound > _bestBound || _best is null)
            {
                _bestBound = bound;
                _best = new(point, value, part.Belongs);
            }

            if (corner)
            {
                // Only where the whole box rises strictly to one corner is its open end known to be missed everywhere.
                _open = depth == 0 && missed;
                return;
            }
        }
        else if (corner)
        {
            // No value at an end: whatever is near it stays unproven.
            _unbounded |= double.IsPositiveInfinity(part.Bound);
            _leftover = Math.Max(_leftover, part.Bound);
            return;
        }

        if (double.IsPositiveInfinity(part.Bound) && depth > 12)
        {
            _unbounded = true;
            return;
        }

        _queue.Enqueue(part, -part.Bound);
    }

    // f(x) is within f(m) + sum of slope_i * (x_i - m_i): quadratically tight near an inner extreme.
    private double MeanValueBound(Part part)
    {
        if (part.Slopes!.Value.Gap is not null || part.Box.Any(b => !b.IsBounded))
        {
            return double.PositiveInfinity;
        }

        var middles = part.Box.Select(b => Bracket.Of(Middle(b))).ToArray();
        var bound = Reading.Of(expression, middles);
        if (bound.Gap is not null)
        {
            return double.PositiveInfinity;
        }

        for (var i = 0; i < part.Box.Length; i++)
        {
            if (!part.Box[i].IsPoint)
            {
                var offset = Bracket.Subtract(Bracket.Of(part.Box[i].Lo.Value, part.Box[i].Hi.Value), middles[i]);
                bound = Bracket.Add(bound, Bracket.Multiply(part.Slopes[i], offset));
            }
        }

        return sign > 0 ? bound.High : -bound.Low;
    }

    private Slopes Slopes(Interval[] ends) =>
        Reading.Of(expression, [.. ends.Select((e, i) => Expressions.Slopes.Input(Bracket.Of(e.Lo.Value, e.Hi.Value), i, ends.Length))]);

    /// <summary>A number inside an interval: about its middle, with few digits, or one beyond its only end.</summary>
    public static Rational Middle(Interval interval) => (interval.Lo.Value, interval.Hi.Value) switch
    {
        ({ } lo, { } hi) => lo == hi ? lo : Short((lo + hi) / 2, lo, hi),
        ({ } lo, null) => lo + Rational.Max(1, Rational.Abs(lo)),
        (null, { } hi) => hi - Rational.Max(1, Rational.Abs(hi)),
        _ => Rational.Zero,
    };

    // Halving again and again would let the fractions grow; any number strictly inside will do.
    private static Rational Short(Rational middle, Rational lo, Rational hi)
    {
        var near = middle.ToDouble();
        return double.IsFinite(near) && Rational.Of(near) is var candidate && candidate > lo && candidate < hi ? candidate : middle;
    }

    private sealed class Part(Interval[] box)
    {
        public Interval[] Box { get; } = box;

        public bool Belongs { get; set; } = true;

        public double Bound { get; set; }

        public int Depth { get; set; }

        public Slopes? Slopes { get; set; }

        public Part With(int input, Interval interval)
        {
            var copy = (Interval[])Box.Clone();
            copy[input] = interval;
            return new(copy) { Belongs = Belongs };
        }
    }
}
