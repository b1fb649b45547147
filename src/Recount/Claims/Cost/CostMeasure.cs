using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Claims.Cost;

/// <summary>A quantity of a training run, ready to compute.</summary>
/// <param name="Pricing">The offer that its price comes from; null where none is needed.</param>
/// <param name="Assumed">What it rests on that is printed nowhere.</param>
/// <param name="Counts">The same under other conventions of counting FLOPs, in the unit in which it was published.</param>
/// <param name="Fits">How many sequences the memory holds beside the weights, where a service rests on that; else null.</param>
/// <param name="Circular">"device-hours times a power of 400 W", where no rate in that was measured; else null.</param>
/// <param name="Count">The convention by which FLOPs per token are counted; null where they are not counted.</param>
/// <param name="CountIsStated">FLOPs are not counted, or as the paper says.</param>
/// <param name="Published">Null where it is held against a limit.</param>
public sealed record CostMeasure(
    CostFormula Asked, Pricing? Pricing, IReadOnlyList<Assumption> Assumed, IReadOnlyList<(FlopCount Count, Expression Shown)> Counts,
    Expression? Fits, string? Circular, FlopCount? Count, bool CountIsStated, PrintedNumber? Published) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => Asked.Relation(Price(Pricing?.On is { } day ? Pricing.Offer.On(day)?.PerHour : null)).Numbers;

    public override bool CanBeWidened => Asked is { Limits.Count: 0, IsWhole: false };

    public override Measurement Run() => Run(new Effort(false, CancellationToken.None));

    public override Measurement Run(Effort effort)
    {
        if (Pricing is null)
        {
            return Measured(null);
        }

        // What is saved between two days is about those days, whatever day the audit is run for.
        if (Pricing is { On: { } first, Later: { } second })
        {
            return Pricing.Offer.On(first) is not { } before ? Unknown(first) : Pricing.Offer.On(second) is { } after ? Saved((before, first), (after, second)) : Unknown(second);
        }

        return (effort.PriceAsOf ?? Pricing.On) is not { } day
            ? new Measurement.Missing($"The claim names no day for the price of {Pricing.Offer.Shown}", "'on:' in the run, or --price-as-of")
            : Pricing.Offer.On(day) is { } price ? Measured((price, day))
            : Unknown(day);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check) => new CostJudge(this, claim, check).Judge((Measurement.Costed)measurement);

    /// <summary>The quantity under a convention; null where the run does not say enough for it.</summary>
    internal Measurement.Computed? CountedBy(FlopCount count) =>
        count == Count ? Asked.Relation(null).Over(n => n.Value.Interval)
        : Counts.FirstOrDefault(c => c.Count == count).Shown is { } shown ? Asked.Relation(shown, null).Over(n => n.Value.Interval) : null;

    /// <summary>The price that stands in the formula.</summary>
    internal (int Index, PrintedNumber Number)? Price(PrintedNumber? number) => Pricing is { } pricing && number is not null ? (pricing.Index, number) : null;

    private Measurement.Missing Unknown(DateOnly day) => new(
        $"No price of {Pricing!.Offer.Shown} is known for {Day.Show(day)}: {Quotes.Around(Pricing.Offer, day)}.{Quotes.Others(Pricing.Others, day)}".TrimEnd('.'),
        Quotes.Advice(Pricing.Offer, day));

    private Measurement.Costed Saved((OfferedPrice Price, DateOnly Day) before, (OfferedPrice Price, DateOnly Day) after) => new(
        Asked.Saving(Price(before.Price.PerHour)!.Value, after.Price.PerHour).Over(n => n.Value.Interval), before, [], []) { Later = after };

    private Measurement Measured((OfferedPrice Price, DateOnly Day)? quote)
    {
        var price = Price(quote?.Price.PerHour);
        return Fits is not null && Asked.At(Fits, price) is { Why: null } room && room.Middle < Rational.One
            ? new Measurement.Broken("the weights leave no room for one sequence in the memory") : new Measurement.Costed(
            Asked.Relation(price).Over(n => n.Value.Interval), quote, [.. Assumed.Select(a => Needed(a, price))],
            [.. Counts.Select(c => (c.Count, Asked.At(c.Shown, price)))]);
    }

    // What an assumed quantity has to be for the published number, or for the limit, and for all that prints so; in base units.
    private (Rational Value, Rational Low, Rational High)? Needed(Assumption assumed, (int Index, PrintedNumber Number)? price)
    {
        var (target, interval) = Published is { } published ? (published.Value.Value, published.Value.Interval)
            : Asked.Limits is [var limit] && Asked.At(limit.End, price) is { Why: null } end ? (end.Middle, null)
            : ((Rational?)null, (Interval?)null);
        if (target is null || Asked.Needs(assumed.Index, target.Value, price) is not { } value)
        {
            return null;
        }

        var scale = assumed.Quantity.Dimension == Dimension.Share ? Rational.One : assumed.Quantity.Dimension.Scale(Asked.Numbers[assumed.Index].Value.Unit.Name)!.Value;
        var ends = new[] { interval?.Lo.Value, interval?.Hi.Value }.OfType<Rational>().Select(e => Asked.Needs(assumed.Index, e, price)).OfType<Rational>().Append(value).ToList();
        return (value * scale, ends.Min() * scale, ends.Max() * scale);
    }
}
