using CsCheck;
using Recount.Audits;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Reports;

namespace Recount.Tests.Reports;

/// <summary>The JSON document is the whole audit: what was written reads back equal.</summary>
public class JsonReportTests
{
    private static readonly Gen<string> Texts = Gen.OneOf("", "82.3 %", "top-1 error: 0.237", "a\u202eb\u001b[31m", "\"quoted\\\" | 'x'", "Ünïcode ≤ 😀", "line\nbreak");

    private static readonly Gen<Rational> Numbers = Gen.Select(Gen.Long, Gen.Long[1, 1_000_000]).Select((a, b) => new Rational(a, b));

    private static readonly Gen<End> Ends = Gen.Select(Numbers, Gen.Int[0, 2]).Select((n, kind) => kind switch { 0 => End.Unbounded, 1 => End.Closed(n), _ => End.Excluded(n) });

    private static readonly Gen<Interval> Intervals = Gen.Select(Ends, Ends).Select((lo, hi) => new Interval(lo, hi));

    private static readonly Gen<Verdict> Verdicts = Gen.Select(Texts, Texts).SelectMany((a, b) => Gen.OneOf<Verdict>(
        new Verdict.Reproduced(), new Verdict.ReproducedByRounding(a), new Verdict.Consistent(a), new Verdict.Deviates(), new Verdict.Inconsistent(a),
        new Verdict.Inconclusive(a), new Verdict.NotTestable(a, b), new Verdict.NotComparable(a), new Verdict.NotRun(a), new Verdict.Failed(a)));

    private static readonly Gen<Known> Knowns = Gen.OneOf<Known>(
        new Known.Unseen(), new Known.Accepted(null), new Known.Accepted("because"), new Known.Changed("deviates"), new Known.NotMeasuredHere("reproduced"));

    private static readonly Gen<Finding> Findings = Gen.Select(
        Gen.Select(Texts, Texts, Texts, Verdicts), Gen.Select(Knowns, Intervals, Intervals, Gen.Double[0, 1]), Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 500]))
        .Select((a, b, c) => new Finding(
            "paper", "claim", a.Item1, a.Item2, c.Item1 ? null : a.Item3, c.Item1 ? a.Item1 : null, "relation", a.Item4, (Level)c.Item2, c.Item1, b.Item1, (Status)c.Item3,
            c.Item1 ? "a note" : null, a.Item3, c.Item1 ? null : b.Item2, "%", c.Item1 ? null : new Measured(a.Item2, b.Item3), a.Item2,
            c.Item1 ? null : new PValue(b.Item4, b.Item4 / 2, "family", !c.Item1), c.Item1 ? null : new Response(a.Item1, null, "2026-11-23"), !c.Item1,
            [new("printed", a.Item1), new("verdict", a.Item2)], new("specs/x.yaml", c.Item4, 2, 3)));

    [Fact]
    public void A_random_audit_reads_back_equal() => Gen.Select(Findings.Array[0, 5], Texts).Sample((findings, text) =>
    {
        var audit = new Audit(
            [new("paper", "specs/x.yaml", new(text, null, "10.1/x", null, true), 3, 1, false, true, ["gone", text], findings)],
            new("0.1.0", "abc", true, ".NET", text, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(12345), [new("specs/x.yaml", "00ff")]));
        var json = JsonReport.Render(audit);

        Assert.Equal(audit, JsonReport.Read(json));
        Assert.DoesNotContain(json.Split('\n'), line => line.Contains('\u202e', StringComparison.Ordinal) || line.Contains("error: 0.237", StringComparison.Ordinal));
    });

    [Fact]
    public void The_audit_of_all_specs_reads_back_equal()
    {
        var specs = AuditRun.Judge(AuditRun.Measure(Plan.Of(Audited.Shipped), TestContext.Current.CancellationToken), _ => null, TestContext.Current.CancellationToken);
        var audit = new Audit(specs, new("0.1.0", null, false, "", "", default, default, []));

        Assert.Equal(audit, JsonReport.Read(JsonReport.Render(audit)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"recount-audit\",\"version\":2}")]
    [InlineData("{\"format\":\"recount-audit\",\"version\":1}")]
    public void Other_documents_are_refused(string json) => Assert.Throws<FormatException>(() => JsonReport.Read(json));

    [Fact]
    public void Two_audits_that_differ_in_one_word_are_not_equal() => Findings.Sample(finding =>
    {
        Assert.NotEqual(finding, finding with { Reason = finding.Reason + "!" });
        Assert.NotEqual(finding, finding with { Steps = [.. finding.Steps, new Step("more", "")] });
        Assert.NotEqual(finding, finding with { Quote = finding.Quote + "!" });
        Assert.NotEqual(finding, finding with { Place = finding.Place with { Line = finding.Place.Line + 1 } });
    });
}
