using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Judge")]
[TaskDescription("Gives every measurement its verdict and level, and says which are known.")]
[IsDependentOn(typeof(Relations))]
public sealed class Judge : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Judged", () => Words.Count(context.Audit.Findings.Count(), "finding"));
}
