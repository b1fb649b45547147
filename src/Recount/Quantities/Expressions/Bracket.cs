namespace Recount.Quantities.Expressions;

/// <summary>
/// A proven range of an expression over a box: two doubles, rounded outward after every step. Where the expression has no value
/// somewhere in the box, <see cref="Gap"/> says why and the range holds the values that there are.
/// </summary>
internal readonly record struct Bracket(double Low, double High, Undefined? Gap = null) : IReal<Bracket>
{
    public static Bracket Whole(Undefined? gap) => new(double.NegativeInfinity, double.PositiveInfinity, gap);

    /// <summary>The range of an input: its interval, ends counted whether open or not.</summary>
    public static Bracket Of(Rational? low, Rational? high) =>
        new(low?.Doubles().Low ?? double.NegativeInfinity, high?.Doubles().High ?? double.PositiveInfinity);

    public static Bracket Of(Rational value) => Of(value, value);

    public static Bracket Hull(Bracket a, Bracket b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), a.Gap ?? b.Gap);

    public static Bracket Add(Bracket a, Bracket b) => new(Elementary.Down(a.Low + b.Low), Elementary.Up(a.High + b.High), a.Gap ?? b.Gap);

    public static Bracket Subtract(Bracket a, Bracket b) => new(Elementary.Down(a.Low - b.High), Elementary.Up(a.High - b.Low), a.Gap ?? b.Gap);

    public static Bracket Negate(Bracket a) => new(-a.High, -a.Low, a.Gap);

    public static Bracket Multiply(Bracket a, Bracket b)
    {
        var (p, q, r, s) = (Product(a.Low, b.Low), Product(a.Low, b.High), Product(a.High, b.Low), Product(a.High, b.High));
        return new(Math.Min(Math.Min(p.Low, q.Low), Math.Min(r.Low, s.Low)), Math.Max(Math.Max(p.High, q.High), Math.Max(r.High, s.High)), a.Gap ?? b.Gap);
    }

    public static Bracket Divide(Bracket a, Bracket b)
    {
        if (b.Low <= 0 && b.High >= 0)
        {
            return Whole(a.Gap ?? b.Gap ?? Undefined.Division);
        }

        // The reciprocal of an infinite end is zero; that of a denormal may overflow to the right side.
        var (low, high) = (1 / b.High, 1 / b.Low);
        return Multiply(a, new(Elementary.Down(low), Elementary.Up(high), b.Gap));
    }

    public static Bracket Power(Bracket a, int exponent)
    {
        if (exponent < 0)
        {
            return Divide(Of(Rational.One), Power(a, -exponent));
        }

        var (low, high) = (Magnitude(a.Low, exponent), Magnitude(a.High, exponent));
        var straddles = a.Low < 0 && a.High > 0;
        return exponent == 0 ? new(1, 1, a.Gap)
            : exponent % 2 == 1 ? new(a.Low < 0 ? -low.High : low.Low, a.High < 0 ? -high.Low : high.High, a.Gap)
            : new(straddles ? 0 : Math.Min(low.Low, high.Low), Math.Max(low.High, high.High), a.Gap);
    }

    public static Bracket Power(Bracket a, Bracket exponent)
    {
        if (exponent.Low == exponent.High && Math.Abs(exponent.Low) <= 1000 && exponent.Low == Math.Floor(exponent.Low))
        {
            var power = Power(a, (int)exponent.Low);
            return power with { Gap = power.Gap ?? exponent.Gap };
        }

        // Where the base is not positive there is a value at whole exponents only; which of them the exponent takes is not tracked.
        if (a.High <= 0 || (a.Low <= 0 && Math.Ceiling(exponent.Low) <= exponent.High))
        {
            return Whole(a.Gap ?? exponent.Gap ?? Undefined.Power);
        }

        var gap = a.Gap ?? exponent.Gap ?? (a.Low <= 0 ? Undefined.Power : null);
        var (low, high) = Elementary.Power(Math.Max(a.Low, 0), a.High, exponent.Low, exponent.High);
        return new(low, high, gap);
    }

    public static Bracket Exp(Bracket a)
    {
        var (low, high) = Elementary.Exp(a.Low, a.High);
        return new(low, high, a.Gap);
    }

    public static Bracket Ln(Bracket a)
    {
        if (a.High <= 0)
        {
            return Whole(a.Gap ?? Undefined.Logarithm);
        }

        var (low, high) = Elementary.Ln(Math.Max(a.Low, 0), a.High);
        return new(low, high, a.Gap ?? (a.Low <= 0 ? Undefined.Logarithm : null));
    }

    public static Bracket Sqrt(Bracket a)
    {
        if (a.High < 0)
        {
            return Whole(a.Gap ?? Undefined.Root);
        }

        var (low, high) = Elementary.Sqrt(Math.Max(a.Low, 0), a.High);
        return new(low, high, a.Gap ?? (a.Low < 0 ? Undefined.Root : null));
    }

    public static Bracket Abs(Bracket a) => a.Low >= 0 ? a : a.High <= 0 ? new(-a.High, -a.Low, a.Gap) : new(0, Math.Max(-a.Low, a.High), a.Gap);

    public static Bracket Min(Bracket a, Bracket b) => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High), a.Gap ?? b.Gap);

    public static Bracket Max(Bracket a, Bracket b) => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High), a.Gap ?? b.Gap);

    public static Bracket Median(IReadOnlyList<Bracket> values) => new(
        Elementary.Down(Middle([.. values.Select(v => v.Low).Order()])),
        Elementary.Up(Middle([.. values.Select(v => v.High).Order()])),
        values.Select(v => v.Gap).FirstOrDefault(g => g is not null));

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] / 2) + (sorted[sorted.Length / 2] / 2);

    // Zero times anything is exactly zero; an end that is infinite only stands for numbers without bound.
    private static (double Low, double High) Product(double a, double b) => a == 0 || b == 0 ? (0, 0) : (Elementary.Down(a * b), Elementary.Up(a * b));

    // The power of a magnitude, by multiplication so that each step is correctly rounded.
    private static (double Low, double High) Magnitude(double value, int exponent)
    {
        var size = Math.Abs(value);
        var (low, high) = (1.0, 1.0);
        if (exponent > 64)
        {
            var (l, h) = Elementary.Power(size, size, exponent, exponent);
            return (l, h);
        }

        for (var i = 0; i < exponent; i++)
        {
            (low, high) = (Math.Max(0, Elementary.Down(low * size)), Elementary.Up(high * size));
        }

        return (low, high);
    }
}
