namespace Recount.Quantities.Expressions;

/// <summary>Inputs that print as published and for which an expression lands where it should.</summary>
/// <param name="Point">One number per input, with few digits where few suffice.</param>
/// <param name="Value">The value of the expression there.</param>
public sealed record Witness(IReadOnlyList<Rational> Point, Exact Value)
{
    /// <summary>
    /// Looks for inputs inside the box that bring the expression into <paramref name="target"/>: along the line from the printed
    /// numbers to an attained extreme, by bisection, then rounded to as few digits as still land inside.
    /// </summary>
    /// <param name="printed">The numbers as printed.</param>
    public static Witness? Find(Expression expression, IReadOnlyList<Interval> box, IReadOnlyList<Rational> printed, Enclosure enclosure, Interval target)
    {
        var start = Reading.Of(expression, [.. printed.Select(Exact.Of)]);
        if (start.Why is null && target.Contains(start.Interval))
        {
            return new(printed, start);
        }

        foreach (var extreme in new[] { enclosure.Lowest, enclosure.Highest })
        {
            if (extreme is not null && Between(expression, box, printed, extreme, target) is { } witness)
            {
                return witness;
            }
        }

        return null;
    }

    private static Witness? Between(Expression expression, IReadOnlyList<Interval> box, IReadOnlyList<Rational> printed, Attained extreme, Interval target)
    {
        Exact At(IReadOnlyList<Rational> point) => Reading.Of(expression, [.. point.Select(Exact.Of)]);
        Rational[] On(Rational t) => [.. printed.Zip(extreme.Point, (p, e) => p + (t * (e - p)))];

        // Aim at the middle of what both the line and the target hold.
        var from = At(printed);
        if (from.Why is not null)
        {
            return Rounded(expression, box, [.. extreme.Point], target);
        }

        var reach = from.Middle <= extreme.Value.Middle
            ? Interval.Closed(from.Middle, extreme.Value.Middle)
            : Interval.Closed(extreme.Value.Middle, from.Middle);
        var common = reach.Intersect(target);
        if (common.IsEmpty)
        {
            return null;
        }

        var aim = Extreme.Middle(common);
        var (low, high) = (Rational.Zero, Rational.One);
        var rising = from.Middle <= extreme.Value.Middle;
        for (var i = 0; i < 40; i++)
        {
            var t = (low + high) / 2;
            var value = At(On(t));
            if (value.Why is not null)
            {
                return null;
            }

            if (target.Contains(value.Interval) && Rounded(expression, box, On(t), target) is { } witness)
            {
                return witness;
            }

            (low, high) = value.Middle < aim == rising ? (t, high) : (low, t);
        }

        return Rounded(expression, box, On(high), target) ?? Rounded(expression, box, [.. extreme.Point], target);
    }

    private static Witness? Rounded(Expression expression, IReadOnlyList<Interval> box, Rational[] point, Interval target)
    {
        for (var extra = 1; extra <= 6; extra++)
        {
            var shorter = point.Select((x, i) => Shorter(x, box[i], extra)).ToArray();
            var value = Reading.Of(expression, [.. shorter.Select(Exact.Of)]);
            if (value.Why is null && target.Contains(value.Interval) && shorter.Zip(box, (x, b) => b.Contains(x)).All(inside => inside))
            {
                return new(shorter, value);
            }
        }

        var exact = Reading.Of(expression, [.. point.Select(Exact.Of)]);
        return exact.Why is null && target.Contains(exact.Interval) && point.Zip(box, (x, b) => b.Contains(x)).All(inside => inside) ? new(point, exact) : null;
    }

    // To a tenth, a hundredth ... of the interval's width, so that the digits are those beyond the printed ones.
    private static Rational Shorter(Rational x, Interval interval, int extra)
    {
        if (interval is not { Lo.Value: { } lo, Hi.Value: { } hi } || lo == hi)
        {
            return x;
        }

        var exponent = (int)Math.Ceiling((hi - lo).Magnitude * 0.30103) - extra;
        var step = Rational.Ten(exponent);
        var rounded = ((x / step) + new Rational(1, 2)).Floor() * step;
        return interval.Contains(rounded) ? rounded : x;
    }
}
