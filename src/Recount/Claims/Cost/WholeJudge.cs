using Recount.Claims.Relation;
using Recount.Findings;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Cost;

/// <summary>Judges whether a quantity is a whole number, such as hours of so many devices.</summary>
internal sealed class WholeJudge(CostFormula asked, RelationMeasure relation, Claim claim)
{
    public Judgement Judge((Exact Value, Enclosure Range) found)
    {
        var formula = relation.WithNumbers();
        var unit = asked.Gives.Dimension.Base;
        var shown = found.Value.Why is null ? $"{NumberText.Significant(found.Value.Middle, 6)}{(unit.Length == 0 ? "" : $" {unit}")}" : "";
        var isRounded = relation.Numbers.Any(n => n.Value.Interval is not { IsPoint: true });
        var (verdict, reason) = found switch
        {
            ({ Why: { } why }, _) => ((Verdict)new Verdict.Failed(why.Reason), $"{formula} has no value: {why.Reason}."),
            _ when isRounded => (new Verdict.NotTestable("none: the numbers are rounded", "numbers that are declared 'exact'"), $"{formula} is {shown}, of rounded numbers."),
            ({ Middle.IsWhole: true }, _) => (new Verdict.Consistent("a number off by one would have shown"), $"{formula} is {shown}, a whole number."),
            _ when claim.Differs is { } differs => (new Verdict.NotComparable(shown), $"{formula} is {shown}, no whole number; it need not be one: {differs}."),
            _ => (new Verdict.Deviates(), $"{formula} is {shown}, no whole number."),
        };
        return new(verdict, $"{asked.Gives.Key} a whole number", null, unit, found.Value.Why is null ? new(shown, found.Range.Outer) : null, reason,
            [.. RelationText.Inputs(relation), new("formula", relation.WithNames())]);
    }
}
