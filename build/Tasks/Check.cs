using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Check")]
[TaskDescription("Reads every spec and its tables; any mistake ends the run, all of them shown.")]
public sealed class Check : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Checked", () =>
        $"{Words.Count(context.Specs.Count, "spec")}, {Words.Count(context.Specs.Sum(s => s.Claims.Count), "claim")}, no mistakes");
}
