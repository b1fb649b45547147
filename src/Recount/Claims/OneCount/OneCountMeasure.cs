using Recount.Claims.Cost;
using Recount.Costs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.OneCount;

/// <summary>Published numbers that rest on a count of FLOPs, asked for one convention that gives all of them.</summary>
public sealed record OneCountMeasure(IReadOnlyList<(Claim Claim, Check Check, CostMeasure Measure)> Checks) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => [.. Checks.SelectMany(c => c.Measure.Inputs.Append(c.Check.Published!)).Distinct()];

    public override Measurement Run() => new Measurement.Conventions([.. FlopCount.Named.Concat(Checks.Select(c => c.Measure.Count!)).Distinct()
        .Select(count => (count, Checks.Select(c => c.Measure.CountedBy(count)).ToList()))
        .Where(c => c.Item2.All(v => v is not null))
        .Select(c => (c.count, (IReadOnlyList<Measurement.Computed>)[.. c.Item2.OfType<Measurement.Computed>()]))]);

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var tried = ((Measurement.Conventions)measurement).Each
            .Select(c => (c.Count, Inside: Rows(c.Values, (v, i) => i.Contains(v.Value.Interval)), Possible: Rows(c.Values, Touches))).ToList();
        var (all, possible) = (tried.Where(c => c.Inside == Checks.Count).ToList(), tried.Where(c => c.Possible == Checks.Count).ToList());
        var others = string.Join(", ", tried.Where(c => c.Possible < Checks.Count).OrderByDescending(c => c.Inside).Take(4).Select(c => $"{c.Count} {c.Inside}"));
        var ruledOut = others.Length == 0 ? "" : $"; of {Checks.Count} at the printed digits, others give {others}";
        Verdict verdict = tried.Count < 2 ? new Verdict.NotTestable("none: the runs say enough for one convention only", "layers, width, heads, vocabulary and sequence length")
            : possible.Count == tried.Count ? new Verdict.NotTestable($"none: all {tried.Count} conventions give these numbers", "numbers with more digits")
            : all.Count > 0 ? new Verdict.Reproduced()
            : possible.Count > 0 ? new Verdict.ReproducedByRounding($"numbers that print so, counted by {string.Join(" or ", possible.Select(c => c.Count))}")
            : new Verdict.Deviates();
        var reason = verdict switch
        {
            Verdict.NotTestable => tried.Count < 2 ? "The runs say enough for one convention only." : $"All {tried.Count} conventions that could be tried give these numbers.",
            Verdict.Reproduced => $"Counted by {Named(all)}, all {Checks.Count} published numbers come out{ruledOut}.",
            Verdict.ReproducedByRounding => $"Counted by {Named(possible)}, all {Checks.Count} published numbers can come out, " +
                $"{string.Join(" and ", possible.Select(c => c.Inside))} of them at the printed digits{ruledOut}.",
            _ => $"No convention that is known gives all {Checks.Count} published numbers: {others}.",
        };
        return new(verdict, $"{Checks.Count} numbers", null, "", new(string.Join(", ", tried.Select(c => $"{c.Count} {c.Inside} ({c.Possible})")), null), reason,
        [
            .. tried.Select(c => new Step(
                c.Count.Key, $"{c.Inside} of {Checks.Count} at the printed digits, {c.Possible} over all that prints so: {c.Count.Laws[^1].Shown} ({c.Count.Source})")),
            new("rule", "one convention gives all at the printed digits: reproduced; for numbers that print so: reproduced-by-rounding; none does: deviates"),
            new("verdict", verdict.Word),
        ]);
    }

    private static string Named(IReadOnlyList<(FlopCount Count, int Inside, int Possible)> counts) => string.Join(" or ", counts.Select(c => $"{c.Count} ({c.Count.Source})"));

    private int Rows(IReadOnlyList<Measurement.Computed> values, Func<(Exact Value, Enclosure Range), Interval, bool> fits) =>
        values.Where((v, i) => v.Terms[0].Value.Why is null && Allowed(i) is { } interval && fits(v.Terms[0], interval)).Count();

    private Interval? Allowed(int index) => Checks[index] is { Check.Published.Value: { Interval: { } interval } value, Claim: var claim }
        ? claim.Tolerance?.Widen(interval, value) ?? interval : null;

    private static bool Touches((Exact Value, Enclosure Range) found, Interval interval) => !found.Range.Outer.IsDisjointFrom(interval);
}
