using Cake.Frosting;

namespace Recount.Build.Tasks;

[TaskName("Relations")]
[TaskDescription("Encloses formulas and test statistics, and counts what test sets can give: arithmetic only.")]
[IsDependentOn(typeof(Plan))]
public sealed class Relations : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Measured", () =>
    {
        const int most = 3;
        var kinds = context.Measured.Plan.Checks.CountBy(c => c.Claim.Kind).OrderByDescending(k => k.Value).ToList();
        var named = kinds.Take(most).Select(k => FormattableString.Invariant($"{k.Value:N0} by {k.Key}"));
        return string.Join(", ", kinds.Count > most ? named.Append(FormattableString.Invariant($"{kinds.Skip(most).Sum(k => k.Value):N0} by {kinds.Count - most} other kinds")) : named);
    });
}
