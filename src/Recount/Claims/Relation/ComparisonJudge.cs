using Recount.Findings;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Relation;

/// <summary>Judges a comparison: an identity such as b = 1 - a, or an ordering such as a.low &lt;= a &lt;= a.high.</summary>
internal sealed class ComparisonJudge(RelationMeasure relation, Claim claim)
{
    private IReadOnlyList<string> Signs => relation.Formula.Comparisons;

    public Judgement Judge(Measurement.Computed computed)
    {
        if (relation.Numbers.FirstOrDefault(n => n.Value.Interval is null) is { } vague)
        {
            return With(new Verdict.NotTestable("none: an input names no limits", $"a 'margin:' or a 'bound:' for {vague.Label}"), computed,
                $"The comparison uses {vague.Label} = {vague.Value.Text}, which names no limits.");
        }

        if (computed.Terms.FirstOrDefault(t => t.Value.Why is not null).Value?.Why is { } why)
        {
            return With(why.BeyondLimits
                ? new Verdict.NotTestable("none: the arithmetic is bounded", "a formula with smaller numbers")
                : new Verdict.Failed(why.Reason), computed, $"{relation.WithNumbers()} cannot be compared: {why.Reason}.");
        }

        if (claim.Differs is { } differs)
        {
            return computed.Terms.All(t => t.Value.Low == t.Value.High && t.Value.Low.Sign == 0)
                ? With(new Verdict.NotComparable(Span()), computed, $"{Sides(" and ")} are the same, though they need not be: {differs}.")
                : With(new Verdict.NotComparable(Span()), computed, $"{Sides(" against ")}; they need not agree: {differs}.");
        }

        var broken = Enumerable.Range(0, Signs.Count).Where(i => Sign.Never(Signs[i], computed.Terms[i].Range.Outer)).ToList();
        if (broken.Count > 0)
        {
            // Of several, one that decides something says more than an identity.
            return Broken(broken.OrderBy(i => Signs[i] is "=" or "!=").First(), computed);
        }

        var power = $"a difference of more than {Largest(computed)} would have shown";
        if (Enumerable.Range(0, Signs.Count).All(i => Sign.Always(Signs[i], computed.Terms[i].Range.Outer)))
        {
            return With(new Verdict.Consistent(power), computed, $"{Sides()}: true for all numbers that print so.");
        }

        if (computed.Terms.Any(t => !t.Range.Outer.IsBounded))
        {
            return With(new Verdict.NotTestable("none: the difference can take any size", RelationText.Decides(relation, relation.Terms[0])), computed,
                $"{Sides()}, but over all numbers that print so the difference can take any size.");
        }

        if (Enumerable.Range(0, Signs.Count).All(i => Sign.Holds(Signs[i], computed.Terms[i].Value)))
        {
            return With(new Verdict.Consistent(power), computed, $"{Sides()}: true as printed.");
        }

        // Not true as printed, yet not impossible. A tie between a number rounded up and one rounded down is no agreement.
        if (Signs is ["="] && Sign.Changes(computed.Terms[0].Range) && !RelationText.FitsOneRule(relation, null, (computed, _) => Possible(computed)))
        {
            return With(new Verdict.Inconclusive("how each of the numbers was rounded"), computed,
                $"{Sides()}: not equal as printed, and equal only if from one tie a number was rounded up and another down.");
        }

        return Signs is ["="] && Sign.Changes(computed.Terms[0].Range)
            ? With(new Verdict.Consistent(power), computed, $"{Sides()}: not equal as printed, but numbers that print so can be{Rounded(computed)}.")
            : With(new Verdict.Inconclusive(RelationText.Decides(relation, relation.Terms[0])), computed,
                $"{Sides()}: not true as printed, but numbers that print so can make it true; the printed digits do not decide it.");
    }

    private Judgement Broken(int at, Measurement.Computed computed)
    {
        var (left, right) = (Side(relation.Formula.Terms[at]), Side(relation.Formula.Terms[at + 1]));
        var over = $"{left} is not {Word(Signs[at])}{right}: over all numbers that print so it is {Gap(computed.Terms[at].Range.Outer)}";
        var wide = relation.Over(n => n.Value.WideInterval ?? n.Value.Interval);
        if (relation.Numbers.Any(n => n.Value.WideInterval is not null) && Possible(wide))
        {
            var open = string.Join(" and ", relation.Numbers.Where(n => n.Value.WideInterval is not null).Select(n => $"{n.Label} {n.Shown}").Distinct().Take(3));
            return With(new Verdict.Inconclusive($"the number of significant digits of {open}"), computed,
                $"{over}. It can hold only if the zeros at the end of {open} are not significant digits.");
        }

        var flips = Signs[at] is not ("=" or "!=");
        var byThese = flips ? " By these numbers the statement is false." : "";
        if (relation.Numbers.FirstOrDefault(n => n.Elsewhere) is { } foreign)
        {
            return With(new Verdict.Deviates(), computed, $"{over}, computed from numbers of {foreign.Source?.TrimEnd('.')}.{byThese}", flips);
        }

        if (RelationText.Assumed(relation.Numbers) is { } assumed)
        {
            return With(new Verdict.Deviates(), computed, $"{over}{assumed}{byThese}", flips);
        }

        var decision = flips ? " The statement is false as printed." : "";
        var rescue = RelationText.Rescue(relation, null, (other, _) => Possible(other));
        var otherwise = $"One of these must be otherwise: {RelationText.InputNames(relation, relation.Terms[at])}, the relation, or the rounding. {rescue}";
        return With(new Verdict.Inconsistent(otherwise), computed, $"{over}.{decision} {otherwise}", flips);
    }

    private bool Possible(Measurement.Computed computed) => !Enumerable.Range(0, Signs.Count).Any(i => Sign.Never(Signs[i], computed.Terms[i].Range.Outer));

    private Judgement With(Verdict verdict, Measurement.Computed computed, string reason, bool flips = false)
    {
        var shown = computed.Terms.All(t => t.Value.Why is null)
            ? new Measured(string.Join("; ", computed.Terms.Select(Shown)), computed.Terms[0].Range.Outer)
            : null;
        return new(verdict, Claimed(), null, "", shown, reason, [.. Steps(verdict, computed)], flips);
    }

    private string Shown((Exact Value, Enclosure Range) term) =>
        $"difference {Difference(term.Value.Middle)}{(term.Range.Outer.IsPoint ? "" : $" in {RelationText.Range(term.Range.Outer, Difference)}")}";

    private IEnumerable<Step> Steps(Verdict verdict, Measurement.Computed computed)
    {
        yield return new("claimed", relation.WithNames());
        foreach (var step in RelationText.Inputs(relation))
        {
            yield return step;
        }

        yield return new("at the printed digits", relation.WithNumbers());
        foreach (var (term, (value, range)) in relation.Terms.Zip(computed.Terms))
        {
            yield return new("difference",
                $"{term.Print(i => relation.Numbers[i].Label)} = {(value.Why is { } why ? $"no value, {why.Reason}" : Difference(value.Middle))}; " +
                $"over the rounding {RelationText.Range(range.Outer, Difference)}{RelationText.NotExcluded(range)}");
        }

        yield return new("rule", Signs is ["="]
            ? "equal for numbers that print so: consistent; for none of them: inconsistent"
            : "true as printed: consistent; only for other numbers that print the same: inconclusive; for none of them: inconsistent");
        yield return new("verdict", verdict switch
        {
            Verdict.Consistent possible => $"possible; power: {possible.Power}",
            Verdict.Inconsistent or Verdict.Deviates => "no numbers that print so make it true",
            Verdict.Inconclusive open => $"open; {open.Decides} would decide it",
            Verdict.NotTestable none => $"power {none.Power}; {none.Decides} would give it some",
            _ => verdict.Word,
        });
    }

    // What the claim compares, with the numbers in.
    private string Claimed() => relation.WithNumbers();

    // Each side with its value where it is more than a printed number, joined by the signs or by another word.
    private string Sides(string? joint = null)
    {
        var sides = relation.Formula.Terms.Select(Side).ToList();
        var sentence = sides[0];
        for (var i = 0; i < Signs.Count; i++)
        {
            sentence += $"{joint ?? $" {Signs[i]} "}{sides[i + 1]}";
        }

        return sentence;
    }

    private string Side(Expression side)
    {
        if (side is Expression.Input input)
        {
            var number = relation.Numbers[input.Index];
            return PlacesTell ? $"{number.Shown} ({number.At})" : number.Label == number.Shown ? number.Shown : $"{number.Label} {number.Shown}";
        }

        var text = relation.WithNumbers(side);
        var value = Reading.Of(side, [.. relation.Printed.Select(Exact.Of)]);
        return side is Expression.Number || value.Why is not null ? text : $"{text} ({Show(value.Middle)})";
    }

    // One number printed in different places: the places say more than the names that the spec gives them.
    private bool PlacesTell => relation.Formula.Terms.All(t => t is Expression.Input) && relation.Numbers.All(n => n.At is not null) &&
        relation.Numbers.Select(n => n.At).Distinct().Count() == relation.Numbers.Count;

    // What the sides span as printed.
    private string Span()
    {
        var point = relation.Printed.Select(Exact.Of).ToArray();
        var sides = relation.Formula.Terms.Select(t => Reading.Of(t, point)).Where(v => v.Why is null).Select(v => v.Middle).ToList();
        return RelationText.Range(Interval.Closed(sides.Min(), sides.Max()), Show);
    }

    private static string Word(string sign) => sign switch
    {
        "<" => "below ",
        "<=" => "at most ",
        ">" => "above ",
        ">=" => "at least ",
        "!=" => "other than ",
        _ => "",
    };

    // How far the left side is from the right one, whatever the numbers were before rounding.
    private string Gap(Interval outer) => (outer.Lo.Value, outer.Hi.Value) switch
    {
        ({ Sign: > 0 } lo, _) => $"{Difference(lo)} higher at least",
        (_, { Sign: < 0 } hi) => $"{Difference(-hi)} lower at least",
        ({ Sign: 0 }, { Sign: 0 }) => "the same",
        ({ Sign: 0 }, _) => "never lower",
        _ => "never higher",
    };

    private string Rounded(Measurement.Computed computed)
    {
        var box = relation.Box(n => n.Value.Interval);
        return Signs.Count == 1 && Witness.Find(relation.Terms[0], box, relation.Printed, computed.Terms[0].Range, Interval.Point(0)) is { } witness
            ? $" ({RelationText.Witness(relation, witness)})"
            : "";
    }

    // Percentages differ by points; other numbers have no unit of their own here.
    private string Show(Rational value) => ArePercentages ? $"{NumberText.Significant(value * 100, Digits)} %" : NumberText.Significant(value, Digits);

    // As many digits as tell the sides apart.
    private int Digits
    {
        get
        {
            const int least = 4, most = 12;
            var point = relation.Printed.Select(Exact.Of).ToArray();
            var sides = relation.Formula.Terms.Select(t => Reading.Of(t, point)).Where(v => v.Why is null).Select(v => v.Middle).Distinct().ToList();
            return Enumerable.Range(least, most - least).FirstOrDefault(d => sides.Select(s => NumberText.Significant(s, d)).Distinct().Count() == sides.Count, most);
        }
    }

    private string Difference(Rational value) => ArePercentages ? $"{NumberText.Significant(value * 100, 4)} points" : NumberText.Significant(value, 4);

    private bool ArePercentages => relation.Numbers.Count > 0 && relation.Numbers.All(n => n.Value.Unit == Unit.Percent || n.Value.Unit == Unit.Points);

    private string Largest(Measurement.Computed computed)
    {
        var sizes = computed.Terms.Select(t => t.Range.Outer).Where(o => o.IsBounded).Select(o => (o.Hi.Value!.Value - o.Lo.Value!.Value) / 2).ToList();
        return sizes.Count == 0 ? "any size" : Difference(sizes.Max());
    }
}
