using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>Changes of unit, as a reader of the formula would write them.</summary>
public static class Scales
{
    private static readonly Dimension[] WithUnits =
    [
        Dimension.Compute, Dimension.Speed, Dimension.Duration, Dimension.Power, Dimension.Energy, Dimension.Carbon, Dimension.CarbonIntensity,
        Dimension.Memory, Dimension.Bandwidth, Dimension.Latency,
    ];

    /// <summary>An expression times a number: as a quotient where the number is below one.</summary>
    public static Expression Times(Expression expression, Rational scale) =>
        scale == Rational.One ? expression
        : scale < Rational.One ? new Expression.Binary('/', expression, Number(Rational.One / scale))
        : new Expression.Binary('*', expression, Number(scale));

    /// <summary>How many base units one of a printed unit is, whatever it measures; null for a word that is no unit.</summary>
    public static Rational? Of(string unit) => WithUnits.Select(d => unit.Length == 0 ? null : d.Scale(unit)).FirstOrDefault(s => s is not null);

    /// <summary>The same in a formula for a dimension, whose own units count first; one for a word that is no unit.</summary>
    public static Rational In(Dimension dimension, string unit) =>
        unit.Length == 0 ? Rational.One
        : PerSecond.Contains(dimension) && Dimension.Duration.Scale(unit) is { } hours ? hours * 3600
        : (dimension == Dimension.Count || dimension == Dimension.Money ? null : dimension.Scale(unit)) ?? Of(unit)
        ?? Dimension.Throughput.Units.Where(u => u.Word == unit).Select(u => (Rational?)u.Scale).FirstOrDefault()
        ?? (unit.Contains('-', StringComparison.Ordinal) ? Dimension.DeviceTime.Scale(unit) : null) ?? Rational.One;

    // Quantities that count by the second, and their times with them.
    private static readonly Dimension[] PerSecond = [Dimension.Throughput, Dimension.Rate, Dimension.Latency, Dimension.Bandwidth, Dimension.Speed];

    private static Expression.Number Number(Rational value) => new(NumberText.Significant(value, 12), value);
}
