using Recount.Claims.Relation;
using Recount.Costs;
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
        var judged = cost.Asked.IsWhole ? Whole(relation, costed.Value.Terms[0])
            : relation.Formula.IsComparison ? Limited(new ComparisonJudge(relation, claim).Judge(costed.Value), relation)
            : new ValueJudge(relation, claim, check).Judge(costed.Value);
        if (cost.Assumed.Count > 0)
        {
            judged = Assuming(judged, costed);
        }

        judged = Counted(judged, costed);
        var notes = new List<string>();
        foreach (var (seen, day) in new[] { costed.Price, costed.Later }.OfType<(Costs.Catalogs.OfferedPrice, DateOnly)>())
        {
            var money = costed.Later is null ? "" : $", so that the run cost {CostText.Money(cost.Pricing!.Offer.Currency, Money(seen.PerHour))}";
            notes.Add($"{cost.Pricing!.Offer.Shown} cost {seen.PerHour.Shown} {cost.Pricing.Offer.Currency} an hour on {Day.Show(day)}{money}.");
        }

        if (cost.Circular is { } product)
        {
            notes.Add($"Circular: {cost.Asked.Gives.Called} here is {product}; no rate was measured, so only the multiplication is tested.");
        }

        return judged with { Reason = string.Join(' ', [judged.Reason, .. notes]), Steps = [.. Steps(judged.Steps, costed)], RestsOn = relation.Numbers };
    }

    // A comparison says how far apart the sides are; here the quantity itself is of interest.
    private Judgement Limited(Judgement judged, RelationMeasure relation)
    {
        var asked = cost.Asked.Relation(cost.Asked.Shown, null);
        var (value, range) = asked.Over(n => n.Value.Interval).Terms[0];
        if (value.Why is not null || range.Outer is not { Lo.Value: { } lo, Hi.Value: { } hi })
        {
            return judged;
        }

        var dimension = cost.Asked.IsRatio ? Dimension.Count : cost.Asked.Gives.Dimension;
        var (shown, all) = (CostText.Show(dimension, value.Middle), CostText.Range(dimension, lo, hi));
        var limits = string.Join(" and ", cost.Asked.Limits.Select(l => $"{(l.Sign == "<=" ? "at most" : "at least")} {Limit(l.End, dimension)}"));
        var held = $"{asked.WithNumbers()} is {shown}{(all == shown ? "" : $", and {all} over all numbers that print so")}";
        var reason = judged.Verdict switch
        {
            Verdict.Consistent => $"{held}: {limits}, as claimed.",
            Verdict.Inconclusive => $"{held}; claimed is {limits}.",
            _ => judged.Reason,
        };
        return judged with { Published = $"{cost.Asked.Gives.Key} {limits}", Measured = new(all == shown ? shown : $"{shown} in {all}", range.Outer), Reason = reason };
    }

    private Rational Money(Printed.PrintedNumber price)
    {
        var relation = cost.Asked.Relation(cost.Asked.Derivation.Expression, cost.Price(price));
        return Reading.Of(relation.Terms[0], [.. relation.Printed.Select(Exact.Of)]).Middle;
    }

    private string Limit(Expression end, Dimension dimension)
    {
        var limit = cost.Asked.Relation(end, null);
        var value = Reading.Of(limit.Terms[0], [.. limit.Printed.Select(Exact.Of)]);
        return limit.Terms[0] is Expression.Input ? limit.WithNumbers() : $"{limit.WithNumbers()} ({CostText.Show(dimension, value.Middle)})";
    }

    private Judgement Whole(RelationMeasure relation, (Exact Value, Enclosure Range) found)
    {
        var formula = relation.WithNumbers();
        var unit = cost.Asked.Gives.Dimension.Base;
        var shown = $"{NumberText.Significant(found.Value.Middle, 6)}{(unit.Length == 0 ? "" : $" {unit}")}";
        var (verdict, reason) = found switch
        {
            ({ Why: { } why }, _) => ((Verdict)new Verdict.Failed(why.Reason), $"{formula} has no value: {why.Reason}."),
            (_, { Outer.IsPoint: false }) => (new Verdict.NotTestable("none: the numbers are rounded", "numbers that are declared 'exact'"), $"{formula} is {shown}, of rounded numbers."),
            ({ Middle.IsWhole: true }, _) => (new Verdict.Consistent("a number off by one would have shown"), $"{formula} is {shown}, a whole number."),
            _ => (new Verdict.Deviates(), $"{formula} is {shown}, no whole number."),
        };
        return new(verdict, $"{cost.Asked.Gives.Key} a whole number", null, unit, new(shown, found.Range.Outer), reason,
            [.. RelationText.Inputs(relation), new("formula", relation.WithNames()), new("verdict", reason)]);
    }

    // What fits only through something that is printed nowhere decides nothing; what misses even so, deviates.
    private Judgement Assuming(Judgement judged, Measurement.Costed costed)
    {
        if (judged.Verdict is Verdict.NotTestable or Verdict.NotComparable or Verdict.Failed or Verdict.Consistent)
        {
            return judged;
        }

        var names = string.Join(" and ", cost.Assumed.Select(a => a.Assumption.Quantity.Called));
        var assumed = string.Join(" and ", cost.Assumed.Select(a =>
            $"{a.Assumption.Quantity.Called} of {cost.Asked.Numbers[a.Assumption.Index].Shown} ({a.Assumption.Because})"));
        var needs = string.Join("; ", cost.Assumed.Zip(costed.Needs).Select(n => Needs(n.First.Assumption, n.Second)).OfType<string>());
        if (check.Published is not { Value: { Interval: { } interval } value } published)
        {
            return judged with { Verdict = new Verdict.Inconclusive($"{names}, printed or measured"), Reason = $"{judged.Reason} Assumed: {assumed}.", Flips = false };
        }

        var range = costed.Value.Terms[0].Range.Outer;
        var gives = $"Assuming {assumed}, {cost.Asked.Gives.Called} {(cost.Asked.IsRatio ? "is a share of" : "is")} {RelationText.Range(range, v => value.Show(v))}";
        return range.IsDisjointFrom(claim.Tolerance?.Widen(interval, value) ?? interval)
            ? judged with { Verdict = new Verdict.Deviates(), Reason = $"{gives}, and {value.Text} is printed.{(needs.Length > 0 ? $" It needs {needs}." : "")}" }
            : judged with
            {
                Verdict = new Verdict.Inconclusive($"{names}, printed or measured"),
                Reason = $"{gives}. {published.Shown} is among that, and {(needs.Length > 0 ? $"needs {needs}" : "nothing printed decides it")}.",
            };
    }

    private static string? Needs(Assumption assumed, Measurement.Computed? needed)
    {
        if (needed?.Terms[0] is not ({ Why: null } value, var range))
        {
            return null;
        }

        var dimension = assumed.Quantity.Dimension;
        var one = CostText.Show(dimension, value.Middle, 3);
        var all = range.Outer is { Lo.Value: { } lo, Hi.Value: { } hi } ? CostText.Range(dimension, lo, hi, 3) : one;
        return $"{assumed.Quantity.Called} of {one}{(all == one ? "" : $" ({all})")}";
    }

    // FLOPs per token are counted in several ways; where the paper does not say how, a miss contradicts nobody.
    private Judgement Counted(Judgement judged, Measurement.Costed costed)
    {
        if (judged.Verdict is Verdict.Reproduced || check.Published is not { Value: { } value } || value.Interval is not { } interval)
        {
            return judged;
        }

        var fitting = costed.Counts.Where(c => c.Value.Why is null && (claim.Tolerance?.Widen(interval, value) ?? interval).Contains(c.Value.Interval)).Take(3).ToList();
        var ours = judged.Verdict is Verdict.Inconsistent && !cost.CountIsStated;
        var notes = new List<string> { ours && judged.Verdict is Verdict.Inconsistent wrong ? judged.Reason.Replace(wrong.Otherwise, "").TrimEnd() : judged.Reason };
        if (ours)
        {
            notes.Add("FLOPs are counted by 6ND here, which the paper does not say of its own.");
        }

        if (fitting.Count > 0)
        {
            notes.Add($"Counted otherwise it fits: {string.Join("; ", fitting.Select(c => $"{value.Show(c.Value.Middle)} by {c.Count} ({c.Count.Source})"))}.");
        }
        else if (ours && costed.Counts.Where(c => c.Value.Why is null).ToList() is { Count: > 0 } others)
        {
            notes.Add($"Counted otherwise it does not fit either: {string.Join("; ", others.Take(3).Select(c => $"{value.Show(c.Value.Middle)} by {c.Count}"))}.");
        }

        return judged with { Verdict = ours ? new Verdict.Deviates() : judged.Verdict, Reason = string.Join(' ', notes) };
    }

    private IEnumerable<Step> Steps(IReadOnlyList<Step> relation, Measurement.Costed costed)
    {
        foreach (var step in relation.SkipLast(1))
        {
            yield return step.Label == "formula" ? step with { Text = $"{step.Text} (in base units: hours, kW, kWh, kg, FLOP/s)" } : step;
        }

        foreach (var law in cost.Asked.Derivation.Laws)
        {
            yield return new("law", $"{law.Shown}{(law.Because.Length > 0 ? $" ({law.Because})" : "")}");
        }

        foreach (var (assumed, needed) in cost.Assumed.Zip(costed.Needs).Select(n => (n.First.Assumption, n.Second)))
        {
            var needs = Needs(assumed, needed) is { } found ? $"; the published number needs {found}" : "";
            yield return new("assumed", $"{assumed.Quantity.Key} {cost.Asked.Numbers[assumed.Index].Shown}: {assumed.Because}{needs}");
        }

        if (check.Published is { Value: { } value })
        {
            foreach (var (count, other) in costed.Counts.Where(c => c.Value.Why is null))
            {
                yield return new("counted otherwise", $"{value.Show(other.Middle)} by {count}: {count.Source}");
            }
        }

        yield return relation[^1];
    }
}
