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

        // What would only repeat an assumption is not told.
        var told = Asked.Select((q, i) => (Quantity: q, Index: i)).Where(q => q.Index == 0 || lines.Any(l => !IsAssumption(l, l.Estimates[q.Index]))).ToList();
        var asked = told.Select(q => q.Quantity).ToList();
        var ordered = lines.Select(l => l with { Estimates = [.. told.Select(q => l.Estimates[q.Index])] })
            .OrderBy(l => l.Main is null).ThenBy(l => l.Main?.Value.Middle ?? Rational.Zero).ToList();
        if (ordered is not [{ Main: { } main } first, ..])
        {
            return new(asked, ordered, unpriced, [], [], []);
        }

        return new(asked, ordered, unpriced, first.Estimation.Swings(asked[0]), [.. Needs(first, main)], Unused(first));
    }

    private static bool IsAssumption(PriceLine line, Estimate? estimate) =>
        estimate is { Derivation.Laws.Count: 0 } && line.Estimation.Givens.Any(g => g.Quantity == estimate.Quantity && g.Origin == Origin.Assumed);

    private IEnumerable<Need> Needs(PriceLine line, Estimate main)
    {
        // The number as it stands, or both ends of a range.
        if (Published is null || Defaults.Read(Published.Quantity, Published.Number.Value.Text) is not { Range: { Lo.Value: { } low, Hi.Value: { } high } })
        {
            yield break;
        }

        foreach (var given in line.Estimation.Givens.Where(g => (g.Because is not null || g.Quantity.Key == Price) && main.Derivation.Used.Contains(g.Quantity.Name)))
        {
            yield return new(given, line.Estimation.Needs(given, Asked[0], low), line.Estimation.Needs(given, Asked[0], high));
        }
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

        var isWithoutPeak = accelerator is not null && estimation.Givens.All(g => g.Quantity.Key != "peak");
        var estimates = Asked.Select(estimation.Of).ToList();
        var obstacle = isService && estimation.Of(CostQuantity.Named("largest-batch")!) is { Range.Lo.Value: { } least } batch && least < Rational.One
            ? batch.Range.Hi.Value >= Rational.One ? "not everything in these ranges fits into its memory" : TooLarge(estimation)
            : estimates[0] is not null ? null
            : isWithoutPeak ? $"the catalog has no {Format ?? "16-bit"} peak of it"
            : "too little is known of it";
        return new(offer, day, accelerator?.Name ?? "an accelerator", offer?.Currency ?? Currency, estimation, estimates, obstacle)
        {
            IsWithoutPeak = isWithoutPeak && estimates[0] is null,
        };
    }

    // A number that changes nothing that was asked: others say the same, or something else.
    private static List<(Given Given, Estimate? Otherwise)> Unused(PriceLine line)
    {
        var used = line.Estimates.OfType<Estimate>().SelectMany(e => e.Derivation.Used).ToHashSet(StringComparer.Ordinal);
        return [.. line.Estimation.Givens.Where(g => g.Origin == Origin.Stated && !used.Contains(g.Quantity.Name)).Select(g => (g, line.Estimation.Otherwise(g)))];
    }

    private static string TooLarge(Estimation estimation)
    {
        Rational? Middle(string key) => estimation.Of(CostQuantity.Named(key)!)?.Value.Middle;
        return Middle("weights") is { } weights && Middle("memory") * Middle(Devices) * Middle("usable") is { } room
            ? $"no sequence fits beside {CostText.Show(Dimension.Memory, weights, 3)} of weights into {CostText.Show(Dimension.Memory, room, 3)} of usable memory"
            : "no sequence fits into its memory";
    }
}
