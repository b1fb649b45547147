using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Plan")]
[TaskDescription("Lists what is to be measured: every claim, or every row of the table that a claim goes through.")]
[IsDependentOn(typeof(Check))]
public sealed class Plan : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Planned", () =>
        $"{Words.Count(context.Plan.Checks.Count, "check")}; all need nothing but this repository");
}
