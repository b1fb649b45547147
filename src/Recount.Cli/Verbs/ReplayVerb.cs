using System.CommandLine;
using System.Text;
using Recount.Reports;
using Recount.Scoring.Recorded;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount replay SAMPLES...</c>: computes the metrics of another program's samples again.</summary>
internal static class ReplayVerb
{
    public static Command Command(Screen screen)
    {
        var samples = new Argument<string[]>("samples")
        {
            Description = "Files that lm-evaluation-harness wrote with --log_samples: samples_TASK_DATE.jsonl.", Arity = ArgumentArity.OneOrMore,
        };
        var results = new Option<string?>("--results")
        {
            Description = "The results file of the run, for its scores and the settings of its tasks; left out, results_DATE.json of the same date beside the samples.",
            HelpName = "FILE",
        };
        var task = new Option<string?>("--task") { Description = "The task, where the name of the file does not say it.", HelpName = "NAME" };
        var command = new Command("replay",
            "Compute the metrics of recorded samples again, item by item: whether this scorer agrees with the program that wrote them. " +
            "Exit 1: an item or a score differs, or a line cannot be read; 2: nothing can be read; 3: nothing could be computed.")
        {
            samples, results, task,
        };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(samples)!, parsed.GetValue(results), parsed.GetValue(task), screen)));
        return command;
    }

    private static int Run(string[] files, string? results, string? task, Screen screen)
    {
        var diagnostics = new Diagnostics();
        var all = new List<ReplayedMetric>();
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                return screen.Refuse($"There is no file '{file}'.", "Name samples_*.jsonl files that lm-evaluation-harness wrote with --log_samples.");
            }

            var name = task ?? SampleLines.Named(file)?.Task ?? Path.GetFileNameWithoutExtension(file);
            var beside = results ?? Beside(file);
            if (Settings(beside, name, diagnostics) is not { } settings)
            {
                screen.Complain(MistakesPage.Render(diagnostics, screen.Width, "Nothing was computed."));
                return ExitCodes.Usage;
            }

            using var text = new StreamReader(file, Encoding.UTF8);
            var samples = SampleLines.Read(SpecFiles.Shown(file), text, diagnostics);
            if (samples.Count == 0 && new FileInfo(file).Length == 0)
            {
                diagnostics.Add(Mistakes.BadSample(new(SpecFiles.Shown(file), 1, 1, 1), "the file is empty: it holds no samples"));
            }

            var metrics = Replay.Of(samples, settings);
            all.AddRange(metrics);
            if (samples.Count > 0)
            {
                screen.Show(ReplayPage.Render(name, SpecFiles.Shown(file), beside is null ? null : SpecFiles.Shown(beside), metrics, screen.Width));
            }
        }

        if (diagnostics.Count > 0)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width, all.Count == 0 ? "Nothing was computed." : "The other lines were read."));
        }

        return all.Count == 0 ? ExitCodes.Usage : Close(all, diagnostics.Count, screen);
    }

    private static int Close(List<ReplayedMetric> all, int mistakes, Screen screen)
    {
        var page = new Page(screen.Width);
        var differ = all.Count(m => !m.Agrees);
        var (computed, items) = (all.Sum(m => m.Agree + m.Differ.Count), all.Sum(m => m.Items));
        var left = items - computed is > 0 and var some ? $"; {Words.Number(some)} of {Words.Number(items)} values were not computed" : "";
        if (differ > 0)
        {
            page.Text($"{Words.Count(differ, "metric")} of {Words.Number(all.Count)} not the same{left}.", 0, Tone.Bad);
        }
        else if (computed == 0)
        {
            page.Text("Nothing could be computed.", 0, Tone.Warn);
        }
        else
        {
            page.Text($"All {Words.Number(computed)} values that were computed are the recorded ones{left}.", 0, left.Length > 0 ? Tone.Warn : Tone.Good);
        }

        screen.Show(page);
        return differ > 0 || mistakes > 0 ? ExitCodes.Alarm : computed == 0 ? ExitCodes.Incomplete : ExitCodes.Fine;
    }

    private static ReplaySettings? Settings(string? results, string task, Diagnostics diagnostics)
    {
        if (results is null)
        {
            return ReplaySettings.Plain;
        }

        if (SpecFiles.Text(results, SpecFiles.Shown(results), out var problem) is { } source)
        {
            return ReplaySettings.Of(source, task, diagnostics);
        }

        diagnostics.Add(Mistakes.Unreadable(new(SpecFiles.Shown(results), 1, 1, 1), problem!));
        return null;
    }

    // The results file that the harness wrote at the same time.
    private static string? Beside(string samples) => SampleLines.Named(samples) is var (_, time) &&
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(samples))!, $"results_{time}.json") is var file && File.Exists(file) ? file : null;
}
