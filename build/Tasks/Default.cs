using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Default")]
[TaskDescription("Audits every spec and sums up: verdicts, the gravest findings, where the report is.")]
[IsDependentOn(typeof(Report))]
[IsDependentOn(typeof(Snapshots))]
public sealed class Default : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context)
    {
        context.Show(SummaryPage.Render(context.Audit, context.Width, AuditContext.Hints, $"{context.ArtifactFolder}/audit.md"));
        context.Outcome.ExitCode = context.Audit.ExitCode();
    }
}
