using System.CommandLine;
using Recount.Audits;
using Recount.Findings;
using Recount.Reports;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary><c>recount explain</c>: the whole chain of a finding, or what a verdict or a code means.</summary>
internal static class ExplainVerb
{
    private const int Few = 3;

    public static Command Command(Screen screen)
    {
        var subject = new Argument<string>("claim") { Description = "A claim (chinchilla/exponent-a), a row of one (\"chinchilla/flops[10B]\"), a verdict, or a code such as RC004." };
        var specs = Chosen.SpecsOption();
        var snapshots = Chosen.SnapshotsOption();
        var priceAsOf = Chosen.PriceAsOfOption();
        var command = new Command("explain", "Show the chain from the printed text to the verdict; its steps are numbered.") { subject, specs, priceAsOf, snapshots };
        command.SetAction((parsed, stop) => Task.FromResult(Chosen.IsDay(parsed.GetValue(priceAsOf), screen, out var day)
            ? Explain(parsed.GetValue(subject)!, parsed.GetValue(specs), parsed.GetValue(snapshots), day, screen, stop) : ExitCodes.Usage));
        return command;
    }

    private static int Explain(string subject, string? specs, string? snapshots, DateOnly? priceAsOf, Screen screen, CancellationToken stop)
    {
        if (Mistakes.Codes.FirstOrDefault(c => string.Equals(c.Code, subject, StringComparison.OrdinalIgnoreCase)) is { Code: { } code } entry)
        {
            screen.Show(new Page(screen.Width).Line(new Piece(code, Tone.Strong)).Text(entry.About, 2));
            return ExitCodes.Fine;
        }

        if (Verdict.Words.FirstOrDefault(v => v.Word == subject) is { Word: { } word } verdict)
        {
            var meaning = char.ToUpperInvariant(verdict.Meaning[0]) + verdict.Meaning[1..];
            screen.Show(new Page(screen.Width).Line(new Piece(word, Tone.Strong)).Text($"{meaning}. All verdicts: docs/verdicts.md", 2));
            return ExitCodes.Fine;
        }

        if (File.Exists(subject))
        {
            return screen.Refuse($"'{subject}' is a file.", $"Name a claim of it: recount explain CLAIM --specs {Hints.Quote(subject)}");
        }

        if (Chosen.ReadIn(specs, [subject], snapshots, screen, out var exit) is not { } chosen)
        {
            return exit;
        }

        if (chosen.Plan(screen) is not { } plan)
        {
            return ExitCodes.Usage;
        }

        // The whole spec is measured: a family is adjusted over all its claims, whichever is asked about. What takes long, only for those that are.
        var asked = plan.Checks.Select(c => (c.Spec.Name, c.Key)).ToHashSet();
        var audit = chosen.Workbench.Judge(screen.Measure(Plan.Of(plan.Specs), c => asked.Contains((c.Spec.Name, c.Key)), priceAsOf, stop), stop);
        var findings = audit.Findings.Where(f => asked.Contains((f.Spec, f.Key))).OrderByDescending(f => f.Level).ToList();
        var shown = findings.Count <= Few ? findings : findings[..1];
        foreach (var finding in shown)
        {
            screen.Show(ExplanationPage.Render(audit, finding, screen.Width, chosen.Hints));
        }

        if (findings.Count > shown.Count)
        {
            var page = new Page(screen.Width);
            page.Line(new Piece("")).Text($"'{subject}' names {findings.Count} findings; shown is the gravest. The others are:");
            foreach (var finding in findings.Skip(shown.Count))
            {
                page.Line(new Piece($"  {finding.Verdict.Word,-23}"), new Piece(finding.Id));
            }

            screen.Show(page);
        }

        return ExitCodes.Fine;
    }
}
