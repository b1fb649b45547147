using Recount.Costs.Catalogs;
using Recount.Quantities;

namespace Recount.Costs.Pricing;

/// <summary>What somebody wants priced: what is known of a run, on which offers, on which days.</summary>
/// <param name="Known">Given and assumed numbers; a price among them stands for all offers.</param>
/// <param name="Asked">Quantities to tell, the one that lines are ordered by first.</param>
/// <param name="Accelerator">With a price that was given, the one that it is for. Null: none.</param>
/// <param name="Format">The number format whose peak counts; null: the 16-bit one.</param>
/// <param name="Site">Where the PUE and the carbon intensity among the known numbers come from; or null.</param>
/// <param name="Offers">Those that are asked about.</param>
/// <param name="Currency">Of all money that was given.</param>
/// <param name="Published">What a paper says that the first quantity is; or null.</param>
public sealed record PriceQuestion(
    IReadOnlyList<Given> Known, IReadOnlyList<Law> Laws, IReadOnlyList<CostQuantity> Asked, Accelerator? Accelerator, string? Format, Site? Site, IReadOnlyList<Offer> Offers,
    IReadOnlyList<DateOnly> Days, string Currency, Given? Published)
{
    private const string Price = "price", Batch = "batch", Devices = "devices";

    /// <summary>Everything that can be told from a catalog.</summary>
    public PriceAnswer Answer(Catalog catalog)
    {
        var lines = new List<PriceLine>();
        var unpriced = new List<(Offer, DateOnly)>();
        if (Known.Any(g => g.Quantity.Key == Price))
        {
            lines.Add(Line(null, null, Accelerator, new(Known, Laws)));
        }
        else
        {
            foreach (var (offer, day) in Days.SelectMany(d => Offers.Select(o => (o, d))))
            {
                if (offer.On(day) is not { } price)
                {
                    unpriced.Add((offer, day));
                    continue;
                }

                var whole = Given.Catalogued(Price, price.PerHour, Origin.Offer);
                lines.Add(Line(offer, day, catalog.Accelerators[offer.Accelerator], new([.. Known, whole with { Scale = Rational.One / offer.Accelerators }], Laws)));
            }
        }

        var ordered = lines.OrderBy(l => l.Main is null).ThenBy(l => l.Main?.Value.Middle ?? Rational.Zero).ToList();
        return ordered is not [{ Main: { } main } first, ..] ? new(Asked, ordered, unpriced, [], [], []) : new(
            Asked, ordered, unpriced, first.Estimation.Swings(Asked[0]),
            Published is null ? [] : [.. first.Estimation.Givens.Where(g => g.Because is not null && main.Derivation.Used.Contains(g.Quantity.Name))
                .Select(g => (g, first.Estimation.Needs(g, Asked[0], Published.Value)))],
            [.. Unused(first)]);
    }

    private PriceLine Line(Offer? offer, DateOnly? day, Accelerator? accelerator, Estimation estimation)
    {
        if (accelerator is not null)
        {
            var sheet = new[] { ("peak", accelerator.Peak(Format)), ("power", accelerator.Power), ("memory", accelerator.Memory), ("bandwidth", accelerator.Bandwidth) }
                .Where(s => s.Item2 is not null).Select(s => Given.Catalogued(s.Item1, s.Item2!, Origin.Accelerator)).Where(s => estimation.Givens.All(g => g.Quantity != s.Quantity));
            estimation = estimation with { Givens = [.. estimation.Givens, .. sheet] };
        }

        // A replica takes a whole instance where nothing else is said.
        var isService = estimation.Givens.Any(g => g.Quantity.Key == Batch);
        if (isService && offer is not null && estimation.Givens.All(g => g.Quantity.Key != Devices))
        {
            estimation = estimation.With(Defaults.Read(CostQuantity.Named(Devices)!, $"{offer.Accelerators}")!);
        }

        var estimates = Asked.Select(estimation.Of).ToList();
        var obstacle = isService && estimation.Of(CostQuantity.Named("largest-batch")!) is { Range.Lo.Value: { } least } batch && least < Rational.One
            ? batch.Range.Hi.Value < Rational.One ? "the weights do not fit into its memory" : "not everything in these ranges fits into its memory"
            : estimates[0] is null ? "too little is known of it" : null;
        return new(offer, day, accelerator?.Name ?? "an accelerator", offer?.Currency ?? Currency, estimation, estimates, obstacle);
    }

    // A number that changes nothing that was asked: others say the same, or something else.
    private static IEnumerable<(Given Given, Estimate? Otherwise)> Unused(PriceLine line)
    {
        var used = line.Estimates.OfType<Estimate>().SelectMany(e => e.Derivation.Used).ToHashSet(StringComparer.Ordinal);
        return line.Estimation.Givens.Where(g => g.Origin == Origin.Stated && !used.Contains(g.Quantity.Name)).Select(g => (g, line.Estimation.Without(g).Of(g.Quantity)));
    }
}
