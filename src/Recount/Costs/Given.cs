using Recount.Printed;
using Recount.Quantities;

namespace Recount.Costs;

/// <summary>Where a number comes from; the better known first.</summary>
public enum Origin
{
    /// <summary>Somebody said it.</summary>
    Stated,

    /// <summary>The price of an offer.</summary>
    Offer,

    /// <summary>The data sheet of an accelerator.</summary>
    Accelerator,

    /// <summary>A site of the catalog.</summary>
    Site,

    /// <summary>Nobody said it.</summary>
    Assumed,
}

/// <summary>A quantity that somebody gives: a number with everything that it can be.</summary>
/// <param name="Scale">How many base units one of its units is.</param>
/// <param name="Because">Why it is a range, or assumed; null for a number that is known.</param>
public sealed record Given(CostQuantity Quantity, PrintedNumber Number, Rational Scale, Origin Origin, string? Because)
{
    /// <summary>In base units; the middle of a range.</summary>
    public Rational Value => Number.Value.Value * Scale;

    /// <summary>All that it can be, in base units: what prints so, or the range that was given.</summary>
    public Interval Range => (Number.Value.Interval ?? Interval.Point(Number.Value.Value)).Times(Scale);

    /// <summary>The range from one end to the other, in the unit that keeps it short.</summary>
    public string Ends => Range is not { Lo.Value: { } lo, Hi.Value: { } hi } ? Number.Shown
        : Quantity.Dimension.Base.Length == 0 && Quantity.Dimension != Dimension.Share ? CostText.Compact(lo, hi, 4)
        : CostText.Range(Quantity.Dimension, lo, hi);

    /// <summary>A number of the catalog.</summary>
    public static Given Catalogued(string key, PrintedNumber number, Origin origin)
    {
        var quantity = CostQuantity.Named(key)!;
        return new(quantity, number, quantity.Dimension.Scale(number.Value.Unit.Name)!.Value, origin, null);
    }
}
