using Recount.Quantities;

namespace Recount.Costs;

/// <summary>Quantities of a run as people write them: the unit that keeps the number short.</summary>
public static class CostText
{
    /// <summary>"21.3 %", "24.6 TFLOP/s", "1,287 MWh".</summary>
    /// <param name="value">In the base unit of the dimension.</param>
    public static string Show(Dimension dimension, Rational value, int digits = 4)
    {
        var (scale, unit) = Unit(dimension, Rational.Abs(value));
        var number = NumberText.Significant(value / scale, digits);
        return unit.Length == 0 ? number : $"{number} {unit}";
    }

    /// <summary>Both ends of a range, in one unit; one number where they read alike.</summary>
    public static string Range(Dimension dimension, Rational low, Rational high, int digits = 4)
    {
        var (scale, unit) = Unit(dimension, Rational.Abs(high));
        var (from, to) = (NumberText.Significant(low / scale, digits), NumberText.Significant(high / scale, digits));
        return $"{(from == to ? from : $"{from} to {to}")}{(unit.Length == 0 ? "" : $" {unit}")}";
    }

    /// <summary>Money with its currency: "$4.6M" has no place for a sign that is not known.</summary>
    public static string Money(string currency, Rational value, int digits = 4) => $"{currency} {NumberText.Significant(value, digits)}";

    /// <summary>Three digits and a suffix: 5.68M, 824k; for money and counts in tables.</summary>
    public static string Compact(Rational value, int digits = 3)
    {
        var size = Rational.Abs(value);
        var (scale, suffix) = size >= Rational.Ten(15) ? (Rational.One, "") : size >= Rational.Ten(12) ? (Rational.Ten(12), "T") : size >= Rational.Ten(9) ? (Rational.Ten(9), "B")
            : size >= Rational.Ten(6) ? (Rational.Ten(6), "M") : size >= Rational.Ten(4) ? (Rational.Ten(3), "k") : (Rational.One, "");
        return NumberText.Significant(value / scale, digits) + suffix;
    }

    /// <summary>A range in that way; one number where both ends read alike.</summary>
    public static string Compact(Rational low, Rational high, int digits = 3) =>
        Compact(low, digits) is var from && Compact(high, digits) is var to && from == to ? from : $"{from} to {to}";

    private static (Rational Scale, string Unit) Unit(Dimension dimension, Rational size)
    {
        (Rational, string) Step(params (Rational Scale, string Unit)[] steps) => steps.LastOrDefault(s => size >= s.Scale, steps[0]);
        return dimension == Dimension.Share ? (Rational.Ten(-2), "%")
            : dimension == Dimension.Speed ? Step((Rational.Ten(12), "TFLOP/s"), (Rational.Ten(15), "PFLOP/s"))
            : dimension == Dimension.Duration ? Step((1, "h"), (48, "days")) is (_, "days") ? (24, "days") : (1, "h")
            : dimension == Dimension.Power ? Step((new(1, 1000), "W"), (1, "kW"), (1000, "MW"))
            : dimension == Dimension.Energy ? Step((1, "kWh"), (10_000, "MWh")) is (_, "MWh") ? (1000, "MWh") : (1, "kWh")
            : dimension == Dimension.Carbon ? Step((1, "kg"), (10_000, "t")) is (_, "t") ? (1000, "t") : (1, "kg")
            : dimension == Dimension.Latency ? Step((new(1, 1000), "ms"), (1, "s"))
            : dimension == Dimension.Memory ? Step((1, "bytes"), (Rational.Ten(9), "GB"))
            : dimension == Dimension.Bandwidth ? Step((1, "bytes/s"), (Rational.Ten(9), "GB/s"))
            : (1, dimension.Base);
    }
}
