using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Recount.Quantities;

/// <summary>How a literal is written, so that a measurement can be shown in the same way.</summary>
public enum Notation
{
    /// <summary>77.50, 29,968 or 1.2M.</summary>
    Decimal,

    /// <summary>3.14e23.</summary>
    Scientific,

    /// <summary>1/29,968.</summary>
    Fraction,
}

/// <summary>One number as printed, without unit: exact value, the worth of its last digit, and how it is written.</summary>
/// <param name="Value">Exact, with the suffix counted: 1.2M is 1,200,000.</param>
/// <param name="Unit">What the last printed digit counts: 100,000 in 1.2M. For a fraction, that of its denominator.</param>
/// <param name="Decimals">Digits after the point.</param>
/// <param name="TrailingZeros">Zeros at the end of a whole number: they may or may not be significant.</param>
/// <param name="Scale">What the suffix multiplies with: 10^6 for M.</param>
/// <param name="Above">The whole number above a fraction's line; one for other numbers.</param>
public sealed partial record Literal(
    string Text, Rational Value, Rational Unit, int Decimals, int TrailingZeros, Notation Notation, string Suffix, Rational Scale, Rational Above)
{
    /// <summary>Digits in one literal.</summary>
    public const int MaxDigits = 60;

    /// <summary>Characters in one literal.</summary>
    public const int MaxLength = 200;

    /// <summary>The largest power of ten, either way.</summary>
    public const int MaxExponent = 300;

    /// <summary>Reads a literal; null when the text is none. <paramref name="limit"/> is set when it is one beyond the limits.</summary>
    public static Literal? Parse(string text, out string? limit)
    {
        limit = null;
        if (text.Length > MaxLength)
        {
            return null;
        }

        if (text.Split('/') is [var over, var under])
        {
            var above = One(over.Trim(), out limit);
            var below = limit is null ? One(under.Trim(), out limit) : null;
            return above is { Notation: Notation.Decimal, Value.IsWhole: true } && below is { Notation: Notation.Decimal, Value.Sign: > 0 }
                ? below with { Text = text, Value = above.Value / below.Value, Above = above.Value, Notation = Notation.Fraction }
                : null;
        }

        return One(text, out limit);
    }

    // A number without a fraction's line.
    private static Literal? One(string text, out string? limit)
    {
        limit = null;
        var match = Form().Match(text);
        var (whole, fraction) = (match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal), match.Groups["fraction"].Value);
        if (!match.Success || whole.Length + fraction.Length == 0)
        {
            return null;
        }

        var exponentText = Sign(match.Groups["e"].Value + match.Groups["ten"].Value);
        if (whole.Length + fraction.Length > MaxDigits)
        {
            limit = $"more than {MaxDigits} digits";
            return null;
        }

        if (exponentText.TrimStart('+', '-', '0').Length > 4 || Math.Abs(exponentText.Length == 0 ? 0 : int.Parse(exponentText, CultureInfo.InvariantCulture)) > MaxExponent)
        {
            limit = $"exponents go up to {MaxExponent}";
            return null;
        }

        var exponent = exponentText.Length == 0 ? 0 : int.Parse(exponentText, CultureInfo.InvariantCulture);
        var suffix = match.Groups["suffix"].Value;
        var scale = Rational.Ten(suffix.Trim() switch { "k" or "K" or "thousand" => 3, "M" or "mn" or "million" => 6, "B" or "bn" or "billion" => 9, "T" or "trillion" => 12, _ => 0 });
        var digits = whole + fraction;
        var magnitude = new Rational(BigInteger.Parse(digits, CultureInfo.InvariantCulture), BigInteger.One);
        var unit = Rational.Ten(exponent - fraction.Length) * scale;
        var zeros = exponentText.Length == 0 && fraction.Length == 0 && magnitude.Sign != 0 ? digits.Length - digits.TrimEnd('0').Length : 0;
        return new(text, (Sign(match.Groups["sign"].Value) == "-" ? -magnitude : magnitude) * unit, unit, fraction.Length, zeros,
            exponentText.Length == 0 ? Notation.Decimal : Notation.Scientific, suffix, scale, Rational.One);
    }

    /// <summary>All numbers that print so under a rounding rule.</summary>
    /// <param name="digits">Significant digits where they are declared; null takes every printed digit as significant.</param>
    public Interval Interval(Rounding rounding, int? digits = null)
    {
        var unit = digits is { } significant ? Unit * Rational.Ten(Math.Max(0, SignificantDigits - significant)) : Unit;
        if (Notation != Notation.Fraction)
        {
            return rounding.Of(Value, unit, IsEven(Value, unit));
        }

        // The numerator is a whole number that was not rounded; the denominator was.
        var below = rounding.Of(Denominator, unit, IsEven(Denominator, unit));
        var far = new End(below.Hi.Value is { } l ? Above / l : null, below.Hi.Open);
        var near = below.Lo.Value is { Sign: > 0 } h ? new(Above / h, below.Lo.Open) : End.Unbounded;
        return Above.Sign switch { > 0 => new(far, near), < 0 => new(near, far), _ => Quantities.Interval.Point(Rational.Zero) };
    }

    /// <summary>The wider reading, in which trailing zeros of a whole number are not significant; null where there are none.</summary>
    public Interval? Wide(Rounding rounding) => TrailingZeros > 0 ? Interval(rounding, SignificantDigits - TrailingZeros) : null;

    // Kept apart from the value, which a numerator of zero takes it out of.
    private Rational Denominator => Value.Sign == 0 ? Unit : Above / Value;

    // Of the last digit that counts.
    private static bool IsEven(Rational value, Rational unit) => (Rational.Abs(value) / unit).Floor().IsEven;

    private int SignificantDigits => Math.Max(1, (Rational.Abs(Notation == Notation.Fraction ? Denominator : Value) / Unit).Floor().ToString(CultureInfo.InvariantCulture).Length);

    private static string Sign(string text) => text.Replace('−', '-').Replace('–', '-');

    [GeneratedRegex(@"^(?<sign>[-+−–]?)(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]*)(?:\.(?<fraction>[0-9]+))?(?:[eE](?<e>[-+−]?[0-9]+)|\s?[×x*·]\s?10(?:\^\{?(?<ten>[-+−]?[0-9]+)\}?|(?<ten>[-+−][0-9]+)))?(?<suffix>\s?(?:[kKMBT]|thousand|million|mn|billion|bn|trillion))?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
