using CsCheck;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Quantities.Expressions;

/// <summary>Random formulas over three inputs, with a box for each.</summary>
internal static class RandomFormulas
{
    public const int Inputs = 3;

    private static readonly Gen<Expression> Leaf = Gen.OneOf(
        Gen.Int[0, Inputs - 1].Select(i => (Expression)new Expression.Input(i)),
        Gen.Int[1, 9].Select(n => (Expression)new Expression.Number($"{n}", n)),
        Gen.OneOf("0.5", "2.25", "10").Select(t => (Expression)new Expression.Number(t, Literal.Parse(t, out _)!.Value)));

    public static Gen<Expression> Expressions { get; } = Of(4);

    /// <summary>Ends in quarters from -3 to 3, each open or closed.</summary>
    public static Gen<Interval[]> Boxes { get; } = Gen.Select(Gen.Int[-12, 12], Gen.Int[0, 8], Gen.Bool, Gen.Bool)
        .Select((lo, width, loOpen, hiOpen) => width == 0
            ? Interval.Point(new Rational(lo, 4))
            : new Interval(new(new Rational(lo, 4), loOpen), new(new Rational(lo + width, 4), hiOpen)))
        .Array[Inputs];

    /// <summary>A point of a box: shares of the width, never an open end.</summary>
    public static Rational[] Point(Interval[] box, int[] shares) => [.. box.Select((interval, i) =>
    {
        var (lo, hi) = (interval.Lo.Value!.Value, interval.Hi.Value!.Value);
        var point = lo + ((hi - lo) * new Rational(shares[i], 64));
        return interval.Contains(point) ? point : (lo + hi) / 2;
    })];

    private static Gen<Expression> Of(int depth)
    {
        if (depth == 0)
        {
            return Leaf;
        }

        var below = Of(depth - 1);
        var powers = Gen.OneOf(
            Gen.Int[0, 4].Select(n => (Expression)new Expression.Number($"{n}", n)),
            Gen.Int[1, 3].Select(n => (Expression)new Expression.Negate(new Expression.Number($"{n}", n))),
            Leaf);
        return Gen.OneOf(
            Leaf,
            Gen.Select(Gen.OneOf('+', '-', '*', '/'), below, below).Select((o, a, b) => (Expression)new Expression.Binary(o, a, b)),
            Gen.Select(below, powers).Select((a, n) => (Expression)new Expression.Binary('^', a, n)),
            below.Select(a => (Expression)new Expression.Negate(a)),
            Gen.Select(Gen.OneOf("exp", "ln", "log2", "log10", "sqrt", "abs"), below).Select((f, a) => (Expression)new Expression.Call(f, [a])),
            Gen.Select(Gen.OneOf("min", "max", "sum", "mean", "median", "count"), below, below, Leaf).Select((f, a, b, c) => (Expression)new Expression.Call(f, [a, b, c])));
    }
}
