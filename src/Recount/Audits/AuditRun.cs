using Recount.Claims;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Audits;

/// <summary>Carries out a plan: measure, judge, level, family, snapshot.</summary>
public static class AuditRun
{
    /// <summary>The findings of every spec of a plan, in file order whatever the order of work.</summary>
    /// <param name="snapshots">The accepted snapshot of a spec, or null.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static IReadOnlyList<SpecAudit> Run(Plan plan, Func<string, Snapshot?> snapshots, CancellationToken stop = default)
    {
        var accepted = plan.Specs.ToDictionary(s => s.Name, s => snapshots(s.Name), StringComparer.Ordinal);
        var findings = new Finding[plan.Checks.Count];
        Parallel.For(0, findings.Length, new() { CancellationToken = stop }, i => findings[i] = Find(plan.Checks[i]));
        return
        [
            .. plan.Specs.Select(spec =>
            {
                var own = findings.Where((_, i) => ReferenceEquals(plan.Checks[i].Spec, spec)).ToList();
                own = [.. Families(own, spec).Select(f => f with { Known = KnownAs(f, accepted[spec.Name]) })];
                var keys = own.Select(f => SnapshotRow.Of(f).Key).ToHashSet(StringComparer.Ordinal);
                var orphans = plan.IsWhole ? accepted[spec.Name]?.Rows.Select(r => r.Key).Where(k => !keys.Contains(k)).ToList() ?? [] : [];
                return new SpecAudit(spec.Name, spec.Inputs[0].Path, spec.Paper.Title, spec.Paper.Arxiv, spec.Paper.Fictional, spec.Claims.Count,
                    spec.Claims.Sum(c => c.EmptyCells), plan.IsWhole, accepted[spec.Name] is not null, orphans, own);
            }),
        ];
    }

    private static Finding Find(Planned planned)
    {
        var (spec, claim, check) = planned;
        Judgement judgement;
        try
        {
            judgement = check.Measure.Run() switch
            {
                Measurement.Missing missing => Without(check, new Verdict.NotRun(missing.Get), $"{missing.What} was not there. {missing.Get}"),
                Measurement.Broken broken => Without(check, new Verdict.Failed(broken.Reason), $"The measurement broke: {broken.Reason}."),
                var measurement => check.Measure.Judge(measurement, claim, check),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One broken measurement must not cost the others.
            judgement = Without(check, new Verdict.Failed(e.Message), $"The measurement broke: {e.Message}");
        }

        var numbers = check.Measure.Inputs.Concat(check.Published is { } p ? [p] : []).ToList();
        var status = numbers.Select(n => n.Status).Append(claim.Status ?? Status.Primary).Max();
        var source = status == Status.Primary ? null : numbers.FirstOrDefault(n => n.Status == status)?.Source ?? claim.Source;
        var reason = status == Status.Primary ? judgement.Reason : $"As quoted by {source ?? "others"}{(status == Status.Unverified ? " (unverified)" : "")}: {judgement.Reason}";
        return new(
            spec.Name, claim.Id, check.Row, check.Says, claim.At, claim.Kind, judgement.Verdict, Levels.Of(judgement.Verdict, judgement.Flips, status, claim.Raised),
            judgement.Flips, new Known.Unseen(), status, source, judgement.Published, judgement.Interval, judgement.Unit, judgement.Measured, reason,
            judgement.P is { } value ? new(value, null, claim.Family) : null, claim.Response, status == Status.Primary && !spec.Paper.Fictional, judgement.Steps, check.Place);
    }

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
                findings[index] = finding with
                {
                    P = finding.P! with { Adjusted = p, Family = family.Name },
                    Reason = $"{finding.Reason} Adjusted over the {members.Count} checks of the family {family.Name} ({family.Method}), p is {NumberText.Significant(Rational.Of(p), 3)}: {below} {NumberText.Significant(family.Alpha, 3)}.",
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
