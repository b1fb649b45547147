using Recount.Claims;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Audits;

/// <summary>Carries out a plan in two steps: measuring gives numbers, judging gives findings. A changed tolerance needs no new measurement.</summary>
public static class AuditRun
{
    /// <summary>Stands between what is missing and how to get it.</summary>
    internal const string ToGetIt = " To get it: ";

    /// <summary>Measures every check of a plan; what broke is a measurement too, and costs no other.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static MeasuredPlan Measure(Plan plan, CancellationToken stop = default) => Measure(plan, null, null, new(false, stop));

    /// <summary>The same, told of: by several threads at once.</summary>
    /// <param name="begins">Called with each check before it is measured.</param>
    /// <param name="ends">Called with each check when it is measured.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static MeasuredPlan Measure(Plan plan, Action<Planned>? begins, Action<Planned>? ends, Effort effort) => Measure(plan, begins, ends, effort, _ => effort.Full);

    /// <summary>The same, with as much effort for each check as is asked for it.</summary>
    /// <param name="full">The check is measured however long it takes.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static MeasuredPlan Measure(Plan plan, Action<Planned>? begins, Action<Planned>? ends, Effort effort, Func<Planned, bool> full)
    {
        var measurements = new Measurement[plan.Checks.Count];
        var (prepared, others) = (new List<int>(), new List<int>());
        for (var i = 0; i < measurements.Length; i++)
        {
            (plan.Checks[i].Check.Measure.Preparation is null ? others : prepared).Add(i);
        }

        Effort Of(Planned planned) => effort with { Full = full(planned) };

        // Checks that wait for the same model side by side would hold the threads that it needs.
        void Prepare()
        {
            foreach (var check in prepared.Select(i => plan.Checks[i]))
            {
                try
                {
                    check.Check.Measure.Preparation!(Of(check));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // It breaks again where it is measured, and is told there.
                }
            }
        }

        void Each(List<int> checks) => Parallel.ForEach(checks, new() { CancellationToken = effort.Stop }, i =>
        {
            begins?.Invoke(plan.Checks[i]);
            try
            {
                measurements[i] = plan.Checks[i].Check.Measure.Run(Of(plan.Checks[i]));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                measurements[i] = new Measurement.Broken(e.Message.TrimEnd('.'));
            }

            ends?.Invoke(plan.Checks[i]);
        });
        var preparing = Task.Factory.StartNew(Prepare, effort.Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Each(others);
        }
        finally
        {
            // A model that was stopped writes down what it has.
            Task.WaitAny([preparing], CancellationToken.None);
        }

        preparing.GetAwaiter().GetResult();
        Each(prepared);
        return new(plan, measurements);
    }

    /// <summary>The findings of every spec of a plan, in file order whatever the order of work.</summary>
    /// <param name="snapshots">The accepted snapshot of a spec, or null.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<SpecAudit> Judge(MeasuredPlan measured, Func<Specs.Spec, Snapshot?> snapshots, CancellationToken stop = default)
    {
        var plan = measured.Plan;
        var findings = new Finding[plan.Checks.Count];
        Parallel.For(0, findings.Length, new() { CancellationToken = stop }, i => findings[i] = Judge(plan.Checks[i], measured.Measurements[i]));
        return [.. plan.Specs.Select(spec => Collect(spec, plan, [.. findings.Where((_, i) => ReferenceEquals(plan.Checks[i].Spec, spec))], snapshots(spec)))];
    }

    private static SpecAudit Collect(Specs.Spec spec, Plan plan, List<Finding> findings, Snapshot? accepted)
    {
        List<Finding> own = [.. Families(findings, spec).Select(f => f with { Known = KnownAs(f, accepted) })];
        var keys = own.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var whole = plan.IsWhole(spec);
        var orphans = whole ? accepted?.Rows.Select(r => r.Key).Where(k => !keys.Contains(k)).ToList() ?? [] : [];
        return new(spec.Name, spec.Inputs[0].Path, spec.Paper, spec.Claims.Count, spec.Claims.Sum(c => c.EmptyCells), whole, accepted is not null, orphans, own);
    }

    private static Finding Judge(Planned planned, Measurement measurement)
    {
        var (spec, claim, check) = planned;
        Judgement judgement;
        try
        {
            judgement = measurement switch
            {
                Measurement.Missing missing => Without(check, new Verdict.NotRun(missing.Get), $"{missing.What}.{ToGetIt}{missing.Get}"),
                Measurement.Broken broken => Without(check, new Verdict.Failed(broken.Reason), $"The measurement broke: {broken.Reason}."),
                _ => check.Measure.Judge(measurement, claim, check),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            judgement = Without(check, new Verdict.Failed(e.Message), $"The judgement broke: {e.Message}");
        }

        var known = (judgement.RestsOn ?? check.Measure.Inputs).Concat(check.Published is { } p ? [p] : []).Select(n => (n.Status, n.Source)).Concat(check.Measure.Standings).ToList();
        var status = known.Select(n => n.Status).Append(claim.Status ?? (known.Count == 0 ? spec.Status : Status.Primary)).Max();
        var sources = known.Where(n => n.Status == status).Select(n => n.Source).OfType<string>().Distinct().ToList();
        var source = status == Status.Primary ? null
            : sources.Count == 0 ? claim.Source ?? spec.Source
            : string.Join(" and ", sources.Take(2)) + (sources.Count > 2 ? " and others" : "");
        return new(
            spec.Name, claim.Id, check.Row, check.Says, claim.Quote, claim.At, claim.Kind, judgement.Verdict, Levels.Of(judgement.Verdict, judgement.Flips, status, claim.Raised),
            judgement.Flips, new Known.Unseen(), status, source, judgement.Published, judgement.Interval, judgement.Unit, judgement.Measured,
            Quoted(judgement.Reason, status, source), judgement.P is { } value ? new(value, null, claim.Family, judgement.PDecides) : null, claim.Response,
            status == Status.Primary && !spec.Paper.Fictional, judgement.Steps, check.Place);
    }

    private static string Quoted(string reason, Status status, string? source) => status switch
    {
        Status.Primary => reason,
        Status.Secondary => $"As quoted by {source ?? "others"}: {reason}",
        _ => $"Unverified, from {source ?? "another place"}: {reason}",
    };

    private static Judgement Without(Check check, Verdict verdict, string reason) =>
        new(verdict, check.Published?.Shown ?? "", check.Published?.Value.Interval, check.Published?.Value.Unit.Name ?? "", null, reason, [new("verdict", reason)]);

    // Over all checks that the spec declares for a family, whatever ran; one without a p counts as 1.
    private static List<Finding> Families(List<Finding> findings, Specs.Spec spec)
    {
        foreach (var family in spec.Families.Values)
        {
            var members = spec.Claims.Where(c => c.Family == family.Name).SelectMany(c => c.Checks.Select(k => (c.Id, k.Row)))
                .Select(m => findings.FindIndex(f => f.Claim == m.Id && f.Row == m.Row)).ToList();
            var adjusted = Multiplicity.Adjust(family.Method, [.. members.Select(i => i < 0 ? 1 : findings[i].P?.P ?? 1)]);
            foreach (var (index, p) in members.Zip(adjusted).Where(m => m.First >= 0 && findings[m.First].P is not null))
            {
                var finding = findings[index];
                var below = Rational.Of(p) < family.Alpha ? "below" : "not below";
                var absent = members.Count(i => i < 0);
                var counted = absent > 0 ? $", {absent} of them not measured in this run and counted as 1" : "";

                // A deviation that only a test by chance shows does not outlive its family.
                var stands = finding is not { Verdict: Verdict.Deviates, P.Decides: true } || Rational.Of(p) < family.Alpha;
                findings[index] = finding with
                {
                    Verdict = stands ? finding.Verdict : new Verdict.Inconclusive("more data: among so many checks it may be chance"),
                    Level = stands ? finding.Level : Level.Note,
                    P = finding.P! with { Adjusted = p, Family = family.Name },
                    Reason = $"{finding.Reason} Adjusted over the {members.Count} checks of the family {family.Name} ({family.Method}){counted}, " +
                        $"p is {NumberText.Significant(Rational.Of(p), 3)}: {below} {NumberText.Significant(family.Alpha, 3)}.",
                };
            }
        }

        return findings;
    }

    private static Known KnownAs(Finding finding, Snapshot? snapshot)
    {
        var now = SnapshotRow.Of(finding);
        return snapshot?.Row(now.Key) is not { } row ? new Known.Unseen()
            : finding.Verdict is Verdict.NotRun && row.Verdict != now.Verdict ? new Known.NotMeasuredHere(row.Verdict)
            : row.Verdict == now.Verdict ? new Known.Accepted(snapshot.Reasons.GetValueOrDefault(now.Key))
            : new Known.Changed(row.Verdict);
    }
}
