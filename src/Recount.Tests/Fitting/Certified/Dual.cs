using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Fitting.Certified;

/// <summary>A precise value with its derivatives.</summary>
internal sealed record Dual(Precise Value, Precise[] Slopes) : IReal<Dual>
{
    public static Dual Of(Rational value) => new(Precise.Of(value), []);

    public static Dual Add(Dual a, Dual b) => Chain(a.Value + b.Value, (1, a), (1, b));

    public static Dual Subtract(Dual a, Dual b) => Chain(a.Value - b.Value, (1, a), (-1, b));

    public static Dual Negate(Dual a) => Chain(-a.Value, (-1, a));

    public static Dual Multiply(Dual a, Dual b) => Chain(a.Value * b.Value, (b.Value, a), (a.Value, b));

    public static Dual Divide(Dual a, Dual b)
    {
        var quotient = a.Value / b.Value;
        return Chain(quotient, (1 / b.Value, a), (-quotient / b.Value, b));
    }

    public static Dual Power(Dual a, int exponent) => exponent < 0 ? Divide(Of(1), Power(a, -exponent)) : Enumerable.Repeat(a, exponent).Aggregate(Of(1), Multiply);

    public static Dual Power(Dual a, Dual exponent) => Exp(Multiply(exponent, Ln(a)));

    public static Dual Exp(Dual a)
    {
        var value = Precise.Exp(a.Value);
        return Chain(value, (value, a));
    }

    public static Dual Ln(Dual a) => Chain(Precise.Ln(a.Value), (1 / a.Value, a));

    public static Dual Sqrt(Dual a) => throw new NotSupportedException();

    public static Dual Abs(Dual a) => throw new NotSupportedException();

    public static Dual Min(Dual a, Dual b) => throw new NotSupportedException();

    public static Dual Max(Dual a, Dual b) => throw new NotSupportedException();

    public static Dual Median(IReadOnlyList<Dual> values) => throw new NotSupportedException();

    // The chain rule; a constant has no slopes at all.
    private static Dual Chain(Precise value, params (Precise Factor, Dual Of)[] parts)
    {
        var slopes = new Precise[parts.Max(p => p.Of.Slopes.Length)];
        foreach (var (factor, of) in parts)
        {
            for (var i = 0; i < of.Slopes.Length; i++)
            {
                slopes[i] += factor * of.Slopes[i];
            }
        }

        return new(value, slopes);
    }
}
