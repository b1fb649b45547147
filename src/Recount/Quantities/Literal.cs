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
public sealed partial record Literal(
    string Text, Rational Value, Rational Unit, int Decimals, int TrailingZeros, bool LastDigitIsEven, Notation Notation, string Suffix, Rational Scale)
{
    /// <summary>Digits in one literal.</summary>
    public const int MaxDigits = 60;

    /// <summary>The largest power of ten, either way.</summary>
    public const int MaxExponent = 300;

    /// <summary>Reads a literal; null when the text is none. <paramref name="limit"/> is set when it is one beyond the limits.</summary>
    public static Literal? Parse(string text, out string? limit)
    {
        limit = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var above = Parse(text[..slash].Trim(), out limit);
            var below = limit is null ? Parse(text[(slash + 1)..].Trim(), out limit) : null;
            return above is { Notation: Notation.Decimal, Value.IsWhole: true } && below is { Notation: Notation.Decimal, Value.Sign: > 0 }
                ? below with { Text = text, Value = above.Value / below.Value, Notation = Notation.Fraction }
                : null;
        }

        var match = text.Length <= 200 ? Form().Match(text) : Match.Empty;
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
        var scale = Rational.Ten(suffix switch { "k" or "K" => 3, "M" => 6, "B" => 9, "T" => 12, _ => 0 });
        var digits = whole + fraction;
        var magnitude = new Rational(BigInteger.Parse(digits, CultureInfo.InvariantCulture), BigInteger.One);
        var unit = Rational.Ten(exponent - fraction.Length) * scale;
        var zeros = exponentText.Length == 0 && fraction.Length == 0 && magnitude.Sign != 0 ? digits.Length - digits.TrimEnd('0').Length : 0;
        return new(text, (Sign(match.Groups["sign"].Value) == "-" ? -magnitude : magnitude) * unit, unit, fraction.Length, zeros,
            (digits[^1] - '0') % 2 == 0, exponentText.Length == 0 ? Notation.Decimal : Notation.Scientific, suffix, scale);
    }

    /// <summary>All numbers that print so under a rounding rule.</summary>
    /// <param name="digits">Significant digits where they are declared; null takes every printed digit as significant.</param>
    public Interval Interval(Rounding rounding, int? digits = null)
    {
        var unit = digits is { } significant ? Unit * Rational.Ten(Math.Max(0, SignificantDigits - significant)) : Unit;
        if (Notation != Notation.Fraction)
        {
            return rounding.Of(Value, unit, LastDigitIsEven);
        }

        // The numerator is a whole number that was not rounded; the denominator was.
        var above = Value * Denominator;
        var below = rounding.Of(Denominator, unit, LastDigitIsEven);
        var (lo, hi) = (below.Hi, below.Lo);
        return new(new(lo.Value is { } l ? above / l : null, lo.Open), hi.Value is { Sign: > 0 } h ? new(above / h, hi.Open) : End.Unbounded);
    }

    /// <summary>The wider reading, in which trailing zeros of a whole number are not significant; null where there are none.</summary>
    public Interval? Wide(Rounding rounding) => TrailingZeros > 0 ? Interval(rounding, SignificantDigits - TrailingZeros) : null;

    private Rational Denominator => Notation == Notation.Fraction ? Rational.One / Value * Numerator : Rational.One;

    /// <summary>The number above a fraction's line.</summary>
    internal Rational Numerator => Parse(Text[..Text.IndexOf('/', StringComparison.Ordinal)].Trim(), out _)!.Value;

    private int SignificantDigits => Math.Max(1, (Rational.Abs(Notation == Notation.Fraction ? Denominator : Value) / Unit).Floor().ToString(CultureInfo.InvariantCulture).Length);

    private static string Sign(string text) => text.Replace('−', '-').Replace('–', '-');

    [GeneratedRegex(@"^(?<sign>[-+−–]?)(?<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?<fraction>\d+))?(?:[eE](?<e>[-+−]?\d+)|\s?[×x*·]\s?10\^?\{?(?<ten>[-+−]?\d+)\}?)?\s?(?<suffix>[kKMBT]?)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
