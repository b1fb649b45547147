using System.CommandLine;
using Recount.Audits;
using Recount.Reports;

namespace Recount.Cli.Verbs;

/// <summary><c>recount accept</c>: record findings as known, with a reason. It hides nothing: the verdict stays.</summary>
internal static class AcceptVerb
{
    public static Command Command(Screen screen)
    {
        var claims = new Argument<string[]>("claim") { Description = "Claims (chinchilla/exponent-a), rows of them, or whole specs (chinchilla).", Arity = ArgumentArity.OneOrMore };
        var because = new Option<string>("--because") { Description = "Why; kept in the snapshot beside the finding.", Required = true, HelpName = "TEXT" };
        var specs = new Option<string?>("--specs") { Description = "The spec file or folder to look in. Left out: specs/.", HelpName = "PATH" };
        var snapshots = Chosen.SnapshotsOption();
        var command = new Command("accept", "Record findings in the accepted snapshot, so that they are known from now on. Their verdicts stay as they are.") { claims, because, specs, snapshots };
        command.SetAction((parsed, stop) =>
        {
            var reason = parsed.GetValue(because)!.Trim();
            if (reason.Length == 0)
            {
                return Task.FromResult(screen.Refuse("A reason is needed: --because \"...\""));
            }

            var given = parsed.GetValue(specs);
            if (Chosen.Read(given is null ? [] : [given], parsed.GetValue(claims) ?? [], parsed.GetValue(snapshots), screen, out var exit) is not { } chosen)
            {
                return Task.FromResult(exit);
            }

            if (chosen.Plan(screen) is not { } plan)
            {
                return Task.FromResult(ExitCodes.Usage);
            }

            // The whole spec is measured, so that the rest of the snapshot keeps its order.
            var touched = plan.Checks.Select(c => c.Spec).Distinct().ToList();
            var audit = chosen.Workbench.Run(Plan.Of(touched, [], out _)!, stop);
            foreach (var spec in audit.Specs)
            {
                Accept(spec, [.. plan.Checks.Where(c => c.Spec.Name == spec.Name).Select(c => c.Id)], reason, chosen, screen);
            }

            return Task.FromResult(ExitCodes.Fine);
        });
        return command;
    }

    private static void Accept(SpecAudit spec, HashSet<string> ids, string because, Chosen chosen, Screen screen)
    {
        var files = chosen.Workbench.Snapshots;
        var accepted = files.Read(spec.Name) ?? new(spec.Name, [], new Dictionary<string, string>());
        var now = Snapshot.Of(spec, accepted);
        var findings = spec.Findings.Where(f => ids.Contains(f.Id)).ToList();
        var written = accepted.Accept(now, [.. findings.Select(f => SnapshotRow.Of(f).Key)], [.. findings.Where(Snapshot.NeedsReason).Select(f => SnapshotRow.Of(f).Key)], because);
        files.Write(written);
        var left = now.Rows.Count(r => written.Row(r.Key) != r);
        screen.Show(new Page(screen.Width).Line(new Piece($"Accepted {findings.Count} of {spec.Findings.Count} findings of {spec.Name} in {Workspace.SpecFiles.Shown(files.PathOf(spec.Name))}{(left > 0 ? $"; {left} differ still" : "")}.")));
    }
}
