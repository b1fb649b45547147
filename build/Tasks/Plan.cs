using Cake.Frosting;
using Recount.Reports;

namespace Recount.Build.Tasks;

[TaskName("Plan")]
[TaskDescription("Lists what is to be measured: every claim, or every row of the table that a claim goes through.")]
[IsDependentOn(typeof(Check))]
public sealed class Plan : FrostingTask<AuditContext>
{
    public override void Run(AuditContext context) => context.Stage("Planned", () =>
    {
        var files = context.Plan.Specs.SelectMany(s => s.External).DistinctBy(d => d.Input!.Sha256 ?? d.Input.Name).ToList();
        var missing = files.Count(d => d.Table is null);
        return $"{Words.Count(context.Plan.Checks.Count, "check")}; {Words.Count(files.Count, "data file")} by url, {(missing == 0 ? "all here" : $"{missing} not here")}";
    });
}
