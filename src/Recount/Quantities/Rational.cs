using System.Globalization;
using System.Numerics;

namespace Recount.Quantities;

/// <summary>
/// An exact fraction in lowest terms with a positive denominator. <c>default</c> is zero. Nothing here bounds its size: callers
/// look at <see cref="Bits"/> before they multiply.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    private Rational(BigInteger whole)
    {
        Numerator = whole;
        _denominator = BigInteger.One;
    }

    // In lowest terms already.
    private Rational(BigInteger numerator, BigInteger denominator, bool _) => (Numerator, _denominator) = (numerator, denominator);

    public static Rational Zero => default;

    public static Rational One { get; } = new(BigInteger.One);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public int Sign => Numerator.Sign;

    public bool IsWhole => Denominator.IsOne;

    /// <summary>Bits of numerator and denominator together.</summary>
    public long Bits => (long)Numerator.GetBitLength() + (long)Denominator.GetBitLength();

    /// <summary>The base-two logarithm of the magnitude, within one; 0 for zero.</summary>
    public long Magnitude => Numerator.IsZero ? 0 : (long)BigInteger.Abs(Numerator).GetBitLength() - (long)Denominator.GetBitLength();

    public static implicit operator Rational(int whole) => new(whole);

    public static implicit operator Rational(BigInteger whole) => new(whole);

    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>10 to a whole power; |exponent| must be bounded by the caller.</summary>
    public static Rational Ten(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(10, exponent))
        : new(BigInteger.One, BigInteger.Pow(10, -exponent));

    public static Rational Abs(Rational a) => a.Sign < 0 ? -a : a;

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    /// <summary>A whole power by repeated squaring; the caller bounds the size of the result first.</summary>
    public static Rational Power(Rational a, int exponent)
    {
        var size = Math.Abs(exponent);
        var result = new Rational(BigInteger.Pow(a.Numerator, size), BigInteger.Pow(a.Denominator, size), true);
        return exponent < 0 ? One / result : result;
    }

    /// <summary>The exact value of a finite double.</summary>
    public static Rational Of(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only a finite number is a fraction.");
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger numerator = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0 ? new(numerator << exponent) : new(numerator, BigInteger.One << -exponent);
    }

    /// <summary>Reads <c>12</c>, <c>-3.14</c> or <c>7/9</c>: the form that <see cref="ToString"/> writes.</summary>
    public static Rational Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return new(Whole(text[..slash]), Whole(text[(slash + 1)..]));
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? new(Whole(text)) : new(Whole(text.Remove(point, 1)), BigInteger.Pow(10, text.Length - point - 1));
    }

    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The nearest doubles at or below and at or above.</summary>
    public (double Low, double High) Doubles()
    {
        var near = ToDouble();
        if (double.IsInfinity(near))
        {
            return near > 0 ? (double.MaxValue, near) : (near, double.MinValue);
        }

        var exact = Of(near);
        return exact == this ? (near, near) : exact < this ? (near, Math.BitIncrement(near)) : (Math.BitDecrement(near), near);
    }

    /// <summary>A double within one unit in the last place; infinite beyond the range.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
        {
            return 0;
        }

        var shift = (int)Math.Clamp(64 - Magnitude, -40_000, 40_000);
        var scaled = shift >= 0 ? (BigInteger.Abs(Numerator) << shift) / Denominator : BigInteger.Abs(Numerator) / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift) * Sign;
    }

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>A terminating decimal where there is one of at most 40 places, else <c>p/q</c>; always exact.</summary>
    public override string ToString()
    {
        var (rest, twos, fives) = (Denominator, 0, 0);
        while (twos <= 40 && rest.IsEven)
        {
            (rest, twos) = (rest >> 1, twos + 1);
        }

        while (fives <= 40 && (rest % 5).IsZero)
        {
            (rest, fives) = (rest / 5, fives + 1);
        }

        var places = Math.Max(twos, fives);
        if (!rest.IsOne || places > 40)
        {
            return $"{Digits(Numerator)}/{Digits(Denominator)}";
        }

        var digits = Digits(BigInteger.Abs(Numerator) * BigInteger.Pow(10, places) / Denominator).PadLeft(places + 1, '0');
        var sign = Sign < 0 ? "-" : "";
        return places == 0 ? sign + digits : $"{sign}{digits[..^places]}.{digits[^places..]}";
    }

    private static string Digits(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static BigInteger Whole(string text) => BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
