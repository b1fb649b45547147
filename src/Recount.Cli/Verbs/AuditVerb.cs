using System.CommandLine;
using Recount.Audits;
using Recount.Reports;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount audit</c>: measure, judge, show.</summary>
internal static class AuditVerb
{
    private static readonly string[] Formats = ["table", "json", "markdown", "concise"];

    public static Command Command(Screen screen)
    {
        var targets = Chosen.Targets();
        var only = new Option<string[]>("--only") { Description = "Only this claim; may be repeated.", HelpName = "ID", AllowMultipleArgumentsPerToken = false };
        var output = new Option<string?>("--out") { Description = "Also write audit.json and audit.md into this folder.", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = $"What goes to standard output: {string.Join(", ", Formats)}.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong(Formats);
        var drift = new Option<bool>("--drift") { Description = "Compare with the accepted snapshots line by line; exit 1 where they differ." };
        var all = new Option<bool>("--all") { Description = "Show every finding, not only those that need attention." };
        var full = new Option<bool>("--full") { Description = "Everything: the full text of every finding, and bootstraps of more than 500 draws." };
        var require = new Option<bool>("--require-all") { Description = "Exit 3 when something was not measured." };
        var priceAsOf = Chosen.PriceAsOfOption();
        var snapshots = Chosen.SnapshotsOption();
        var command = new Command("audit", "Audit specs and show what needs attention. Exit 0: nothing new; 1: something new at level error, or a known verdict that changed; 2: a bad spec.")
        {
            targets, only, output, format, drift, all, full, require, priceAsOf, snapshots,
        };
        command.SetAction((parsed, stop) =>
        {
            if (!Chosen.IsDay(parsed.GetValue(priceAsOf), screen, out var day))
            {
                return Task.FromResult(ExitCodes.Usage);
            }

            if (Chosen.Read(parsed.GetValue(targets) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(snapshots), screen, out var exit) is not { } chosen)
            {
                return Task.FromResult(exit);
            }

            if (chosen.Plan(screen) is not { } plan)
            {
                return Task.FromResult(ExitCodes.Usage);
            }

            screen.Progress($"Checked {Words.Count(plan.Specs.Count, "spec")}; {Words.Count(plan.Checks.Count, "check")} to make");

            var audit = chosen.Workbench.Judge(screen.Measure(plan, _ => parsed.GetValue(full), day, stop), stop);
            if (parsed.GetValue(output) is { } folder)
            {
                var (json, markdown) = (JsonReport.Render(audit), MarkdownReport.Render(audit));
                stop.ThrowIfCancellationRequested();
                Files.Write(Path.Combine(folder, "audit.json"), json);
                Files.Write(Path.Combine(folder, "audit.md"), markdown);
            }

            if (parsed.GetValue(drift))
            {
                return Task.FromResult(ShowDrift(audit, plan, chosen, screen));
            }

            switch (parsed.GetValue(format))
            {
                case "json":
                    screen.Out.Write(JsonReport.Render(audit));
                    break;
                case "markdown":
                    screen.Out.Write(MarkdownReport.Render(audit));
                    break;
                case "concise":
                    screen.Show(FindingsPage.Concise(audit));
                    break;
                default:
                    screen.Show(FindingsPage.Render(audit, screen.Width, chosen.Hints, parsed.GetValue(all) || chosen.Ids.Count > 0, parsed.GetValue(full)));
                    break;
            }

            return Task.FromResult(audit.ExitCode(parsed.GetValue(require)));
        });
        return command;
    }

    private static int ShowDrift(Audit audit, Plan plan, Chosen chosen, Screen screen)
    {
        var drifts = plan.Specs.Zip(audit.Specs, (spec, found) => Drift.Of(found, chosen.Workbench.SnapshotsOf(spec).Read(spec.Name))).ToList();
        if (chosen is { IsFolder: true, Ids.Count: 0 })
        {
            var names = chosen.Specs.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            var folders = chosen.Specs.Select(chosen.Workbench.SnapshotsOf).DistinctBy(f => f.PathOf(""));
            drifts.AddRange(folders.SelectMany(f => f.Specs().Where(n => !names.Contains(n)).Select(n => Drift.OfOrphan(f.Read(n)!))));
        }

        screen.Show(DriftPage.Render(drifts, screen.Width, chosen.Hints));
        return drifts.Any(d => d.Lines.Count > 0) ? ExitCodes.Alarm : ExitCodes.Fine;
    }
}
