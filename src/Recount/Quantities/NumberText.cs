using System.Globalization;
using System.Numerics;

namespace Recount.Quantities;

/// <summary>Exact numbers as short decimal text, rounded half to even; the same on every machine and in every culture.</summary>
public static class NumberText
{
    /// <summary>Fixed decimals; the extra ones lose their zeros: 0.5 with 2 + 2 decimals is <c>0.50</c>.</summary>
    public static string Fixed(Rational value, int decimals, int extra = 0)
    {
        // Twelve significant digits are enough for anyone; a number far from the printed scale is shown by its size.
        if (value.Sign != 0 && (value.Magnitude > 60 || value.Magnitude < -60 || (extra > 0 && Rational.Abs(value) < Rational.Ten(-decimals - extra))))
        {
            return Scientific(value, 4);
        }

        var places = decimals + extra;
        var scaled = RoundHalfEven(value * Rational.Ten(places));
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var (whole, fraction) = (digits[..^places], digits[^places..]);
        while (fraction.Length > decimals && fraction[^1] == '0')
        {
            fraction = fraction[..^1];
        }

        var sign = scaled.Sign < 0 ? "-" : "";
        return fraction.Length == 0 ? $"{sign}{Grouped(whole)}" : $"{sign}{Grouped(whole)}.{fraction}";
    }

    /// <summary>At least so many significant digits, all of a whole part among them, as a decimal or, for very large and very small numbers, with a power of ten.</summary>
    public static string Significant(Rational value, int digits)
    {
        if (value.Sign == 0)
        {
            return "0";
        }

        var exponent = Exponent(value);
        return exponent is >= 9 or < -4 ? Scientific(value, digits) : Fixed(value, 0, Math.Max(0, digits - 1 - exponent));
    }

    /// <summary><c>1.26e25</c>: so many significant digits, zeros at the end left out.</summary>
    public static string Scientific(Rational value, int digits)
    {
        if (value.Sign == 0)
        {
            return "0";
        }

        var exponent = Exponent(value);
        var mantissa = RoundHalfEven(Rational.Abs(value) * Ten(digits - 1 - exponent));
        if (mantissa >= BigInteger.Pow(10, digits))
        {
            mantissa /= 10;
            exponent++;
        }

        var text = mantissa.ToString(CultureInfo.InvariantCulture);
        var fraction = text[1..].TrimEnd('0');
        return $"{(value.Sign < 0 ? "-" : "")}{text[0]}{(fraction.Length > 0 ? "." : "")}{fraction}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private static int Exponent(Rational value)
    {
        var size = Rational.Abs(value);
        var estimate = (int)Math.Floor(value.Magnitude * 0.30102999566398120);
        while (size < Ten(estimate))
        {
            estimate--;
        }

        while (size >= Ten(estimate + 1))
        {
            estimate++;
        }

        return estimate;
    }

    private static Rational Ten(int exponent) => Rational.Ten(exponent);

    private static BigInteger RoundHalfEven(Rational value)
    {
        var floor = value.Floor();
        var twice = (value - floor) * 2;
        return twice < 1 || (twice == 1 && floor.IsEven) ? floor : floor + 1;
    }

    private static string Grouped(string whole)
    {
        if (whole.Length <= 4)
        {
            return whole;
        }

        var first = whole.Length % 3;
        var groups = Enumerable.Range(0, whole.Length / 3).Select(i => whole.Substring(first + (3 * i), 3));
        return string.Join(',', first > 0 ? groups.Prepend(whole[..first]) : groups);
    }
}
