using System.CommandLine;
using System.Numerics;
using Recount.Audits;
using Recount.Audits.Tables;
using Recount.Findings;
using Recount.Reports;
using Recount.Text;
using Recount.Text.Latex;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount table draft.tex</c>: the tables of a draft, before it is submitted.</summary>
internal static class TableVerb
{
    public static Command Command(Screen screen)
    {
        var file = new Argument<string>("file") { Description = "A CSV file, or a LaTeX source with tables." };
        var items = new Option<string[]>("--items")
        {
            Description = "How many items the scores are of: 56 for all, CB=56 for a column or row; may be repeated. A column of counts, or (n = 56) in a name, is read by itself.",
            HelpName = "[NAME=]N",
            AllowMultipleArgumentsPerToken = false,
        };
        var command = new Command("table",
            "Check the tables of a draft: scores that no count of items gives, averages and sums that do not add up, lines that are copies. " +
            "Exit 1: some; 2: not readable; 3: nothing that was checked could have failed, or stopped.")
        {
            file, items,
        };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(items) ?? [], screen, stop)));
        return command;
    }

    private static int Run(string file, string[] items, Screen screen, CancellationToken stop)
    {
        if (Directory.Exists(file))
        {
            return screen.Refuse($"'{file}' is a folder.", "Name a CSV file or a LaTeX source.");
        }

        if (SpecFiles.Text(file, SpecFiles.Shown(file), out var problem) is not { } source)
        {
            return screen.Refuse($"'{file}' cannot be read: {problem}");
        }

        var diagnostics = new Diagnostics();
        var isLatex = source.Text.Contains(@"\begin", StringComparison.Ordinal);
        IReadOnlyList<Grid> grids = isLatex ? LatexTables.Read(source) : [CsvText.Grid(source, diagnostics)];
        if (diagnostics.Count > 0)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
            return ExitCodes.Usage;
        }

        var layouts = grids.Select(TableLayout.Of).OfType<TableLayout>().ToList();
        if (layouts.Count == 0)
        {
            return screen.Refuse($"'{file}' holds no table with numbers.", "Read are CSV files and the tabular environments of LaTeX.");
        }

        if (Given(items, layouts, screen) is not var (named, all))
        {
            return ExitCodes.Usage;
        }

        var (findings, open) = (new List<Finding>(), new List<string>());
        for (var i = 0; i < layouts.Count; i++)
        {
            var known = new TableItems(layouts[i], named, all);
            var table = TableQuestion.Of(layouts[i], known);
            var measured = screen.Measure(Plan.Of([table.Spec]), stop: stop);
            var answer = AuditRun.Judge(measured, _ => null, stop)[0].Findings;
            screen.Show(TablePage.Render(isLatex ? $"Table {i + 1}" : Path.GetFileName(file), table, known.Source, answer, screen.Width).Blank());
            findings.AddRange(answer);
            open.AddRange(table.Open);
        }

        return Close(file, findings, open, isLatex ? LatexTables.Inputs(source) : [], screen);
    }

    private static int Close(string file, List<Finding> findings, List<string> unknown, IReadOnlyList<(string Command, Place At)> inputs, Screen screen)
    {
        var page = new Page(screen.Width);
        foreach (var (command, at) in inputs)
        {
            page.Labelled("  not read       ", $"{command} ({at})");
        }

        if (unknown.Count > 0)
        {
            page.Labelled("  say how many   ", $"recount table {Hints.Quote(file)} --items {Hints.Quote($"{unknown[0]}=N")}");
        }

        var wrong = findings.Count(f => f.Verdict is Verdict.Inconsistent or Verdict.Deviates or Verdict.Failed);
        var open = findings.Count(f => f.Verdict is Verdict.Inconclusive);
        var powerless = findings.Count(f => f.Verdict is Verdict.NotTestable);
        var also = $"{(open > 0 ? $"; {Words.Number(open)} open" : "")}{(powerless > 0 ? $"; {Words.Number(powerless)} could not have failed" : "")}";
        page.Blank();
        if (wrong > 0)
        {
            page.Text($"{Words.Count(wrong, "finding")} to look at in {Words.Count(findings.Count, "check")}{also}.", 0, Tone.Bad);
        }
        else if (findings.Count == powerless)
        {
            page.Text(findings.Count == 0 ? "Nothing could be checked." : $"Nothing that was checked could have failed ({Words.Count(powerless, "check")}).", 0, Tone.Warn);
        }
        else
        {
            page.Text($"Nothing wrong in {Words.Count(findings.Count, "check")}{also}.", 0, open > 0 ? Tone.Warn : Tone.Good);
        }

        screen.Show(page);
        return wrong > 0 ? ExitCodes.Alarm : findings.Count == powerless ? ExitCodes.Incomplete : ExitCodes.Fine;
    }

    // What --items says, or null when something in it is no number or no name of a table.
    private static (IReadOnlyDictionary<string, BigInteger> Named, BigInteger? All)? Given(string[] items, List<TableLayout> layouts, Screen screen)
    {
        var (named, all) = (new Dictionary<string, BigInteger>(StringComparer.OrdinalIgnoreCase), (BigInteger?)null);
        foreach (var text in items)
        {
            if (TableItems.Parse(text) is not var (name, count))
            {
                screen.Refuse($"'{text}' is no number of items.", "Such as: --items 56   --items CB=56");
                return null;
            }

            if (name is not null && !layouts.Any(l => TableItems.Knows(l, name)))
            {
                var names = layouts.SelectMany(TableItems.Names).Distinct().ToList();
                var words = names.Concat(names.SelectMany(n => n.Split(' '))).Distinct();
                screen.Refuse($"No column and no row is called '{name}'.", Nearest.To(name, words) is { } near ? $"Did you mean '{near}'?" : $"There are {Nearest.List(name, names)}");
                return null;
            }

            if (name is null)
            {
                all = count;
            }
            else
            {
                named[name] = count;
            }
        }

        return (named, all);
    }
}
