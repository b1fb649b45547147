using System.Numerics;

namespace Recount.Quantities.Expressions;

/// <summary>
/// The value of an expression at one point: an exact fraction, or, behind a function such as ln, two fractions that enclose it
/// closely; or no value, with the reason.
/// </summary>
public sealed class Exact : IReal<Exact>
{
    // Beyond this a fraction is enclosed by two shorter ones; beyond MaxMagnitude there is no value.
    private const int LongBits = 6_000;
    private const int ShortBits = 512;
    private const long MaxMagnitude = 20_000;

    private Exact(Rational low, Rational high) => (Low, High) = (low, high);

    private Exact(Undefined why) => Why = why;

    /// <summary>The lower of the two fractions; equal to <see cref="High"/> where the value is exact.</summary>
    public Rational Low { get; }

    public Rational High { get; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public Undefined? Why { get; }

    /// <summary>The middle of the enclosure.</summary>
    public Rational Middle => Low == High ? Low : (Low + High) / 2;

    /// <summary>The enclosure as an interval.</summary>
    public Interval Interval => Interval.Closed(Low, High);

    public static Exact Of(Rational value) => new(value, value);

    public static Exact None(Undefined why) => new(why);

    public static Exact Add(Exact a, Exact b) => Both(a, b) ?? Bounded(a.Low + b.Low, a.Low == a.High && b.Low == b.High ? null : a.High + b.High);

    public static Exact Subtract(Exact a, Exact b) => Both(a, b) ?? Bounded(a.Low - b.High, a.Low == a.High && b.Low == b.High ? null : a.High - b.Low);

    public static Exact Negate(Exact a) => a.Why is not null ? a : new(-a.High, -a.Low);

    public static Exact Multiply(Exact a, Exact b)
    {
        if (Both(a, b) is { } none)
        {
            return none;
        }

        if (a.Low == a.High && b.Low == b.High)
        {
            return Bounded(a.Low * b.Low, null);
        }

        Rational[] corners = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return Bounded(corners.Min(), corners.Max());
    }

    public static Exact Divide(Exact a, Exact b) => Both(a, b) is { } none ? none
        : b.Low.Sign <= 0 && b.High.Sign >= 0 ? new(Undefined.Division)
        : Multiply(a, new(Rational.One / b.High, Rational.One / b.Low));

    public static Exact Power(Exact a, int exponent)
    {
        if (a.Why is not null)
        {
            return a;
        }

        if (exponent <= 0)
        {
            return exponent == 0 ? Of(Rational.One) : Divide(Of(Rational.One), Power(a, -exponent));
        }

        if (Math.Max(Math.Abs(a.Low.Magnitude), Math.Abs(a.High.Magnitude)) * exponent > 2 * MaxMagnitude)
        {
            return new(Undefined.Size);
        }

        if (Math.Max(a.Low.Bits, a.High.Bits) * exponent > LongBits)
        {
            // By squaring, so that every step can be enclosed by shorter fractions.
            var half = Power(a, exponent / 2);
            return exponent % 2 == 0 ? Multiply(half, half) : Multiply(Multiply(half, half), a);
        }

        var (low, high) = (Rational.Power(a.Low, exponent), Rational.Power(a.High, exponent));
        return exponent % 2 == 0 && a.Low.Sign < 0 && a.High.Sign > 0
            ? Bounded(Rational.Zero, Rational.Max(low, high))
            : Bounded(Rational.Min(low, high), low == high ? null : Rational.Max(low, high));
    }

    public static Exact Power(Exact a, Exact exponent)
    {
        if (Both(a, exponent) is { } none)
        {
            return none;
        }

        if (exponent.Low == exponent.High && exponent.Low.IsWhole && exponent.Low.Magnitude < 20)
        {
            return Power(a, (int)exponent.Low.Numerator);
        }

        if (a.Low.Sign <= 0)
        {
            return new(exponent.Low.Magnitude >= 20 ? Undefined.Size : Undefined.Power);
        }

        var (low, high) = Elementary.Power(a.Low.Doubles().Low, a.High.Doubles().High, exponent.Low.Doubles().Low, exponent.High.Doubles().High);
        return OfDoubles(low, high);
    }

    public static Exact Exp(Exact a) => a.Why is not null ? a : OfDoubles(Elementary.Exp(a.Low.Doubles().Low, a.High.Doubles().High));

    public static Exact Ln(Exact a) => a.Why is not null ? a
        : a.Low.Sign <= 0 ? new(Undefined.Logarithm)
        : a.Low == Rational.One && a.High == Rational.One ? Of(Rational.Zero)
        : OfDoubles(Elementary.Ln(a.Low.Doubles().Low, a.High.Doubles().High));

    public static Exact Sqrt(Exact a)
    {
        if (a.Why is not null || a.Low.Sign < 0)
        {
            return a.Why is not null ? a : new(Undefined.Root);
        }

        return a.Low == a.High && Root(a.Low.Numerator) is { } above && Root(a.Low.Denominator) is { } below
            ? Of(new Rational(above, below))
            : OfDoubles(Elementary.Sqrt(a.Low.Doubles().Low, a.High.Doubles().High));
    }

    public static Exact Abs(Exact a) => a.Why is not null || a.Low.Sign >= 0 ? a
        : a.High.Sign <= 0 ? new(-a.High, -a.Low)
        : new(Rational.Zero, Rational.Max(-a.Low, a.High));

    public static Exact Min(Exact a, Exact b) => Both(a, b) ?? new(Rational.Min(a.Low, b.Low), Rational.Min(a.High, b.High));

    public static Exact Max(Exact a, Exact b) => Both(a, b) ?? new(Rational.Max(a.Low, b.Low), Rational.Max(a.High, b.High));

    public static Exact Median(IReadOnlyList<Exact> values)
    {
        if (values.FirstOrDefault(v => v.Why is not null) is { } none)
        {
            return none;
        }

        return new(Middles([.. values.Select(v => v.Low).Order()]), Middles([.. values.Select(v => v.High).Order()]));
    }

    private static Rational Middles(Rational[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static Exact? Both(Exact a, Exact b) => a.Why is not null ? a : b.Why is not null ? b : null;

    private static Exact OfDoubles((double Low, double High) ends) => OfDoubles(ends.Low, ends.High);

    private static Exact OfDoubles(double low, double high) =>
        double.IsFinite(low) && double.IsFinite(high) ? Bounded(Rational.Of(low), Rational.Of(high)) : new(Undefined.Size);

    // A null high end means the low one: an exact value, compared only once.
    private static Exact Bounded(Rational low, Rational? high)
    {
        var top = high ?? low;
        if (Math.Abs(low.Magnitude) > MaxMagnitude || Math.Abs(top.Magnitude) > MaxMagnitude)
        {
            return new(Undefined.Size);
        }

        return low.Bits > LongBits || top.Bits > LongBits ? new(Shorten(low, false), Shorten(top, true)) : new(low, top);
    }

    private static Rational Shorten(Rational value, bool up)
    {
        var shift = ShortBits - value.Magnitude;
        var scaled = shift >= 0 ? value * (BigInteger.One << (int)shift) : value / (BigInteger.One << (int)-shift);
        var whole = scaled.Floor() + (up ? 1 : 0);
        return shift >= 0 ? new Rational(whole, BigInteger.One << (int)shift) : whole * (BigInteger.One << (int)-shift);
    }

    private static BigInteger? Root(BigInteger value)
    {
        if (value.GetBitLength() > 400)
        {
            return null;
        }

        var root = value.IsZero ? BigInteger.Zero : BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (!root.IsZero)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                break;
            }

            root = next;
        }

        return root * root == value ? root : null;
    }
}
