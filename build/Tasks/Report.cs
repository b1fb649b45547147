using Cake.Frosting;
using Recount.Reports;
using Recount.Workspace;

namespace Recount.Build.Tasks;

[TaskName("Report")]
[TaskDescription("Writes the whole audit as JSON and as Markdown into the artifacts folder.")]
[IsDependentOn(typeof(Judge))]
public sealed class Report : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Wrote", () =>
    {
        Files.Write(Path.Combine(context.ArtifactFolder, "audit.json"), JsonReport.Render(context.Audit));
        Files.Write(Path.Combine(context.ArtifactFolder, "audit.md"), MarkdownReport.Render(context.Audit));
        return $"{context.ArtifactFolder}/audit.md and audit.json";
    });
}
