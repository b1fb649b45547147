using System.CommandLine;
using Recount.Reports;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary><c>recount format TASK</c>: shows the prompt that a format makes of an item, every blank of it.</summary>
internal static class FormatVerb
{
    public static Command Command(Screen screen)
    {
        var task = new Argument<string?>("task") { Description = "A task, such as boolq, or one format of it: lm-eval/boolq. Left out, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string?>("--data") { Description = "Items to show instead of our own sample: .jsonl, .json, .csv, .tsv or .parquet.", HelpName = "FILE" };
        var item = new Option<int>("--item") { Description = "Which item of the data, from 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var formats = new FormatOptions();
        var command = new Command("format", "Show a rendered prompt with every blank and break: · and ↵.") { task, data, item };
        formats.AddTo(command, false);
        command.SetAction(parsed => parsed.GetValue(task) is { } named ? Run(named, parsed.GetValue(data), parsed.GetValue(item), parsed, formats, screen) : List(screen));
        return command;
    }

    private static int List(Screen screen)
    {
        screen.Show(FormatPage.Tasks(screen.Width));
        return ExitCodes.Fine;
    }

    private static int Run(string named, string? data, int number, ParseResult parsed, FormatOptions options, Screen screen)
    {
        var diagnostics = new Diagnostics();
        var (source, name) = named.Split('/') is [var s, var n] ? (s, n) : (null, named);
        var at = ScoreOptions.At("task");
        if (Presets.Task(name) is not { } task)
        {
            diagnostics.Add(Mistakes.UnknownTask(at(0, named.Length), name, Presets.Tasks.Select(t => t.Name)));
        }
        else if (source is not null && Presets.Of(name).All(p => p.Name != source))
        {
            diagnostics.Add(Mistakes.UnknownPreset(at(0, named.Length), source, [.. Presets.Of(name).Select(p => p.Name)]));
        }
        else if (options.Read(parsed, task, source, diagnostics) is { } grid && Items(task, data, diagnostics) is { } items)
        {
            if (number < 1 || number > items.Items.Count)
            {
                return screen.Refuse($"There is no item {number}; the data have {items.Items.Count}.");
            }

            // Shots come from all items; what is shown is one of them.
            var shown = items with { Items = [items.Items[number - 1]] };
            if (new FormatTasks(task, name, at(0, named.Length), diagnostics).Of(grid.Formats, shown, items) is { } made && !diagnostics.Any)
            {
                return Show(name, made, screen);
            }
        }

        screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
        return ExitCodes.Usage;
    }

    private static ItemSet? Items(FormattedTask task, string? data, Diagnostics diagnostics) => data is not null
        ? NamedItems.Read(new("data", data, ScoreOptions.At("--data")), null, null, null, diagnostics)
        : new("our own sample", [.. task.Sample!.Fields.Keys], [task.Sample]);

    private static int Show(string name, IReadOnlyList<FormatTask> formats, Screen screen)
    {
        var page = new Page(screen.Width);
        foreach (var format in formats)
        {
            var problems = new List<string>();
            if (Rendering.Of(format.Task, problems) is not [var item] || problems.Count > 0)
            {
                return screen.Refuse(problems.FirstOrDefault() ?? "Nothing could be rendered.");
            }

            FormatPage.Render(page, name, format, item);
        }

        screen.Show(page);
        return ExitCodes.Fine;
    }
}
