using Cake.Frosting;
using Recount.Reports;
using Recount.Workspace;

namespace Recount.Build.Tasks;

[TaskName("Picture")]
[TaskDescription("Draws the README's picture again: what 'recount audit' shows for one paper.")]
[IsDependentOn(typeof(Judge))]
public sealed class Picture : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Drew", () =>
    {
        var audit = context.Audit with { Specs = [.. context.Audit.Specs.Where(s => s.Name == "llama3")] };
        var page = FindingsPage.Render(audit, Page.MaxWidth, Hints.Default, all: true);
        Files.Write("docs/audit.svg", SvgPicture.Render(page, "recount audit specs/llama3.yaml --all"));
        return "docs/audit.svg";
    });
}
