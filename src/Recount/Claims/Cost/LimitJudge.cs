using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Cost;

/// <summary>Judges a quantity against a limit: as a comparison is judged, and told by the quantity itself.</summary>
internal sealed class LimitJudge(CostMeasure cost, RelationMeasure relation, Claim claim, (int Index, PrintedNumber Number)? price)
{
    public Judgement Judge(Measurement.Costed costed)
    {
        var judged = new ComparisonJudge(relation, claim).Judge(costed.Value);
        var asked = cost.Asked.Relation(cost.Asked.Shown, price);
        var (value, range) = asked.Over(n => n.Value.Interval).Terms[0];
        if (value.Why is not null || judged.Verdict is Verdict.NotTestable or Verdict.NotComparable or Verdict.Failed)
        {
            return judged;
        }

        var dimension = cost.Asked.Dimension;
        var shown = CostText.Show(dimension, value.Middle);
        var all = range.Outer is { Lo.Value: { } lo, Hi.Value: { } hi } ? CostText.Range(dimension, lo, hi) : "any number";
        var limits = string.Join(" and ", cost.Asked.Limits.Select(l => $"{(l.Sign == "<=" ? "at most" : "at least")} {CostText.Show(dimension, cost.Asked.At(l.End, price).Middle)}"));
        const int readable = 120;
        var formula = asked.WithNumbers() is { Length: <= readable } numbers ? numbers : $"By the laws that follow it, {cost.Asked.Gives.Key}";
        var held = $"{formula} is {shown}{(all == shown ? "" : $", and {all} over all that is allowed")}";
        var verdict = cost.Assumed.Count == 0 ? judged.Verdict : Assumed(costed, judged.Verdict);
        verdict = verdict is Verdict.Consistent && range.Outer is { Lo.Value: { } low, Hi.Value: { } high }
            ? new Verdict.Consistent($"more than {CostText.Show(dimension, (high - low) / 2, 2)} past the limit would have shown") : verdict;
        var said = verdict switch
        {
            Verdict.Consistent => $": {limits}, as claimed.",
            Verdict.Inconclusive => $"; claimed is {limits}.",
            _ => $"; claimed is {limits}, and it is not.",
        };
        var assumed = cost.Assumed.Count == 0 ? "" : $" Assumed: {CostJudge.Assumed(cost)}.{Needed(costed, verdict)}";
        var otherwise = verdict is Verdict.Inconsistent wrong ? $" {wrong.Otherwise}" : "";
        return judged with
        {
            Verdict = verdict,
            Flips = judged.Flips && verdict is Verdict.Inconsistent or Verdict.Deviates && cost.Assumed.Count == 0,
            Published = $"{cost.Asked.Gives.Key} {limits}",
            Measured = new(all == shown ? shown : $"{shown} in {all}", range.Outer),
            Reason = held + said + assumed + otherwise,
        };
    }

    // Over the whole range of what is assumed a limit holds, or never does; else it depends.
    private Verdict Assumed(Measurement.Costed costed, Verdict judged)
    {
        IEnumerable<(string Sign, Interval Outer)> Of(Measurement.Computed computed) => computed.Terms.Select((t, i) => (relation.Formula.Comparisons[i], t.Range.Outer));
        return Of(costed.Value).All(t => Sign.Always(t.Sign, t.Outer)) ? judged
            : Of(relation.Over(n => n.Value.WideInterval ?? n.Value.Interval)).Any(t => Sign.Never(t.Sign, t.Outer)) ? new Verdict.Deviates()
            : CostJudge.Open(cost);
    }

    private string Needed(Measurement.Costed costed, Verdict verdict)
    {
        var needs = cost.Assumed.Zip(costed.Needs).Select(n => CostJudge.Needs(n.First, n.Second)).OfType<string>().ToList();
        return verdict is Verdict.Consistent || needs.Count == 0 ? "" : $" The limit is met at {string.Join("; ", needs)}.";
    }
}
