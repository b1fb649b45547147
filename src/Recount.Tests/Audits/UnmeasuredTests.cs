using Recount.Audits;
using Recount.Claims;
using Recount.Findings;
using Recount.Printed;
using Recount.Specs;

namespace Recount.Tests.Audits;

/// <summary>What could not be measured, or broke, is a finding of its own and costs no other.</summary>
public class UnmeasuredTests
{
    private static readonly Spec Arithmetic = Audited.Read("claims:\n  - { id: sum, says: \"s\", relation: 1 + 1 = 2 }\n  - { id: other, says: \"o\", relation: 1 + 1 = 2 }\n");

    [Fact]
    public void A_missing_input_is_not_run_and_says_how_to_get_it()
    {
        var finding = Audit(new Measurement.Missing("model.onnx", "recount fetch paper/sum"))[0];

        Assert.Equal("recount fetch paper/sum", Assert.IsType<Verdict.NotRun>(finding.Verdict).Get);
        Assert.Equal(Level.Note, finding.Level);
    }

    [Fact]
    public void A_broken_measurement_fails_and_the_others_stand()
    {
        var findings = Audit(null);

        Assert.Equal("no such luck", Assert.IsType<Verdict.Failed>(findings[0].Verdict).Reason);
        Assert.Equal(Level.Warning, findings[0].Level);
        Assert.IsType<Verdict.Consistent>(findings[1].Verdict);
    }

    [Fact]
    public void Not_measured_here_is_no_change_of_what_was_accepted()
    {
        var accepted = new Snapshot("paper", [new("sum", "reproduced", "1", "1"), new("other", "consistent", "1 + 1 = 2", "difference 0")], new Dictionary<string, string>());
        var audit = AuditWith(new Measurement.Missing("model.onnx", "fetch it"), accepted);

        Assert.Equal("not measured here (accepted: reproduced)", audit.Findings[0].Known.Word);
        Assert.False(audit.Findings[0].IsAlarm);
        Assert.Empty(Drift.Of(audit, accepted).Lines);
        Assert.Equal(accepted.Rows, accepted.Accept(audit, new HashSet<string> { "sum", "other" }, "why", true).Rows);
    }

    [Fact]
    public void What_was_not_measured_is_incomplete_where_everything_is_asked_for()
    {
        var audit = new Audit([AuditWith(new Measurement.Missing("model.onnx", "fetch it"), null)], new("1", null, false, "", "", default, default, []));

        Assert.Equal(0, audit.ExitCode());
        Assert.Equal(3, audit.ExitCode(requireAll: true));
    }

    [Fact]
    public void A_run_that_is_stopped_measures_and_judges_no_further()
    {
        using var stop = new CancellationTokenSource();
        var measured = AuditRun.Measure(Plan.Of([Arithmetic]), TestContext.Current.CancellationToken);
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => AuditRun.Measure(Plan.Of([Arithmetic]), stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => AuditRun.Judge(measured, _ => null, stop.Token));
    }

    private static IReadOnlyList<Finding> Audit(Measurement? measurement) => AuditWith(measurement, null).Findings;

    private static SpecAudit AuditWith(Measurement? measurement, Snapshot? accepted)
    {
        var claim = Arithmetic.Claims[0];
        var spec = Arithmetic with { Claims = [claim with { Checks = [claim.Checks[0] with { Measure = new Unlucky(measurement) }] }, Arithmetic.Claims[1]] };
        return Audited.Audit(spec, accepted);
    }

    private sealed record Unlucky(Measurement? Gives) : Measure
    {
        public override IReadOnlyList<PrintedNumber> Inputs => [];

        public override Measurement Run() => Gives ?? throw new InvalidOperationException("no such luck.");

        public override Judgement Judge(Measurement measurement, Claim claim, Check check) => throw new NotSupportedException();
    }
}
