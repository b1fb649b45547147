using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Costs.Pricing;

/// <summary>What somebody wants priced: what is known of a run, on which offers, on which days.</summary>
/// <param name="Known">Given and assumed numbers; a price among them stands for all offers.</param>
/// <param name="Asked">Quantities to tell, the one that lines are ordered by first.</param>
/// <param name="Accelerator">Only offers of this one; with a price that was given, the one that it is for. Null: any.</param>
/// <param name="Format">The number format whose peak counts; null: the 16-bit one.</param>
/// <param name="Offers">Only these; none: all.</param>
/// <param name="Published">What a paper says that the first quantity is; or null.</param>
public sealed record PriceQuestion(
    IReadOnlyList<Given> Known, IReadOnlyList<Law> Laws, IReadOnlyList<CostQuantity> Asked, Accelerator? Accelerator, string? Format, IReadOnlyList<Offer> Offers,
    IReadOnlyList<DateOnly> Days, string Currency, Given? Published)
{
    /// <summary>How the reason begins why a batch is smaller than it was given.</summary>
    internal const string Cut = "no more than";

    private const string Unnamed = "an accelerator";

    private static readonly CostQuantity Price = CostQuantity.Named("price")!, Batch = CostQuantity.Named("batch")!;

    /// <summary>Everything that can be told from a catalog.</summary>
    public PriceAnswer Answer(Catalog catalog)
    {
        var lines = new List<PriceLine>();
        var unpriced = new List<(Offer, DateOnly)>();
        if (Known.Any(g => g.Quantity == Price))
        {
            lines.Add(Line(null, null, Accelerator, Currency, new(Known, Laws)));
        }
        else
        {
            foreach (var day in Days)
            {
                foreach (var offer in Offers.Count > 0 ? Offers : [.. catalog.Offers.Values.Where(o => Accelerator is null || o.Accelerator == Accelerator.Name)])
                {
                    if (offer.On(day) is not { } price)
                    {
                        unpriced.Add((offer, day));
                    }
                    else
                    {
                        var given = new Given(Price, price.PerHour, Rational.One / offer.Accelerators, null);
                        lines.Add(Line(offer, day, catalog.Accelerators[offer.Accelerator], offer.Currency, new([.. Known, given], Laws)));
                    }
                }
            }
        }

        var ordered = lines.OrderBy(l => l.Main is null).ThenBy(l => l.Main?.Value.Middle ?? Rational.Zero).ToList();
        var first = ordered.FirstOrDefault(l => l.Main is not null);
        return new(Asked, ordered, unpriced, first?.Estimation.Swings(Asked[0]) ?? [], first is null ? [] : [.. Needs(first.Estimation)]);
    }

    private PriceLine Line(Offer? offer, DateOnly? day, Accelerator? accelerator, string currency, Estimation estimation)
    {
        var whole = accelerator is null ? estimation : estimation with { Givens = [.. estimation.Givens, .. Catalogued(accelerator, estimation)] };

        // A replica takes a whole instance where nothing else is said, and no batch is larger than its memory holds.
        if (whole.Givens.Any(g => g.Quantity == Batch))
        {
            if (offer is not null && whole.Givens.All(g => g.Quantity.Key != "devices"))
            {
                whole = whole.With(Defaults.Read(CostQuantity.Named("devices")!, $"{offer.Accelerators}", null)!);
            }

            whole = Held(whole, out var fits);
            if (!fits)
            {
                return new(offer, day, accelerator?.Name ?? Unnamed, currency, whole, [.. Asked.Select(_ => (Estimate?)null)]);
            }
        }

        return new(offer, day, accelerator?.Name ?? Unnamed, currency, whole, [.. Asked.Select(whole.Of)]);
    }

    // The batch, cut to what the memory holds.
    private static Estimation Held(Estimation estimation, out bool fits)
    {
        var largest = estimation.Of(CostQuantity.Named("largest-batch")!)?.Value.Middle.Floor();
        fits = largest is null || largest >= 1;
        var batch = estimation.Givens.First(g => g.Quantity == Batch);
        return !fits || largest is null || batch.Range.Hi.Value is not { } high || high <= new Rational(largest.Value, 1) ? estimation
            : estimation.With(Defaults.Read(
                Batch, batch.Range.Lo.Value is { } low && low < new Rational(largest.Value, 1) ? $"{low}-{largest}" : $"{largest}", $"{Cut} {largest} fit into the memory")!);
    }

    // What the data sheet says, where nothing else was said.
    private IEnumerable<Given> Catalogued(Accelerator accelerator, Estimation estimation) =>
        new (string Key, PrintedNumber? Number)[] { ("peak", accelerator.Peak(Format)), ("power", accelerator.Power), ("memory", accelerator.Memory), ("bandwidth", accelerator.Bandwidth) }
            .Where(c => c.Number is not null).Select(c => (Quantity: CostQuantity.Named(c.Key)!, Number: c.Number!))
            .Where(c => estimation.Givens.All(g => g.Quantity != c.Quantity))
            .Select(c => new Given(c.Quantity, c.Number, c.Quantity.Dimension.Scale(c.Number.Value.Unit.Name)!.Value, null));

    private IEnumerable<(Given Assumed, Estimate Needed)> Needs(Estimation estimation)
    {
        if (Published is null)
        {
            yield break;
        }

        // Only what the quantity rests on can be what it needs.
        var used = estimation.Of(Asked[0])!.Derivation.Used;
        foreach (var assumed in estimation.Givens.Where(g => g.Because is not null && used.Contains(g.Quantity.Name)))
        {
            var turned = estimation with { Givens = [.. estimation.Givens.Where(g => g != assumed), Published] };
            if (turned.Of(assumed.Quantity) is { } needed)
            {
                yield return (assumed, needed);
            }
        }
    }
}
