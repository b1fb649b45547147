using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Findings;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Claims.Cost;

/// <summary>Judges a quantity of a run as a relation is judged, and says what it rests on: assumptions, conventions, constants, prices.</summary>
internal sealed class CostJudge(CostMeasure cost, Claim claim, Check check)
{
    public Judgement Judge(Measurement.Costed costed)
    {
        var price = cost.Price(costed.Price?.Price.PerHour);
        var relation = costed.Later is { } paid ? cost.Asked.Saving(price!.Value, paid.Price.PerHour) : cost.Asked.Relation(price);
        var judged = cost.Asked.IsWhole ? new WholeJudge(cost.Asked, relation, claim).Judge(costed.Value.Terms[0])
            : relation.Formula.IsComparison ? new LimitJudge(cost, relation, claim, price).Judge(costed)
            : new ValueJudge(relation, claim, check).Judge(costed.Value);
        judged = Supposing(cost.Assumed.Count > 0 && check.Published is not null ? Assuming(judged, costed, relation) : judged, costed);
        var notes = new List<string> { Named(judged.Reason) };
        foreach (var (seen, day) in new[] { costed.Price, costed.Later }.OfType<(OfferedPrice, DateOnly)>())
        {
            var run = cost.Asked.At(cost.Asked.Derivation.Expression, cost.Price(seen.PerHour)).Middle;
            var money = costed.Later is null ? "" : $", so that the run cost {CostText.Money(cost.Pricing!.Offer.Currency, run)}";
            notes.Add($"{cost.Pricing!.Offer.Shown} cost {seen.PerHour.Shown} {cost.Pricing.Offer.Currency} an hour on {Day.Show(day)}{money}.");
        }

        if (cost.Circular is { } product)
        {
            var fails = judged.Verdict is Verdict.Inconsistent or Verdict.Deviates ? ", and it fails" : "";
            notes.Add($"Circular: {cost.Asked.Gives.Called} here is {product}; no rate was measured, so only the multiplication is tested{fails}.");
        }

        return judged with { Reason = string.Join(' ', notes), Steps = [.. Steps(judged, costed)], RestsOn = relation.Numbers };
    }

    // A formula too long to read goes by the convention that it comes from.
    private string Named(string reason) => cost.Count is null ? reason
        : reason.Replace("The result of the formula is", $"By {cost.Count} ({cost.Count.Source}), {cost.Asked.Gives.Key} comes out at", StringComparison.Ordinal);

    /// <summary>"an MFU of 22.8 %"; null where nothing would do.</summary>
    public static string? Needs(Assumption assumed, (Rational Value, Rational Low, Rational High)? needed)
    {
        if (needed is not var (value, low, high))
        {
            return null;
        }

        var dimension = assumed.Quantity.Dimension;
        var (one, all) = (CostText.Show(dimension, value, 3), CostText.Range(dimension, low, high, 3));
        return $"{assumed.Quantity.Called} of {one}{(all == one ? "" : $" ({all})")}{(assumed.Quantity.Refuses(low, low) is null ? "" : ", which cannot be")}";
    }

    /// <summary>"an MFU of 15-30 % (what others reached)", each.</summary>
    public static string Assumed(CostMeasure cost) => string.Join(" and ", cost.Assumed.Select(a =>
        $"{a.Quantity.Called} of {cost.Asked.Numbers[a.Index].Shown}{(a.Because.Length > 0 ? $" ({a.Because})" : "")}"));

    /// <summary>What would decide a claim that rests on an assumption.</summary>
    public static Verdict.Inconclusive Open(CostMeasure cost) => new($"{string.Join(" and ", cost.Assumed.Select(a => a.Quantity.Called))}, printed or measured");

    // What fits only through something that is printed nowhere decides nothing; what misses even so, deviates.
    private Judgement Assuming(Judgement judged, Measurement.Costed costed, RelationMeasure relation)
    {
        if (judged.Verdict is Verdict.NotTestable or Verdict.NotComparable or Verdict.Failed || check.Published is not { Value: { Interval: { } interval } value } published)
        {
            return judged;
        }

        Interval Allowed(Interval all) => claim.Tolerance?.Widen(all, value) ?? all;
        var range = costed.Value.Terms[0].Range.Outer;
        var wide = relation.Over(n => n.Value.WideInterval ?? n.Value.Interval).Terms[0].Range.Outer;
        var needs = string.Join("; ", cost.Assumed.Zip(costed.Needs).Select(n => Needs(n.First, n.Second)).OfType<string>());
        var gives = $"Assuming {Assumed(cost)}, {cost.Asked.Gives.Called} comes out at {RelationText.Range(range, v => value.Show(v))}";
        var printed = $"{published.Shown} is printed{(needs.Length > 0 ? $", which needs {needs}" : "")}.";
        return !range.IsDisjointFrom(Allowed(interval)) ? judged with { Verdict = Open(cost), Reason = $"{gives}; {printed}" }
            : !wide.IsDisjointFrom(Allowed(value.WideInterval ?? interval)) ? judged with { Verdict = Open(cost), Reason = $"{gives}, unless zeros at the ends do not count; {printed}" }
            : judged with { Verdict = new Verdict.Deviates(), Reason = $"{gives}, and never at what is printed. {printed}" };
    }

    // Whoever supposes something that the paper does not say contradicts nobody.
    private Judgement Supposing(Judgement judged, Measurement.Costed costed)
    {
        var supposes = cost.Asked.Derivation.Supposes.Concat(cost.CountIsStated ? [] : ["FLOPs counted by 6ND"]).ToList();
        var fitting = check.Published is { Value: { Interval: { } interval } value } && judged.Verdict is not Verdict.Reproduced && cost.Assumed.Count == 0
            ? costed.Counts.Where(c => c.Value.Why is null && (claim.Tolerance?.Widen(interval, value) ?? interval).Contains(c.Value.Interval))
                .Select(c => $"{value.Show(c.Value.Middle)} by {c.Count} ({c.Count.Source})").Take(3).ToList()
            : [];
        if (judged.Verdict is Verdict.NotComparable || (supposes.Count == 0 && fitting.Count == 0))
        {
            return judged;
        }

        var isProof = judged.Verdict is Verdict.Inconsistent && supposes.Count > 0;
        var notes = new List<string> { isProof ? judged.Reason.Replace(((Verdict.Inconsistent)judged.Verdict).Otherwise, "", StringComparison.Ordinal).Trim() : judged.Reason };
        if (supposes.Count > 0)
        {
            notes.Add($"It supposes {string.Join(" and ", supposes)}, which the paper does not say.");
        }

        if (fitting.Count > 0)
        {
            notes.Add($"Counted otherwise it fits: {string.Join("; ", fitting)}.");
        }

        return judged with { Verdict = isProof ? new Verdict.Deviates() : judged.Verdict, Flips = judged.Flips && supposes.Count == 0, Reason = string.Join(' ', notes) };
    }

    private IEnumerable<Step> Steps(Judgement judged, Measurement.Costed costed)
    {
        foreach (var step in judged.Steps.Where(s => s.Label is not ("rule" or "verdict")))
        {
            yield return step.Label == "formula" ? step with { Text = $"{step.Text} (in base units: hours, kW, kWh, kg, FLOP/s)" } : step;
        }

        foreach (var law in cost.Asked.Derivation.Laws)
        {
            var why = string.Join("; ", new[] { law.Because, law.Supposes is null ? "" : $"supposes {law.Supposes}" }.Where(w => w.Length > 0));
            yield return new("law", $"{law.Shown}{(why.Length > 0 ? $" ({why})" : "")}");
        }

        foreach (var (assumed, needed) in cost.Assumed.Zip(costed.Needs))
        {
            var needs = Needs(assumed, needed) is { } found ? $"; it needs {found}" : "";
            yield return new("assumed", $"{assumed.Quantity.Key} {cost.Asked.Numbers[assumed.Index].Shown}: {assumed.Because}{needs}");
        }

        foreach (var (count, other) in check.Published is { Value: { } value } ? costed.Counts.Where(c => c.Value.Why is null) : [])
        {
            yield return new("counted otherwise", $"{check.Published!.Value.Show(other.Middle)} by {count}: {count.Source}");
        }

        yield return new("rule", "as for a relation; through an assumption inconclusive at best; with numbers of others, or supposing what the paper does not say, deviates at worst");
        yield return new("verdict", judged.Verdict switch
        {
            Verdict.Reproduced => "the value lies inside what was printed",
            Verdict.ReproducedByRounding by => $"the value lies outside, but {by.Witness} print the same and bring it inside",
            Verdict.Consistent possible => $"possible; power: {possible.Power}",
            Verdict.Inconsistent or Verdict.Deviates => "no numbers that were allowed give it",
            Verdict.Inconclusive open => $"open; {open.Decides} would decide it",
            Verdict.NotTestable none => $"power {none.Power}; {none.Decides} would give it some",
            _ => judged.Verdict.Word,
        });
    }
}
