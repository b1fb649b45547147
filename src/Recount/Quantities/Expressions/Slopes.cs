namespace Recount.Quantities.Expressions;

/// <summary>
/// The range of an expression over a box together with the range of each partial derivative (forward differentiation on
/// <see cref="Bracket"/>s). Kinks (abs, min, max, median) take the hull of both sides.
/// </summary>
internal sealed class Slopes : IReal<Slopes>
{
    private static readonly Bracket One = new(1, 1);
    private static readonly Bracket Zero = new(0, 0);

    // Null: no input matters, which spares numbers in a formula an array each.
    private readonly Bracket[]? _partials;

    private Slopes(Bracket value, Bracket[]? partials) => (Value, _partials) = (value, partials);

    public Bracket Value { get; }

    public Bracket this[int input] => _partials is null ? Zero : _partials[input];

    /// <summary>The input with this index among so many.</summary>
    public static Slopes Input(Bracket value, int index, int count)
    {
        var partials = new Bracket[count];
        partials[index] = One;
        return new(value, partials);
    }

    public static Slopes Of(Rational value) => new(Bracket.Of(value), null);

    public static Slopes Add(Slopes a, Slopes b) => new(Bracket.Add(a.Value, b.Value), Combine(a, One, b, One));

    public static Slopes Subtract(Slopes a, Slopes b) => new(Bracket.Subtract(a.Value, b.Value), Combine(a, One, b, new(-1, -1)));

    public static Slopes Negate(Slopes a) => new(Bracket.Negate(a.Value), a._partials is null ? null : [.. a._partials.Select(Bracket.Negate)]);

    public static Slopes Multiply(Slopes a, Slopes b) => new(Bracket.Multiply(a.Value, b.Value), Combine(a, b.Value, b, a.Value));

    public static Slopes Divide(Slopes a, Slopes b)
    {
        var quotient = Bracket.Divide(a.Value, b.Value);
        var byA = Bracket.Divide(One, b.Value);
        var byB = Bracket.Multiply(new(-1, -1), Bracket.Multiply(quotient, byA));
        return new(quotient, Combine(a, byA, b, byB));
    }

    public static Slopes Power(Slopes a, int exponent) => exponent == 0
        ? new(new(1, 1, a.Value.Gap), null)
        : Chain(a, Bracket.Power(a.Value, exponent), Bracket.Multiply(new(exponent, exponent), Bracket.Power(a.Value, exponent - 1)));

    public static Slopes Power(Slopes a, Slopes exponent)
    {
        if (exponent is { _partials: null, Value: { } e } && e.Low == e.High && Math.Abs(e.Low) <= 1000 && e.Low == Math.Floor(e.Low))
        {
            return Power(a, (int)e.Low);
        }

        // Over values that are positive: d(a^e) = a^e (e/a da + ln a de).
        var power = Bracket.Power(a.Value, exponent.Value);
        var less = exponent.Value.Low == exponent.Value.High && exponent.Value.Low == Math.Floor(exponent.Value.Low)
            ? new(exponent.Value.Low - 1, exponent.Value.Low - 1)
            : Bracket.Subtract(exponent.Value, One);
        var byBase = Bracket.Multiply(exponent.Value, Bracket.Power(a.Value, less));
        var byExponent = exponent._partials is null ? Zero : Bracket.Multiply(power, Bracket.Ln(a.Value));
        return new(power, Combine(a, Everywhere(byBase), exponent, Everywhere(byExponent)));
    }

    public static Slopes Exp(Slopes a)
    {
        var exp = Bracket.Exp(a.Value);
        return Chain(a, exp, exp);
    }

    public static Slopes Ln(Slopes a) => Chain(a, Bracket.Ln(a.Value), Bracket.Divide(One, a.Value));

    public static Slopes Sqrt(Slopes a)
    {
        var root = Bracket.Sqrt(a.Value);
        return Chain(a, root, Bracket.Divide(new(0.5, 0.5), root));
    }

    public static Slopes Abs(Slopes a) => Chain(a, Bracket.Abs(a.Value), a.Value.Low >= 0 ? One : a.Value.High <= 0 ? new(-1, -1) : new(-1, 1));

    public static Slopes Min(Slopes a, Slopes b) => Choose(Bracket.Min(a.Value, b.Value), a, b, a.Value.High < b.Value.Low, b.Value.High < a.Value.Low);

    public static Slopes Max(Slopes a, Slopes b) => Choose(Bracket.Max(a.Value, b.Value), a, b, a.Value.Low > b.Value.High, b.Value.Low > a.Value.High);

    public static Slopes Median(IReadOnlyList<Slopes> values)
    {
        var median = Bracket.Median([.. values.Select(v => v.Value)]);
        return new(median, values.Skip(1).Aggregate(values[0], (hull, v) => Choose(median, hull, v, false, false))._partials);
    }

    // A derivative that is missing somewhere says nothing about the whole box.
    private static Bracket Everywhere(Bracket slope) => slope.Gap is null ? slope : Bracket.Whole(slope.Gap);

    private static Slopes Chain(Slopes a, Bracket value, Bracket slope) =>
        new(value, a._partials is null ? null : [.. a._partials.Select(p => Bracket.Multiply(p, slope))]);

    private static Slopes Choose(Bracket value, Slopes a, Slopes b, bool surelyA, bool surelyB)
    {
        if (surelyA || surelyB)
        {
            return new(value, (surelyA ? a : b)._partials);
        }

        var count = Math.Max(a._partials?.Length ?? 0, b._partials?.Length ?? 0);
        var hull = new Bracket[count];
        for (var i = 0; i < count; i++)
        {
            hull[i] = Bracket.Hull(a[i], b[i]);
        }

        return new(value, count == 0 ? null : hull);
    }

    private static Bracket[]? Combine(Slopes a, Bracket byA, Slopes b, Bracket byB)
    {
        if (a._partials is null && b._partials is null)
        {
            return null;
        }

        var sum = new Bracket[Math.Max(a._partials?.Length ?? 0, b._partials?.Length ?? 0)];
        for (var i = 0; i < sum.Length; i++)
        {
            var (x, y) = (a[i], b[i]);
            var left = x is { Low: 0, High: 0 } ? Zero : Bracket.Multiply(x, byA);
            var right = y is { Low: 0, High: 0 } ? Zero : Bracket.Multiply(y, byB);
            sum[i] = left is { Low: 0, High: 0 } ? right : right is { Low: 0, High: 0 } ? left : Bracket.Add(left, right);
        }

        return sum;
    }
}
