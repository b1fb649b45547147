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
        var files = context.Plan.Specs
            .SelectMany(s => s.External.Select(d => (Input: d.Input!, IsHere: d.Table is not null))
                .Concat(s.Results.Where(r => r.Input is not null).Select(r => (Input: r.Input!, IsHere: r.Run is not null))))
            .DistinctBy(f => f.Input.Sha256 ?? f.Input.Name).ToList();
        var missing = files.Count(f => !f.IsHere);
        return $"{Words.Count(context.Plan.Checks.Count, "check")}; {Words.Count(files.Count, "data file")} by url, {(missing == 0 ? "all here" : $"{missing} not here")}";
    });
}
