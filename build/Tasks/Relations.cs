using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Relations")]
[TaskDescription("Encloses formulas and test statistics, and counts what test sets can give: arithmetic only.")]
[IsDependentOn(typeof(Plan))]
public sealed class Relations : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Measured", () =>
        string.Join(", ", context.Measured.Plan.Checks.CountBy(c => c.Claim.Kind).Select(kind => FormattableString.Invariant($"{kind.Value:N0} by {kind.Key}"))));
}
