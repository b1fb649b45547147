using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Relation;

/// <summary>The sentences and steps that both judges of relations share.</summary>
internal static class RelationText
{
    /// <summary>"0.455 to 0.465", in the way that a number is printed.</summary>
    public static string Range(Interval interval, Func<Rational, string> show) => (interval.Lo.Value, interval.Hi.Value) switch
    {
        ({ } lo, { } hi) => show(lo) == show(hi) ? show(lo) : $"{show(lo)} to {show(hi)}",
        ({ } lo, null) => interval.Lo.Open ? $"more than {show(lo)}" : $"{show(lo)} or more",
        (null, { } hi) => interval.Hi.Open ? $"less than {show(hi)}" : $"{show(hi)} or less",
        _ => "any number",
    };

    /// <summary>"alpha = 0.336 and beta = 0.284"; inputs that stay as printed are left out.</summary>
    public static string Witness(RelationMeasure relation, Witness witness, int most = 4)
    {
        var moved = Moved(relation, witness).ToList();
        var shown = moved.Take(most).Select(x => Told(x.Number, Precisely(x.Number.Value, x.At))).ToList();
        if (moved.Count > most)
        {
            shown.Add($"{moved.Count - most} more");
        }

        return shown.Count switch
        {
            0 => "the printed numbers themselves",
            1 => shown[0],
            _ => $"{string.Join(", ", shown[..^1])} and {shown[^1]}",
        };
    }

    /// <summary>The verbs behind <see cref="Witness"/>, for one input or several.</summary>
    public static string PrintAndGive(RelationMeasure relation, Witness witness) =>
        Moved(relation, witness).Count() == 1 ? "prints the same and gives" : "print the same and give";

    /// <summary>The input whose rounding matters most, and what one more digit of it would do.</summary>
    public static string Decides(RelationMeasure relation, Expression term)
    {
        var printed = relation.Printed;
        PrintedNumber? most = null;
        var width = Rational.Zero;
        for (var i = 0; i < relation.Numbers.Count; i++)
        {
            if (relation.Numbers[i].Value.Interval is not { Lo.Value: { } lo, Hi.Value: { } hi })
            {
                return $"a printed number instead of {relation.Numbers[i].Label} {relation.Numbers[i].Shown}";
            }

            var (low, high) = (At(term, printed, i, lo), At(term, printed, i, hi));
            if (low.Why is null && high.Why is null && Rational.Abs(high.Middle - low.Middle) > width)
            {
                (most, width) = (relation.Numbers[i], Rational.Abs(high.Middle - low.Middle));
            }
        }

        return most is null ? "more digits of the inputs" : $"one more digit of {most.Label} (printed {most.Shown})";
    }

    /// <summary>The rounding rules under which the numbers could all be true, as a sentence.</summary>
    public static string Rescue(RelationMeasure relation, PrintedNumber? published, Func<Measurement.Computed, Interval?, bool> possible)
    {
        var rules = Rounding.All.Where(r => r != Rounding.Unknown).Where(rule =>
            possible(relation.Over(n => n.Value.IntervalUnder(rule)), published?.Value.IntervalUnder(rule))).Select(r => r.Name).ToList();
        return rules.Count == 0 ? "No rounding rule that is known rescues it." : $"Rounding by {string.Join(" or ", rules)} would rescue it.";
    }

    /// <summary>
    /// True where one rule that rounds to the nearest, the same for all numbers whose rule is not known, makes it possible: a tie in which one number was
    /// rounded up and another down is no agreement.
    /// </summary>
    public static bool FitsOneRule(RelationMeasure relation, PrintedNumber? published, Func<Measurement.Computed, Interval?, bool> possible)
    {
        return Rounding.Nearest.Any(rule => possible(relation.Over(n => UnderOne(n, rule)), published is null ? null : UnderOne(published, rule)));
    }

    /// <summary>What a number may be under a rule, where its own is not known.</summary>
    public static Interval? UnderOne(PrintedNumber number, Rounding rule) =>
        number.Value.As.Rounding == Rounding.Unknown ? number.Value.IntervalUnder(rule) : number.Value.Interval;

    /// <summary>What stays open about an enclosure, as the end of a step.</summary>
    public static string NotExcluded(Enclosure range) =>
        (range.Gap is { } gap ? $"; not excluded: {gap.Reason} somewhere" : "") + (range.Complete ? "" : "; the search ended before the ends met");

    /// <summary>Steps for the printed inputs.</summary>
    public static IEnumerable<Step> Inputs(RelationMeasure relation)
    {
        const int most = 12;
        foreach (var input in relation.Numbers.Take(most))
        {
            var interval = input.Value.Interval is { } all && !all.IsPoint ? $"; all numbers that print so: {Range(all, v => input.Value.Show(v))}" : "";
            var where = string.Join(", ", new[] { input.At, input.Source }.Where(x => x is not null));
            yield return new(input.Label, $"{input.Shown}{interval}{(where.Length > 0 ? $" ({where})" : "")}");
        }

        if (relation.Numbers.Count > most)
        {
            yield return new("inputs", $"and {relation.Numbers.Count - most} more");
        }
    }

    /// <summary>Names of an expression's inputs for "one of these must be otherwise".</summary>
    public static string InputNames(RelationMeasure relation, Expression expression)
    {
        var inputs = expression.Inputs().Distinct().Select(i => relation.Numbers[i]).ToList();
        var rounded = inputs.Where(n => n.Value.Interval is { IsPoint: false }).ToList();
        var names = (rounded.Count > 0 ? rounded : inputs).Select(n => n.Label).Distinct().ToList();
        return names.Count switch
        {
            0 => "the numbers in the formula",
            1 => names[0],
            <= 4 => $"{string.Join(", ", names[..^1])} or {names[^1]}",
            _ => $"one of the {names.Count} inputs",
        };
    }

    /// <summary>
    /// The end of a sentence about numbers whose range the spec declares because the text names none; null where every range is
    /// printed. Such a miss is a deviation: nothing printed is contradicted.
    /// </summary>
    public static string? Assumed(IEnumerable<PrintedNumber> numbers) =>
        numbers.FirstOrDefault(n => n.Value.IsAssumed) is { } number
            ? $", taking \"{number.Value.Text}\" to mean {(number.Value.As.Margin is { } margin ? $"within {margin}" : "less than that")}."
            : null;

    private static IEnumerable<(PrintedNumber Number, Rational At)> Moved(RelationMeasure relation, Witness witness) =>
        relation.Numbers.Zip(witness.Point).Where(x => x.First.Value.Value != x.Second);

    // A number without a name of its own is told by what it stands for.
    private static string Told(PrintedNumber number, string value) => number.Label == number.Shown ? $"{value} for {number.Shown}" : $"{number.Label} = {value}";

    private static string Precisely(PublishedValue published, Rational value) => published.Show(value, 6);

    private static Exact At(Expression term, IReadOnlyList<Rational> printed, int index, Rational value) =>
        Reading.Of(term, [.. printed.Select((p, i) => Exact.Of(i == index ? value : p))]);
}
