using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Relations")]
[TaskDescription("Evaluates and encloses the formulas and test statistics: arithmetic only.")]
[IsDependentOn(typeof(Plan))]
public sealed class Relations : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Measured", () =>
        string.Join(", ", context.Measured.Plan.Checks.CountBy(c => c.Claim.Kind).Select(kind => Words.Count(kind.Value, kind.Key))));
}
