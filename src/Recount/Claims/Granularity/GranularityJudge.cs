using System.Numerics;
using Recount.Findings;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Granularity;

/// <summary>Judges a printed share or mean by what so many items can give. Passing is possible, never a reproduction.</summary>
internal sealed class GranularityJudge(GranularityMeasure measure, Claim claim)
{
    private PublishedValue Value => measure.Published.Value;

    private Rational Power => Grim.Power(Value.LastDigit, measure.All);

    public Judgement Judge(Measurement.Counted counted)
    {
        if (Value.Interval is not { IsBounded: true } interval)
        {
            return With(new Verdict.NotTestable("none: the printed number names no limits on both sides", "a number without '<', '>' or 'about'"), counted,
                $"The paper says {Value.Text}, which names no limits on both sides.");
        }

        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(Between(interval)), counted, $"{Shown} of {Items}: {Between(interval)}; it need not be a count: {differs}.");
        }

        if (counted.Sums.None)
        {
            return None(counted, interval);
        }

        if (measure.Sd is not null)
        {
            return WithDeviation(counted);
        }

        return Power.Sign == 0
            ? With(new Verdict.NotTestable($"0 %: {Items} give every value with so many digits", Decides()), counted,
                $"{Shown} of {Items}: at so many items and so few digits every value is possible.")
            : With(new Verdict.Consistent(PowerText), counted, $"{Ways(counted.Sums)} prints {Shown}.");
    }

    private Judgement None(Measurement.Counted counted, Interval interval)
    {
        var parts = measure.Parts.IsOne ? "" : $" of {measure.Parts} parts";
        var fact = measure.IsCount ? $"{Shown} of {Items} is no whole number of items" : $"{Shown} is no mean of {Items}{parts} with whole numbers";
        var near = $"{fact}: {Between(interval)}.";
        if (Value.WideInterval is { } wide && !measure.Sums(wide).None)
        {
            return With(
                new Verdict.Inconclusive($"the number of significant digits of {Value.Text}"), counted,
                $"{near} It fits only if the zeros at the end of {Value.Text} are not significant digits.");
        }

        if (measure.Published.Elsewhere)
        {
            return With(new Verdict.Deviates(), counted, $"{near} The number is {measure.Published.Source}'s.");
        }

        var otherwise = $"One of these must be otherwise: the number, the item count{Neighbour(interval)}, the metric (an average over runs?), or the data. {Rescue()}";
        return With(new Verdict.Inconsistent(otherwise), counted, $"{near} {otherwise}");
    }

    private Judgement WithDeviation(Measurement.Counted counted)
    {
        var (sd, test) = (measure.Sd!.Value, measure.Data == "binary" ? "zeros and ones" : "whole numbers");
        if (counted.Beyond)
        {
            return With(new Verdict.NotTestable($"none: more than {NumberText.Fixed(GranularityMeasure.MostSteps, 0)} sums would have to be tried", "fewer items"), counted,
                $"{Shown} with SD {sd.Text} of {Items} allows too many sums to try.");
        }

        if (counted.Joint is not { } joint)
        {
            return With(
                new Verdict.NotTestable("none: one item has no standard deviation", "two items"), counted,
                $"{Shown} with SD {sd.Text} of {Items}: one item has no standard deviation.");
        }

        if (joint.Sign >= 0)
        {
            return With(new Verdict.Consistent(PowerText), counted, $"{Items} with {test} that sum to {joint} can print the mean {Shown} and the SD {sd.Text}.");
        }

        const string otherwise = "One of these must be otherwise: the mean, the SD, the item count, or the data.";
        return With(
            new Verdict.Inconsistent(otherwise), counted,
            $"No {Items} with {test} have the mean {Shown} and the SD {sd.Text}, though the mean alone is possible. {otherwise}");
    }

    private string Shown => measure.Published.Shown;

    private string Limits => Value.Interval is { Lo.Value: { } lo, Hi.Value: { } hi } ? $"all numbers that print so: {Value.Show(lo)} to {Value.Show(hi)}" : "no limits named";

    private string Items => $"{NumberText.Fixed(measure.Items, 0)} {(measure.Items.IsOne ? "item" : "items")}";

    private string PowerText => $"{NumberText.Fixed(Power * 100, 0, 1)} % of the values with so many digits are possible for no count of {Items}";

    private string Ways(Counts sums) => sums.Number.IsOne ? Count(sums.Least) : $"{NumberText.Fixed(sums.Least, 0)} to {Count(sums.Most)}";

    private string Count(BigInteger sum) => Count(sum, measure);

    private static string Count(BigInteger sum, GranularityMeasure of) => $"{NumberText.Fixed(sum, 0)}{(of.IsCount ? " of " : "/")}{NumberText.Fixed(of.All, 0)}";

    // The nearest counts below and above, and what they print.
    private string Between(Interval interval)
    {
        var below = (interval.Lo.Value!.Value * measure.All).Floor();
        var candidates = new[] { below, below + 1 }.Where(k => !measure.IsCount || (k >= 0 && k <= measure.All)).ToList();
        return string.Join(", ", candidates.Select(k => $"{Count(k)} prints {Value.Show(new Rational(k, measure.All), 0)}"));
    }

    // The nearest number of items, within a quarter, for which the number would be possible.
    private string Neighbour(Interval interval)
    {
        const int most = 5_000;
        for (var step = BigInteger.One; step <= BigInteger.Min(most, measure.Items / 4); step++)
        {
            foreach (var items in new[] { measure.Items - step, measure.Items + step })
            {
                var other = measure with { Items = items };
                if (items.Sign > 0 && other.Sums(interval) is { None: false } sums)
                {
                    return $" ({NumberText.Fixed(items, 0)} would do: {Count(sums.Least, other)})";
                }
            }
        }

        return "";
    }

    private string Rescue()
    {
        var rules = Rounding.All
            .Where(r => r != Rounding.Unknown && Value.IntervalUnder(r) is { IsBounded: true } interval && !measure.Sums(interval).None)
            .Select(r => r.Name).ToList();
        return rules.Count == 0 ? "No rounding rule that is known rescues it." : $"Rounding by {string.Join(" or ", rules)} would rescue it.";
    }

    // The fewest further digits that give the check some power.
    private string Decides()
    {
        for (var more = 1; more < 20; more++)
        {
            if (Grim.Power(Value.LastDigit * Rational.Ten(-more), measure.All) is { Sign: > 0 } power)
            {
                return $"{more} more {(more == 1 ? "digit" : "digits")} of the number (power {NumberText.Fixed(power * 100, 0, 1)} %)";
            }
        }

        return "fewer items";
    }

    private Judgement With(Verdict verdict, Measurement.Counted counted, string reason) => new(
        verdict, Shown, Value.Interval, Value.Unit.Name, new(counted.Sums.None ? $"no count of {Items}" : Ways(counted.Sums), null), reason,
        [
            new("printed", $"{Shown}; {Limits} (rounding: {Value.As.Rounding})"),
            .. measure.Sd is { } sd ? [new Step("printed SD", sd.Value.Text)] : Array.Empty<Step>(),
            new("must be", $"k / {NumberText.Fixed(measure.All, 0)} for a whole k{(measure.IsCount ? $" from 0 to {NumberText.Fixed(measure.All, 0)}" : "")}"),
            new("nearest", Value.Interval is { IsBounded: true } interval ? Between(interval) : "any"),
            new("power", $"{NumberText.Fixed(Power * 100, 0, 1)} %"),
            new("rule", "a count prints so: consistent, or not-testable where every value is possible; none does: inconsistent"),
            new("verdict", verdict switch
            {
                Verdict.Consistent => "possible; not a reproduction",
                Verdict.Inconsistent or Verdict.Deviates => "no count prints so",
                Verdict.Inconclusive open => $"open; {open.Decides} would decide it",
                Verdict.NotTestable none => $"power {none.Power}; {none.Decides} would give it some",
                _ => verdict.Word,
            }),
        ]);
}
