using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recount.Fitting.Models;

/// <summary>
/// Exponential and logarithm of eight doubles, to about one unit in the last place, small enough to stand inside a loop. Without registers of that width the
/// runtime's own take their place.
/// </summary>
internal static class Transcendental
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts: the first one alone, times a whole number, would lose the last bits.
    private const double Ln2 = 0.6931471805599453;
    private const double Ln2Rest = 2.3190468138462996e-17;

    // Added to a double, this leaves its nearest whole number in the last bits.
    private const double Whole = 6755399441055744.0;

    /// <summary>e^x: zero where that is no normal number, infinite beyond the largest one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return Vector512.Exp(x);
        }

        // e^x = 2^k e^r, |r| <= ln 2 / 2, and the series of e^r to r^13, paired so that its parts need not wait for each other.
        var shifted = Fused(x, Vector512.Create(Log2E), Vector512.Create(Whole));
        var k = shifted - Vector512.Create(Whole);
        var r = Fused(k, Vector512.Create(-Ln2Rest), Fused(k, Vector512.Create(-Ln2), x));
        var (r2, r4) = (r * r, r * r * (r * r));
        var low = Fused(Linear(r, 1.0 / 6, 1.0 / 2), r2, Linear(r, 1, 1));
        var middle = Fused(Linear(r, 1.0 / 5040, 1.0 / 720), r2, Linear(r, 1.0 / 120, 1.0 / 24));
        var high = Fused(Linear(r, 1.0 / 39916800, 1.0 / 3628800), r2, Linear(r, 1.0 / 362880, 1.0 / 40320));
        var series = Fused(Fused(Fused(Linear(r, 1.0 / 6227020800, 1.0 / 479001600), r4, high), r4, middle), r4, low);
        var power = (series.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
        power = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-708.0)), Vector512<double>.Zero, power);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(709.0)), Vector512.Create(double.PositiveInfinity), power);
    }

    /// <summary>ln x, and 1/x by the same division; NaN where x is no positive normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Ln, Vector512<double> Inverse) Ln(Vector512<double> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return (Vector512.Log(x), Vector512<double>.One / x);
        }

        // x = 2^k m, sqrt(1/2) <= m < sqrt 2, ln m = 2 artanh t, t = (m - 1) / (m + 1), |t| < 0.172: its series to t^21.
        var exponent = Vector512.ShiftRightArithmetic(x.AsInt64() - Vector512.Create(BitConverter.DoubleToInt64Bits(0.70710678118654752)), 52);
        var power = Vector512.ShiftLeft(exponent, 52);
        var m = (x.AsInt64() - power).AsDouble();
        var more = m + Vector512<double>.One;
        var both = Vector512<double>.One / (m * more);
        var inverse = ((more * both).AsInt64() - power).AsDouble();
        var t = (m - Vector512<double>.One) * (m * both);
        var t2 = t * t;
        var (t4, t8) = (t2 * t2, t2 * t2 * (t2 * t2));
        var low = Fused(Linear(t2, 2.0 / 9, 2.0 / 7), t4, Linear(t2, 2.0 / 5, 2.0 / 3));
        var high = Fused(Linear(t2, 2.0 / 17, 2.0 / 15), t4, Linear(t2, 2.0 / 13, 2.0 / 11));
        var series = Fused(Fused(Linear(t2, 2.0 / 21, 2.0 / 19), t8, high), t8, low);
        var ln = Fused(Vector512.ConvertToDouble(exponent), Vector512.Create(Ln2), t + t + (t * t2 * series));
        var isNormal = Vector512.GreaterThanOrEqual(x, Vector512.Create(2.2250738585072014e-308)) & Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity));
        return (Vector512.ConditionalSelect(isNormal, ln, Vector512.Create(double.NaN)), inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Linear(Vector512<double> x, double slope, double constant) => Fused(x, Vector512.Create(slope), Vector512.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fused(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);
}
