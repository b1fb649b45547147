using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.OneRate;

/// <summary>Printed totals and the amounts that they belong to, asked for one rate that could have made all of them.</summary>
/// <param name="Rate">Its key, such as power.</param>
/// <param name="Amounts">Factors of the amount, each one number or one a total.</param>
/// <param name="Published">The rate that the paper names; or null.</param>
public sealed record OneRateMeasure(
    string Rate, Dimension Dimension, IReadOnlyList<(PrintedNumber Number, Rational Scale)> Totals, IReadOnlyList<IReadOnlyList<(PrintedNumber Number, Rational Scale)>> Amounts,
    PrintedNumber? Published) : Measure
{
    // A rate that lies in so narrow a range by chance no more often than this was put there.
    private static readonly Rational Rare = new(1, 20), Close = new(1, 200);

    public override IReadOnlyList<PrintedNumber> Inputs => [.. Totals.Concat(Amounts.SelectMany(a => a)).Select(n => n.Number).Distinct()];

    public override Measurement Run()
    {
        // Without a positive number with limits on both sides of the line there is no rate.
        return Vague is not null ? new Measurement.Rates([]) : new Measurement.Rates([.. Totals.Select((total, i) => (
            Row(i).Aggregate(total.Number.Value.Value * total.Scale, (value, a) => value / (a.Number.Value.Value * a.Scale)), Range(i, n => n.Value.Interval!)))]);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var rows = ((Measurement.Rates)measurement).Rows;
        if (Vague is { } vague)
        {
            var power = new Verdict.NotTestable("none: a number names no positive range", $"a positive number, or a 'margin:', for {vague.Label}");
            return new(power, Published?.Shown ?? $"one {Rate}", null, "", null,
                $"{vague.Label} = {vague.Value.Text} is no positive number with limits.", [new("verdict", "not-testable")]);
        }

        var common = Common(rows.Select(r => r.Range));
        var subject = rows.Count == 1 ? Ratio(0) : $"The {rows.Count} totals over their amounts";
        if (common.IsEmpty)
        {
            var (low, high) = (rows.MinBy(r => r.Range.Hi.Value!.Value), rows.MaxBy(r => r.Range.Lo.Value!.Value));
            var apart = $"{subject} are no one rate: {Ratio(rows.ToList().IndexOf(low))} gives at most {Show(low.Range.Hi.Value!.Value)}, " +
                $"{Ratio(rows.ToList().IndexOf(high))} at least {Show(high.Range.Lo.Value!.Value)}";
            if (claim.Differs is { } differs)
            {
                return With(new Verdict.NotComparable($"{Show(low.Range.Hi.Value!.Value)} to {Show(high.Range.Lo.Value!.Value)}"), rows, null, $"{apart}; they need not be one: {differs}.");
            }

            return Common(Wide).IsEmpty ? With(new Verdict.Deviates(), rows, null, $"{apart}.{Rescue(null)}")
                : With(new Verdict.Inconclusive("how many of the zeros at the ends of the numbers count"), rows, null, $"{apart}; but they can be one where zeros at the ends do not count.");
        }

        var found = common.IsPoint ? $"exactly {Range(common)}" : $"{Range(common)} over all that prints so";
        var told = $"{subject} {(rows.Count == 1 ? "is" : "are all")} {found}";
        if (Published is { } published)
        {
            return Named(published, claim, rows, common, told);
        }

        var (round, chance) = Rarely(common);
        return AgreesClosely(rows)
            ? With(new Verdict.Consistent($"rates that differ by more than {Percent(Second(rows))} would have shown"), rows, common, $"{told}. {Constant}")
            : chance <= Rare ? With(new Verdict.Consistent($"a measured rate would lie so near to so round a number in {Often(chance)} cases"), rows, common,
                $"{told}: {Show(round)} is among that, and a measured rate would lie so near to so round a number in {Often(chance)} cases. {Constant}")
            : With(new Verdict.Inconclusive("more digits of the totals"), rows, common,
                $"{told}; a measured rate would lie as near to as round a number as {Show(round)} in {Often(chance)} cases.");
    }

    // Two runs that were measured hardly draw the same to half a percent.
    private static bool AgreesClosely(IReadOnlyList<(Rational Value, Interval Range)> rows) => rows.Count > 1 && Second(rows) <= Close;

    // How closely the second-best known rate is known.
    private static Rational Second(IReadOnlyList<(Rational Value, Interval Range)> rows) =>
        rows.Select(r => (r.Range.Hi.Value!.Value - r.Range.Lo.Value!.Value) / r.Value).Order().ElementAt(Math.Min(1, rows.Count - 1));

    // The roundest number, and how often a range holds one so round: no total is known better than to its last digit.
    private (Rational Round, Rational Chance) Rarely(Interval common)
    {
        var digit = Totals.Select((t, i) => t.Number.Value.LastDigit * t.Scale / Row(i).Aggregate(Rational.One, (product, a) => product * a.Number.Value.Value * a.Scale)).Min();
        var round = Roundest(common);
        return (round, Chance(round, Rational.Max(common.Hi.Value!.Value - common.Lo.Value!.Value, digit)));
    }

    private Judgement Named(PrintedNumber published, Claim claim, IReadOnlyList<(Rational Value, Interval Range)> rows, Interval common, string told)
    {
        if (published.Value.Interval is not { } named)
        {
            return With(new Verdict.NotTestable("none: the rate names no limits", "a 'margin:' for the published rate"), rows, common, $"{told}; {published.Value.Text} names no limits.");
        }

        named = named.Times(Dimension.Scale(published.Value.Unit.Name)!.Value);
        if (!named.IsDisjointFrom(common))
        {
            // A measured mean that a paper prints lies in its own range; only a round one, or one that many totals share, was put there.
            var off = (common.Hi.Value!.Value - common.Lo.Value!.Value) / common.Lo.Value!.Value;
            var isConstant = AgreesClosely(rows) || Rarely(common).Chance <= Rare;
            return With(new Verdict.Consistent($"a rate more than {Percent(off)} off would have shown"), rows, common,
                $"{told}, and {published.Shown} is among that.{(isConstant ? $" {Constant}" : "")}");
        }

        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(Range(common)), rows, common, $"{told}, and not {published.Shown}; they need not agree: {differs}.");
        }

        if (!named.IsDisjointFrom(Common(Wide)))
        {
            return With(new Verdict.Inconclusive("how many of the zeros at the ends of the numbers count"), rows, common,
                $"{told}, and not {published.Shown}, unless zeros at the ends do not count.");
        }

        if (Inputs.Append(published).FirstOrDefault(n => n.Elsewhere) is { } foreign)
        {
            return With(new Verdict.Deviates(), rows, common, $"{told}, and not {published.Shown}. The numbers are of {foreign.Source?.TrimEnd('.')}.");
        }

        if (RelationText.Assumed(Inputs.Append(published)) is { } assumed)
        {
            return With(new Verdict.Deviates(), rows, common, $"{told}, and not {published.Shown}{assumed}");
        }

        var otherwise = $"One of these must be otherwise: {published.Shown}, a total, an amount, or what else was counted.";
        return With(new Verdict.Inconsistent(otherwise), rows, common, $"{told}, and not {published.Shown}. {otherwise}{Rescue(named)}");
    }

    // Rules by which the totals could have been rounded so that one rate makes all of them.
    private string Rescue(Interval? named)
    {
        var rules = Rounding.All.Where(r => r != Rounding.Unknown && !r.Name.Contains("-or-", StringComparison.Ordinal))
            .Select(rule => (rule.Name, Common: Common(Totals.Select((_, i) => Range(i, n => n == Totals[i].Number ? n.Value.IntervalUnder(rule)! : n.Value.Interval!)))))
            .Where(r => !r.Common.IsEmpty && (named is null || !named.IsDisjointFrom(r.Common))).ToList();
        return rules.Count == 0 ? " No rounding rule that is known rescues it."
            : $" If the totals were rounded by {string.Join(" or ", rules.Select(r => r.Name))}, they would be one rate" +
                $"{(named is null ? $", {Show(Roundest(rules[0].Common))} perhaps" : "")}.";
    }

    private PrintedNumber? Vague => Inputs.FirstOrDefault(n => n.Value.Interval is not { Lo.Value.Sign: > 0, IsBounded: true });

    private IEnumerable<Interval> Wide => Totals.Select((_, i) => Range(i, n => n.Value.WideInterval ?? n.Value.Interval!));

    private Interval Range(int row, Func<PrintedNumber, Interval> of) => Row(row).Aggregate(
        of(Totals[row].Number).Times(Totals[row].Scale), (range, a) => Quotient(range, of(a.Number).Times(a.Scale)));

    private static Interval Common(IEnumerable<Interval> ranges) => ranges.Aggregate((a, b) => a.Intersect(b));

    private static string Often(Rational chance) => chance >= new Rational(1, 10) ? $"{Percent(chance)} of"
        : $"one of {NumberText.Significant((Rational.One / chance).Floor(), 2)}";

    private IEnumerable<(PrintedNumber Number, Rational Scale)> Row(int index) => Amounts.Select(a => a[a.Count == 1 ? 0 : index]);

    private string Ratio(int index) => $"{Totals[index].Number.Shown} over {string.Join(" and ", Row(index).Select(a => a.Number.Shown))}";

    private const string Constant = "The totals cannot be told from the amounts times a constant: circular, so that nothing but the amounts was measured.";

    /// <summary>The number with the fewest digits in a range above zero.</summary>
    internal static Rational Roundest(Interval range)
    {
        var (lo, hi) = (range.Lo.Value!.Value, range.Hi.Value!.Value);
        const int most = 40;
        var unit = Above(hi);
        for (var digits = 0; digits < most; digits++, unit /= 10)
        {
            for (var candidate = new Rational((lo / unit).Floor(), 1) * unit; candidate <= hi; candidate += unit)
            {
                if (candidate.Sign > 0 && range.Contains(candidate))
                {
                    return candidate;
                }
            }
        }

        return lo;
    }

    /// <summary>How often a range so wide holds a number as round as one, of those that are as round.</summary>
    internal static Rational Chance(Rational round, Rational width)
    {
        var unit = Above(round);
        while (!(round / unit).IsWhole)
        {
            unit /= 10;
        }

        return Rational.Min(Rational.One, width / unit);
    }

    // The power of ten above a number.
    private static Rational Above(Rational number) => Rational.Ten((int)Math.Floor((number.Magnitude + 1) * Math.Log10(2)) + 1);

    private Judgement With(Verdict verdict, IReadOnlyList<(Rational Value, Interval Range)> rows, Interval? common, string reason) => new(
        verdict, Published?.Shown ?? $"one {Rate}", null, "", new(common is null ? $"{Show(rows.Min(r => r.Value))} to {Show(rows.Max(r => r.Value))}" : Range(common), common), reason,
        [
            .. Published is { } published ? [new Step("printed", published.Shown)] : Array.Empty<Step>(),
            .. rows.Take(12).Select((r, i) => new Step(Totals[i].Number.Id, $"{Ratio(i)}: {Show(r.Value)}; over all that prints so {Range(r.Range)}")),
            new("one rate for all", common is null ? "none" : Range(common)),
            new("rule", "one rate fits all, and is the printed one, or rounder than chance has it: consistent; none does: deviates; another than the printed one: inconsistent"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
        ]);

    private string Show(Rational rate) => CostText.Show(Dimension, rate, 6);

    private string Range(Interval range) => CostText.Range(Dimension, range.Lo.Value!.Value, range.Hi.Value!.Value, 6);

    private static string Percent(Rational share) => $"{NumberText.Significant(share * 100, 2)} %";

    private static Interval Quotient(Interval above, Interval below) => new(
        new(above.Lo.Value!.Value / below.Hi.Value!.Value, above.Lo.Open || below.Hi.Open), new(above.Hi.Value!.Value / below.Lo.Value!.Value, above.Hi.Open || below.Lo.Open));
}
