using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>What one input of an expression has to be for the expression to have a value, all other inputs as they are.</summary>
public static class Inverse
{
    private const double Reach = 1e6;
    private const int Steps = 100;

    // A root is where the value comes this near, in parts of what is looked for; across a pole it changes its sign too, and comes near nothing.
    private static readonly Rational Near = Rational.Ten(-6);

    /// <summary>Such an input, within a factor of a million of where it is now; null where the value is not passed there.</summary>
    /// <param name="point">All inputs; the one that is looked for is above zero.</param>
    public static Rational? Of(Expression expression, int index, IReadOnlyList<Rational> point, Rational target)
    {
        Rational? Miss(double at)
        {
            var value = Reading.Of(expression, [.. point.Select((p, i) => Exact.Of(i == index ? Rational.Of(at) : p))]);
            return value.Why is null ? value.Middle - target : null;
        }

        var middle = point[index].ToDouble();
        var (low, high) = (middle / Reach, middle * Reach);
        if (Miss(low) is not { } first || Miss(high) is not { } last || first.Sign * last.Sign > 0)
        {
            return null;
        }

        for (var step = 0; step < Steps && high / low > 1 + 1e-14; step++)
        {
            var between = Math.Sqrt(low) * Math.Sqrt(high);
            if (Miss(between) is not { } miss)
            {
                return null;
            }

            (low, high) = miss.Sign * first.Sign > 0 ? (between, high) : (low, between);
        }

        var found = Math.Sqrt(low) * Math.Sqrt(high);
        return Miss(found) is { } left && Rational.Abs(left) <= Rational.Abs(target) * Near ? Rational.Of(found) : null;
    }
}
