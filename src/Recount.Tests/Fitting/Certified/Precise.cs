using System.Numerics;
using Recount.Quantities;

namespace Recount.Tests.Fitting.Certified;

/// <summary>A binary number of 320 bits, about 96 digits: what certified values are computed in.</summary>
internal readonly record struct Precise
{
    private const int Bits = 320;

    private static readonly Precise Ln2 = LnTwo();

    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private Precise(BigInteger mantissa, int exponent)
    {
        var surplus = (int)(BigInteger.Abs(mantissa).GetBitLength() - Bits);
        if (surplus > 0)
        {
            mantissa = (mantissa + (BigInteger.One << (surplus - 1))) >> surplus;
            exponent += surplus;
        }

        (_mantissa, _exponent) = (mantissa, mantissa.IsZero ? 0 : exponent);
    }

    public static implicit operator Precise(int value) => new(value, 0);

    /// <summary>The double itself, to its last bit.</summary>
    public static Precise Of(double value) => Of(Rational.Of(value));

    public static Precise Of(Rational value) => new Precise(value.Numerator, 0) / new Precise(value.Denominator, 0);

    public static Precise operator +(Precise a, Precise b)
    {
        var low = Math.Min(a._exponent, b._exponent);
        return a._mantissa.IsZero ? b : b._mantissa.IsZero ? a : new((a._mantissa << (a._exponent - low)) + (b._mantissa << (b._exponent - low)), low);
    }

    public static Precise operator -(Precise a, Precise b) => a + -b;

    public static Precise operator -(Precise a) => new(-a._mantissa, a._exponent);

    public static Precise operator *(Precise a, Precise b) => new(a._mantissa * b._mantissa, a._exponent + b._exponent);

    public static Precise operator /(Precise a, Precise b)
    {
        var shift = Math.Max(0, Bits + 2 + (int)(b._mantissa.GetBitLength() - a._mantissa.GetBitLength()));
        return new((a._mantissa << shift) / b._mantissa, a._exponent - b._exponent - shift);
    }

    public static bool operator <(Precise a, Precise b) => (a - b)._mantissa.Sign < 0;

    public static bool operator >(Precise a, Precise b) => b < a;

    public static Precise Abs(Precise a) => new(BigInteger.Abs(a._mantissa), a._exponent);

    public static Precise Exp(Precise x)
    {
        // e^x = 2^k (e^r)^(2^s), r = (x - k ln 2) / 2^s.
        const int halvings = 24;
        var k = (int)Math.Round((x / Ln2).ToDouble());
        var r = x - (k * Ln2);
        r = new(r._mantissa, r._exponent - halvings);
        var (sum, term) = ((Precise)1, (Precise)1);
        for (var i = 1; i <= 14; i++)
        {
            term = term * r / i;
            sum += term;
        }

        for (var i = 0; i < halvings; i++)
        {
            sum *= sum;
        }

        return new(sum._mantissa, sum._exponent + k);
    }

    public static Precise Ln(Precise x)
    {
        var y = Of(Math.Log(x.ToDouble()));
        for (var i = 0; i < 4; i++)
        {
            var e = Exp(y);
            y += 2 * (x - e) / (x + e);
        }

        return y;
    }

    public double ToDouble()
    {
        var surplus = Math.Max(0, (int)BigInteger.Abs(_mantissa).GetBitLength() - 64);
        return Math.ScaleB((double)(_mantissa >> surplus), _exponent + surplus);
    }

    // ln 2 = 2 artanh(1/3).
    private static Precise LnTwo()
    {
        var (sum, power) = ((Precise)0, (Precise)2 / 3);
        for (var i = 1; i < 2 * Bits; i += 2)
        {
            sum += power / i;
            power /= 9;
        }

        return sum;
    }
}
