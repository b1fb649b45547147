using Cake.Frosting;
using Recount.Audits;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Snapshots")]
[TaskDescription("Compares the findings with the accepted snapshots.")]
[IsDependentOn(typeof(Judge))]
public sealed class Snapshots : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Compared", () =>
    {
        var same = context.Audit.Specs.Count(s => Drift.Of(s, context.Snapshots.Read(s.Name)).Lines.Count == 0);
        return $"{same} of {Words.Count(context.Audit.Specs.Count, "snapshot")} as accepted";
    });
}
