namespace Recount.Quantities.Expressions;

/// <summary>A point of the box and the value there.</summary>
/// <param name="Belongs">False when the point lies on an open end, so that the value is approached, not taken.</param>
public sealed record Attained(IReadOnlyList<Rational> Point, Exact Value, bool Belongs);

/// <summary>
/// What an expression can be over a box of inputs: the proven outer range, and the points where its ends are attained.
/// </summary>
/// <param name="Outer">Holds every value over the box; unbounded where nothing better was proven.</param>
/// <param name="Lowest">The point with the lowest value found; null where none has a value.</param>
/// <param name="Highest">The point with the highest value found.</param>
/// <param name="Gap">Why the expression may have no value somewhere in the box; null where it surely has one everywhere.</param>
/// <param name="Complete">False: the step budget ended before the ends met.</param>
public sealed record Enclosure(Interval Outer, Attained? Lowest, Attained? Highest, Undefined? Gap, bool Complete)
{
    /// <summary>Boxes looked at, for an expression of ordinary length, before the search gives up and reports what is proven so far.</summary>
    public const int DefaultSteps = 2_000;

    // Operations on brackets in one search. Beyond a quarter of it for a single step, plain interval arithmetic has to do.
    private const long MostWork = 20_000_000;

    /// <summary>
    /// Encloses an expression. Inputs in which it is monotone (by the sign of a derivative enclosure) are set to their ends; the
    /// others are halved, best bound first, until proven and attained ends agree to a relative 1e-9.
    /// </summary>
    /// <param name="box">One interval per input.</param>
    public static Enclosure Of(Expression expression, IReadOnlyList<Interval> box, int steps = DefaultSteps)
    {
        var plain = Reading.Of(expression, [.. box.Select(i => Bracket.Of(i.Lo.Value, i.Hi.Value))]);
        var gap = plain.Gap;

        // A step costs as much as the expression is long, times its inputs: each has a derivative.
        var nodes = expression.Nodes().Count();
        var cost = (long)nodes * Math.Max(1, box.Count);
        if (cost > MostWork / 4)
        {
            return new(new(Outward(plain.Low), Outward(plain.High)), null, null, gap, false);
        }

        var affordable = (int)Math.Min(Math.Max(50, steps * 20 / Math.Max(20, nodes)), Math.Max(1, MostWork / cost));
        var high = new Extreme(expression, box, +1, affordable).Search();
        var low = new Extreme(expression, box, -1, affordable).Search();
        return new(new(low.End, high.End), low.Best, high.Best, gap, low.Complete && high.Complete);
    }

    private static End Outward(double end) => double.IsFinite(end) ? End.Closed(Rational.Of(end)) : End.Unbounded;
}
