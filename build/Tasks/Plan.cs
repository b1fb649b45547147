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
        var files = context.Plan.Specs.SelectMany(s => s.External).DistinctBy(f => f.Input.Sha256 ?? f.Input.Name).ToList();
        var missing = files.Count(f => f.IsHere is false);
        return $"{Words.Count(context.Plan.Checks.Count, "check")}; {Words.Count(files.Count, "file")} by url, {(missing == 0 ? "all here" : $"{missing} not here")}";
    });
}
