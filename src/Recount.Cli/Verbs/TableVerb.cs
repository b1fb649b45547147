using System.CommandLine;
using System.Numerics;
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
            "Exit 1: some; 2: not readable; 3: nothing could be checked.")
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

        var (findings, unknown) = (new List<Finding>(), new List<string>());
        for (var i = 0; i < layouts.Count; i++)
        {
            var table = TableQuestion.Of(layouts[i], new(layouts[i], named, all));
            var answer = table.Answer(stop);
            screen.Show(TablePage.Render(isLatex ? $"Table {i + 1}" : Path.GetFileName(file), table, answer, screen.Width).Blank());
            findings.AddRange(answer);
            unknown.AddRange(table.Unchecked.Where(u => u.Why == TableQuestion.Unknown).SelectMany(u => u.Names));
        }

        return Close(file, findings, unknown, screen);
    }

    private static int Close(string file, List<Finding> findings, List<string> unknown, Screen screen)
    {
        var page = new Page(screen.Width);
        if (unknown.Count > 0)
        {
            page.Labelled("  say how many   ", $"recount table {Hints.Quote(file)} --items {Hints.Quote($"{unknown[0]}=N")}").Blank();
        }

        var wrong = findings.Count(f => f.Verdict is Verdict.Inconsistent or Verdict.Deviates);
        if (findings.Count == 0)
        {
            page.Text("Nothing could be checked.", 0, Tone.Warn);
        }
        else
        {
            page.Text(wrong == 0 ? $"Of {Words.Count(findings.Count, "check")} none found anything." : $"{Words.Count(wrong, "number")} to look at.", 0, wrong == 0 ? Tone.Good : Tone.Bad);
        }

        screen.Show(page);
        return wrong > 0 ? ExitCodes.Alarm : findings.Count == 0 ? ExitCodes.Incomplete : ExitCodes.Fine;
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
