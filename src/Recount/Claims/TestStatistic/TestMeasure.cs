using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.TestStatistic;

/// <summary>A printed test statistic and the p-value printed for it.</summary>
public sealed record TestMeasure(Test Test, PrintedNumber Statistic, PrintedNumber Published) : Measure
{
    /// <summary>The conventional threshold at which a decision is read off a p-value.</summary>
    public static Rational Alpha { get; } = new(5, 100);

    public override IReadOnlyList<PrintedNumber> Inputs => [Statistic, Published];

    public override Measurement Run()
    {
        var (low, high) = Test.Range(Test.Statistic.Interval!);
        return new Measurement.Tail(Test.Probability(), low, high);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var tail = (Measurement.Tail)measurement;
        var range = Between((tail.Low, tail.High));
        var gives = $"{Test} gives p = {Show(tail.P)}";
        if (Published.Value.Interval is not { } printed)
        {
            return With(new Verdict.NotTestable("none: the printed p names no limits", "a 'margin:' or a 'bound:' for the published p"), tail, range,
                $"{gives}; the paper says {Published.Value.Text}, which names no limits.");
        }

        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable($"p from {Show(tail.Low)} to {Show(tail.High)}"), tail, range,
                $"{gives}, and {Published.Value.Text} is printed; they need not agree: {differs}.");
        }

        if (printed.Contains(Rational.Of(tail.P)))
        {
            return With(new Verdict.Reproduced(), tail, range, $"{gives}; {Sign}{Published.Value.Text} is printed.");
        }

        if (!range.IsDisjointFrom(printed))
        {
            return With(new Verdict.ReproducedByRounding($"a statistic that prints as {Test.Statistic.Text}"), tail, range,
                $"{gives}, not {Sign}{Published.Value.Text}. But all statistics that print so give p from {Show(tail.Low)} to {Show(tail.High)}, " +
                "so the printed numbers do not contradict each other.");
        }

        var over = $"{gives}, and {Show(tail.Low)} to {Show(tail.High)} over all statistics that print so; {Sign}{Published.Value.Text} is printed";
        return Open(tail, range, printed, over) ?? Disjoint(tail, range, printed, over);
    }

    // A proof must hold under every honest reading: one side, and trailing zeros that do not count.
    private Judgement? Open(Measurement.Tail tail, Interval range, Interval printed, string over)
    {
        if (Test.HasSides && !range.Times(new Rational(1, 2)).IsDisjointFrom(printed))
        {
            return With(new Verdict.Inconclusive("whether the test was one-sided"), tail, range,
                $"{over}. It fits only if the test was one-sided: half of p is {Show(tail.P / 2)}.");
        }

        var widest = Between(Test.Range(Test.Statistic.WideInterval ?? Test.Statistic.Interval!));
        return widest.IsDisjointFrom(Published.Value.WideInterval ?? printed) ? null
            : With(new Verdict.Inconclusive($"the number of significant digits of {Test.Statistic.Text}"), tail, range,
                $"{over}. It fits only if the zeros at the end of {Test.Statistic.Text} are not significant digits.");
    }

    private Judgement Disjoint(Measurement.Tail tail, Interval range, Interval printed, string over)
    {
        var flips = Flips(range, printed);
        var decision = flips ? $" At {NumberText.Significant(Alpha, 2)} the decision is the other way round." : "";
        if (Inputs.FirstOrDefault(n => n.Elsewhere) is { } foreign)
        {
            return With(new Verdict.Deviates(), tail, range, $"{over}. It is computed from numbers of {foreign.Source}.{decision}", flips);
        }

        const string otherwise = "One of these must be otherwise: the statistic, its degrees of freedom, the p, the side of the test, or the rounding.";
        return With(new Verdict.Inconsistent(otherwise), tail, range, $"{over}.{decision} {otherwise}", flips);
    }

    private static Interval Between((double Low, double High) p) => Interval.Closed(Rational.Of(p.Low), Rational.Of(p.High));

    private string Sign => Published.Value.Qualifier == Qualifier.None ? "p = " : "p ";

    // Reported significant and computed not, over everything that prints so, or the other way round.
    private static bool Flips(Interval computed, Interval reported) =>
        (reported.Hi.Value is { } hi && hi <= Alpha && computed.Lo.Value > Alpha) ||
        (reported.Lo.Value is { } lo && (lo > Alpha || (lo == Alpha && reported.Lo.Open)) && computed.Hi.Value <= Alpha);

    private Judgement With(Verdict verdict, Measurement.Tail tail, Interval range, string reason, bool flips = false) => new(
        verdict, $"p {(Published.Value.Qualifier == Qualifier.None ? "= " : "")}{Published.Value.Text}", Published.Value.Interval, "",
        new($"{Show(tail.P)} in {Show(tail.Low)} to {Show(tail.High)}", range), reason,
        [
            new("printed", $"{Published.Value.Text}{(Published.Value.Interval is { } all ? $"; all numbers that print so: {all}" : "; no limits named")}"),
            new("statistic", $"{Test}; all numbers that print so: {Test.Statistic.Interval}"),
            new("at the printed digits", $"p = {Show(tail.P)} ({(Test.HasSides ? "two-sided" : "upper tail")})"),
            new("over the rounding", $"{Show(tail.Low)} to {Show(tail.High)}"),
            new("rule", "inside what is printed: reproduced; only for statistics that print the same: reproduced-by-rounding; for none of them: inconsistent"),
            new("verdict", verdict switch
            {
                Verdict.Reproduced => "the p-value lies inside what was printed",
                Verdict.ReproducedByRounding => "the ranges overlap",
                Verdict.Inconsistent or Verdict.Deviates => "the two ranges have no number in common",
                Verdict.Inconclusive open => $"open; {open.Decides} would decide it",
                _ => verdict.Word,
            }),
        ],
        flips, tail.P);

    private static string Show(double p) => NumberText.Significant(Rational.Of(p), 3);
}
