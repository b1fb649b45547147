using Recount.Printed;
using Recount.Quantities;

namespace Recount.Costs;

/// <summary>A quantity that somebody gives: a number with everything that it can be.</summary>
/// <param name="Scale">How many base units one of its units is.</param>
/// <param name="Because">Why it is assumed; null where it was given or is catalogued.</param>
public sealed record Given(CostQuantity Quantity, PrintedNumber Number, Rational Scale, string? Because)
{
    /// <summary>In base units.</summary>
    public Rational Value => Number.Value.Value * Scale;

    /// <summary>All that it can be, in base units: what prints so, or the range that was given.</summary>
    public Interval Range => (Number.Value.Interval ?? Interval.Point(Number.Value.Value)).Times(Scale);

    /// <summary>The range from one end to the other, in the unit that keeps it short.</summary>
    public string Ends => Range is not { Lo.Value: { } lo, Hi.Value: { } hi } ? Number.Shown
        : Quantity.Dimension.Base.Length == 0 && Quantity.Dimension != Dimension.Share ? CostText.Compact(lo, hi, 4)
        : CostText.Range(Quantity.Dimension, lo, hi);
}
