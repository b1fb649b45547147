using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Relation;

/// <summary>Judges a formula against the number that was published for it.</summary>
internal sealed class ValueJudge(RelationMeasure relation, Claim claim, Check check)
{
    private readonly PrintedNumber _published = check.Published!;

    private PublishedValue Value => _published.Value;

    public Judgement Judge(Measurement.Computed computed)
    {
        var (value, range) = computed.Terms[0];
        if (Allowed(Value.Interval) is not { } allowed)
        {
            return With(new Verdict.NotTestable("none: every number near it is about right", "a 'margin:' or a 'bound:' for the published number"), value, range,
                $"The paper says {Value.Text}, which names no limits{(value.Why is null ? $"; the formula gives {Show(value.Middle)}" : "")}.");
        }

        if (relation.Numbers.FirstOrDefault(n => n.Value.Interval is null) is { } vague)
        {
            return With(new Verdict.NotTestable("none: an input names no limits", $"a 'margin:' or a 'bound:' for {vague.Label}"), value, range,
                $"The formula uses {vague.Label} = {vague.Value.Text}, which names no limits.");
        }

        if (value.Why is { } why)
        {
            return Undefined(why, value, range);
        }

        var formula = $"{Subject()} is {Show(value.Middle)}";
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(RelationText.Range(Hull(value, Value.Value), Show)), value, range,
                $"{formula}, and {Value.Text} is printed; they need not agree: {differs}.");
        }

        if (allowed.Contains(value.Interval))
        {
            var tolerated = claim.Tolerance is { } t && !Value.Interval!.Contains(value.Interval) ? $", within the declared tolerance ({t.Because})" : "";
            return With(new Verdict.Reproduced(), value, range, $"{formula}; {Value.Text} is printed{tolerated}.");
        }

        if (range.Outer.IsDisjointFrom(allowed))
        {
            return Disjoint(value, range, allowed, formula);
        }

        var box = relation.Box(n => n.Value.Interval);
        if (Witness.Find(relation.Terms[0], box, relation.Printed, range, allowed) is { } witness)
        {
            if (!RelationText.FitsOneRule(relation, _published, Meets))
            {
                return With(new Verdict.Inconclusive("how each of the numbers was rounded"), value, range,
                    $"{formula}, not {Value.Text}; it fits only if from one tie a number was rounded up and another down.");
            }

            var named = RelationText.Witness(relation, witness);
            return With(new Verdict.ReproducedByRounding(named), value, range,
                $"{formula}, not {Value.Text}. But {named} {RelationText.PrintAndGive(relation, witness)} {Show(witness.Value.Middle)}, " +
                "so the printed numbers do not contradict each other.");
        }

        return With(new Verdict.Inconclusive(RelationText.Decides(relation, relation.Terms[0])), value, range,
            $"{formula}, not {Value.Text}; whether rounding explains it could not be decided" +
            $"{(range.Gap is { } gap ? $", and for some numbers that print so it could not be excluded that {gap.Reason}" : "")}.");
    }

    private Judgement Disjoint(Exact value, Enclosure range, Interval allowed, string formula)
    {
        var means = Value.Qualifier == Qualifier.None ? "stands for" : "means";
        var all = range.Outer.IsPoint ? "" : $", and {RelationText.Range(range.Outer, Show)} over all inputs that print so";
        var over = $"{formula}{all}; {Value.Text} {(allowed.IsPoint ? "is printed" : $"{means} {RelationText.Range(allowed, Show)}")}";
        if (WideReadingFits(out var ambiguous))
        {
            return With(new Verdict.Inconclusive($"the number of significant digits of {ambiguous}"), value, range,
                $"{over}. It fits only if the zeros at the end of {ambiguous} are not significant digits.");
        }

        if (relation.Numbers.Append(_published).FirstOrDefault(n => n.Elsewhere) is { } foreign)
        {
            return With(new Verdict.Deviates(), value, range, $"{over}. It rests on numbers of {foreign.Source?.TrimEnd('.')}, and contradicts nobody.");
        }

        if (claim.Tolerance is { } tolerance)
        {
            return With(new Verdict.Deviates(), value, range, $"{over} with the declared tolerance ({tolerance.Because}).");
        }

        if (RelationText.Assumed(relation.Numbers.Append(_published)) is { } assumed)
        {
            return With(new Verdict.Deviates(), value, range, $"{over}{assumed}");
        }

        var rescue = RelationText.Rescue(relation, _published, Meets);
        var otherwise = $"One of these must be otherwise: {Value.Text}, {RelationText.InputNames(relation, relation.Terms[0])}, the formula, or the rounding. {rescue}";
        return With(new Verdict.Inconsistent(otherwise), value, range, $"{over}. {otherwise}");
    }

    private bool Meets(Measurement.Computed computed, Interval? interval) => interval is not null && !computed.Terms[0].Range.Outer.IsDisjointFrom(Widen(interval));

    // Trailing zeros of whole numbers may be insignificant: a proof must hold under that reading too.
    private bool WideReadingFits(out string ambiguous)
    {
        var open = relation.Numbers.Append(_published).Where(n => n.Value.WideInterval is not null).Select(n => $"{n.Label} {n.Shown}".Trim()).Distinct().ToList();
        ambiguous = string.Join(" and ", open.Take(3)) + (open.Count > 3 ? " and others" : "");
        if (open.Count == 0)
        {
            return false;
        }

        var wide = relation.Over(n => n.Value.WideInterval ?? n.Value.Interval);
        return !wide.Terms[0].Range.Outer.IsDisjointFrom(Allowed(Value.WideInterval ?? Value.Interval)!);
    }

    private Judgement Undefined(Undefined why, Exact value, Enclosure range) => why.BeyondLimits
        ? With(new Verdict.NotTestable("none: the arithmetic is bounded", "a formula with smaller numbers"), value, range,
            $"{relation.WithNumbers()} cannot be computed: {why.Reason}.")
        : range.Lowest is null && range.Highest is null
            ? With(new Verdict.Failed(why.Reason), value, range, $"{relation.WithNumbers()} has no value: {why.Reason}, whatever the inputs were before rounding.")
            : With(new Verdict.NotTestable("none: near the printed digits the formula takes any size", RelationText.Decides(relation, relation.Terms[0])), value, range,
                $"{relation.WithNumbers()} has no value: {why.Reason}, though other numbers that print so have one.");

    private Judgement With(Verdict verdict, Exact value, Enclosure range, string reason)
    {
        var measured = value.Why is not null ? null : new Measured(
            range.Outer.IsPoint || !range.Outer.IsBounded ? Show(value.Middle) : $"{Show(value.Middle)} in {RelationText.Range(range.Outer, Show)}", range.Outer);
        return new(verdict, _published.Shown, Value.Interval, Value.Unit.Name, measured, reason, [.. Steps(verdict, value, range)]);
    }

    private IEnumerable<Step> Steps(Verdict verdict, Exact value, Enclosure range)
    {
        yield return new("printed",
            $"{_published.Shown}{(Value.Interval is { } all ? $"; all numbers that print so: {RelationText.Range(all, Show)}" : "; no limits named")} (rounding: {Value.As.Rounding})");
        foreach (var step in RelationText.Inputs(relation))
        {
            yield return step;
        }

        yield return new("formula", relation.WithNames());
        yield return new("at the printed digits", value.Why is { } why ? $"{relation.WithNumbers()}: no value, {why.Reason}" : $"{relation.WithNumbers()} = {Show(value.Middle)}");
        yield return new("over the rounding",
            RelationText.Range(range.Outer, Show) + RelationText.NotExcluded(range));
        if (claim.Tolerance is { } tolerance)
        {
            yield return new("tolerance",
                $"{(tolerance.Relative ? $"{NumberText.Significant(tolerance.Margin * 100, 3)} %" : NumberText.Significant(tolerance.Margin, 3))}: {tolerance.Because}");
        }

        yield return new("rule", "inside what is printed: reproduced; only for inputs that print the same: reproduced-by-rounding; for none of them: inconsistent");
        yield return new("verdict", verdict switch
        {
            Verdict.Reproduced => "the value lies inside what was printed",
            Verdict.ReproducedByRounding by => $"the value lies outside, but {by.Witness} print the same and bring it inside",
            Verdict.Inconsistent or Verdict.Deviates => "the two ranges have no number in common",
            Verdict.Inconclusive open => $"open; {open.Decides} would decide it",
            Verdict.NotTestable none => $"power {none.Power}; {none.Decides} would give it some",
            _ => verdict.Word,
        });
    }

    // What is computed: the formula with the numbers in, unless that is one number or too long to read.
    private string Subject()
    {
        const int readable = 100;
        var formula = relation.WithNumbers();
        return relation.Terms[0] is Expression.Input input ? relation.Numbers[input.Index].Label
            : formula.Length <= readable ? formula
            : "The result of the formula";
    }

    private Interval? Allowed(Interval? interval) => interval is null ? null : Widen(interval);

    private Interval Widen(Interval interval) => claim.Tolerance?.Widen(interval, Value) ?? interval;

    private static Interval Hull(Exact value, Rational published) => Interval.Closed(Rational.Min(value.Low, published), Rational.Max(value.High, published));

    private string Show(Rational value) => Value.Show(value);
}
