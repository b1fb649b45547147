using System.CommandLine;
using Recount.Audits;
using Recount.Reports;
using Recount.Specs;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount accept</c>: record findings as known, with a reason. It hides nothing: the verdict stays.</summary>
internal static class AcceptVerb
{
    public static Command Command(Screen screen)
    {
        var claims = new Argument<string[]>("claim") { Description = "Claims (chinchilla/exponent-a), rows of them, or whole specs (chinchilla).", Arity = ArgumentArity.OneOrMore };
        var because = new Option<string>("--because") { Description = "Why; kept in the snapshot beside the finding.", Required = true, HelpName = "TEXT" };
        var full = new Option<bool>("--full") { Description = "Also measure what takes long: bootstraps of more than 500 draws." };
        var specs = Chosen.SpecsOption();
        var snapshots = Chosen.SnapshotsOption();
        var command = new Command("accept",
            "Record findings in the accepted snapshot, so that they are known from now on. Their verdicts stay as they are.") { claims, because, full, specs, snapshots };
        command.SetAction((parsed, stop) =>
        {
            var reason = parsed.GetValue(because)!.Trim();
            if (reason.Length == 0)
            {
                return Task.FromResult(screen.Refuse("A reason is needed: --because \"...\""));
            }

            if (Chosen.ReadIn(parsed.GetValue(specs), parsed.GetValue(claims) ?? [], parsed.GetValue(snapshots), screen, out var exit) is not { } chosen)
            {
                return Task.FromResult(exit);
            }

            if (chosen.Plan(screen) is not { } plan)
            {
                return Task.FromResult(ExitCodes.Usage);
            }

            // The whole spec is measured, so that the rest of the snapshot keeps its order.
            var audit = chosen.Workbench.Judge(screen.Measure(Plan.Of(plan.Specs), parsed.GetValue(full), stop), stop);
            foreach (var (spec, found) in plan.Specs.Zip(audit.Specs))
            {
                var keys = plan.Checks.Where(c => ReferenceEquals(c.Spec, spec)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
                Accept(spec, found, keys, reason, !chosen.Ids.Contains(spec.Name), chosen.Workbench, screen);
            }

            return Task.FromResult(ExitCodes.Fine);
        });
        return command;
    }

    private static void Accept(Spec spec, SpecAudit found, HashSet<string> keys, string because, bool renew, Workbench workbench, Screen screen)
    {
        var files = workbench.SnapshotsOf(spec);
        var written = (files.Read(spec.Name) ?? Snapshot.Empty(spec.Name)).Accept(found, keys, because, renew);
        files.Write(written);
        var left = Drift.Of(found, written).Lines.Count;
        var place = SpecFiles.Shown(files.PathOf(spec.Name));
        var rest = left > 0 ? "; others differ still" : "";
        screen.Show(new Page(screen.Width).Text($"Accepted {Words.Number(keys.Count)} of {Words.Count(found.Findings.Count, "finding")} of {spec.Name} in {place}{rest}."));
    }
}
