using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Claims.Cost;

/// <summary>A quantity of a training run, ready to compute.</summary>
/// <param name="Pricing">The offer that its price comes from; null where none is needed.</param>
/// <param name="Assumed">What it rests on that is printed nowhere, each with the formula for what it would have to be, over the run's numbers and the published one.</param>
/// <param name="Counts">The same under other conventions of counting FLOPs, in the unit in which it was published.</param>
/// <param name="Circular">"device-hours times a power of 400 W", where no rate in that was measured; else null.</param>
/// <param name="Published">Null where it is held against a limit.</param>
/// <param name="Count">The convention by which FLOPs per token are counted; null where they are not counted.</param>
/// <param name="CountIsStated">FLOPs are not counted, or as the paper says.</param>
public sealed record CostMeasure(
    CostFormula Asked, Pricing? Pricing, IReadOnlyList<(Assumption Assumption, Expression? Needed)> Assumed, IReadOnlyList<(FlopCount Count, Expression Shown)> Counts,
    string? Circular, FlopCount? Count, bool CountIsStated, PrintedNumber? Published) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => Asked.Relation(Price(Pricing?.On is { } day ? Pricing.Offer.On(day)?.PerHour : null)).Numbers;

    public override bool CanBeWidened => Asked.Limits.Count == 0;

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
    internal Measurement.Computed? CountedBy(FlopCount count) => Pricing is not null ? null
        : count == Count ? Asked.Relation(null).Run() as Measurement.Computed
        : Counts.FirstOrDefault(c => c.Count == count).Shown is { } shown ? Asked.Relation(shown, null).Over(n => n.Value.Interval) : null;

    /// <summary>The price that stands in the formula.</summary>
    internal (int Index, PrintedNumber Number)? Price(PrintedNumber? number) => Pricing is { } pricing && number is not null ? (pricing.Index, number) : null;

    private Measurement.Missing Unknown(DateOnly day) => new(
        $"No price of {Pricing!.Offer.Shown} is known for {Day.Show(day)}: {Quotes.Around(Pricing.Offer, day)}.{Quotes.Others(Pricing.Others, day)}".TrimEnd('.'),
        Quotes.Advice(Pricing.Offer, day));

    private Measurement.Costed Saved((OfferedPrice Price, DateOnly Day) before, (OfferedPrice Price, DateOnly Day) after) => new(
        Asked.Saving(Price(before.Price.PerHour)!.Value, after.Price.PerHour).Over(n => n.Value.Interval), before, [], []) { Later = after };

    private Measurement.Costed Measured((OfferedPrice Price, DateOnly Day)? quote)
    {
        var price = Price(quote?.Price.PerHour);
        return new(
            Asked.Relation(price).Over(n => n.Value.Interval), quote,
            [.. Assumed.Select(a => a.Needed is null ? null : Asked.Relation(a.Needed, price, Published).Over(n => n.Value.Interval))],
            [.. Counts.Select(c => (c.Count, Asked.Relation(c.Shown, price).Over(n => n.Value.Interval).Terms[0].Value))]);
    }
}
