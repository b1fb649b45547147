using System.Diagnostics;
using System.Globalization;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Workspace.Data;
using Mistakes = Recount.Text.Diagnostics;

namespace Recount.Benchmarks;

/// <summary>
/// BoolQ under 64 formats in one run and in 64 runs of one, in one process: CPU seconds of all threads and tokens; then the same with all scores known. Once with all items, and once with
/// those that no format makes too long: prompts that were cut on the left begin anywhere, and share nothing.
/// </summary>
internal static class Grid
{
    private static readonly (string Axis, string[] Values)[] Axes =
    [
        ("labels", ["question/answer", "Question/Answer", "Q/A", "QUESTION/ANSWER"]),
        ("verbalizers", ["yes/no", "true/false", "Yes/No", "True/False"]),
        ("separator", [": ", ":\n"]),
        ("newline", ["\n", "\n\n"]),
    ];

    public static void Run(string path, string data, int most)
    {
        var mistakes = new Mistakes();
        var all = ItemFiles.Read(data, mistakes) ?? throw new InvalidOperationException(string.Join('\n', mistakes.Sorted()));
        var items = all with { Items = [.. all.Items.Take(most)] };
        var tokenizer = ModelTokenizer.Read(path);
        using var model = LoadedModel.Open(path, new Device.Cpu(), 1);
        var folder = Directory.CreateTempSubdirectory("recount-grid-");
        try
        {
            var number = 0;
            Compare Of(ItemSet set) => new(model, tokenizer, Tasks(set), () => Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{number++}.log")));
            var results = Of(items).Show($"{items.Items.Count} items");
            var fitting = items.Items.Where((_, i) => results.All(r => r.Items[i].Cut == 0)).ToList();
            if (fitting.Count is > 0 && fitting.Count < items.Items.Count)
            {
                Of(items with { Items = fitting }).Show($"{fitting.Count} items that fit");
            }
        }
        finally
        {
            folder.Delete(true);
        }
    }

    private static List<LaidOut> Tasks(ItemSet items)
    {
        var mistakes = new Mistakes();
        TaskText Text(string key, string text) => new(key, text, (offset, length) => new(key, 1, offset + 1, length));
        IReadOnlyList<TaskText> Value(FormatKey axis, string value) => [.. (axis.IsParted ? value.Split('/') : [value]).Select(t => Text(axis.Name, t))];
        var axes = Axes.Select(a => (Key: FormatKey.Of(a.Axis)!, a.Values)).Select(a => (a.Key, (IReadOnlyList<IReadOnlyList<TaskText>>)[.. a.Values.Select(v => Value(a.Key, v))])).ToList();
        var grid = FormatGrid.Of([.. FormatGrid.Product(Presets.Of("boolq")[0], axes)], null, new("grid", 1, 1, 1), mistakes);
        var formats = new FormatTasks(Presets.Task("boolq")!, "boolq", new("grid", 1, 1, 1), mistakes).Of(grid!.Formats, items, items)
            ?? throw new InvalidOperationException(string.Join('\n', mistakes.Sorted()));
        return [.. formats.Select(f => new LaidOut(f.Task, new(JoinRule.LmEval, BosPolicy.Auto, f.Unconditional)))];
    }

    /// <param name="log">A new path each time.</param>
    private sealed record Compare(LoadedModel Model, ModelTokenizer Tokenizer, List<LaidOut> Tasks, Func<string> Log)
    {
        /// <summary>Measures and prints; the results of the one run.</summary>
        public IReadOnlyList<Answered> Show(string name)
        {
            Once([Tasks[0], Tasks[^1]], Log());
            var together = Measured(at => Once(Tasks, at));
            var apart = Measured(at => Tasks.Select((t, i) => Once([t], $"{at}.{i}")).Aggregate((a, b) => (b.Results, a.Work.With(b.Work))));
            Console.WriteLine($"{name} under {Tasks.Count} formats");
            Line("one run", together);
            Line($"{Tasks.Count} runs", apart);
            Console.WriteLine(FormattableString.Invariant(
                $"one run costs {apart.Cpu / together.Cpu:0.0} times less; without all that is not the model {apart.OfModel / together.OfModel:0.0}; ") +
                FormattableString.Invariant($"tokens needed {(double)apart.Work.Needed / together.Work.Needed:0.0}"));
            return together.Results;
        }

        private static void Line(string name, Cost cost) => Console.WriteLine(FormattableString.Invariant(
            $"{name}\t{cost.Cpu:0.00} CPU s, {cost.Known:0.00} when all scores are known\t{cost.Work.Given} tokens given, {cost.Work.Needed} needed, {cost.Work.Ran} run; ") +
            FormattableString.Invariant($"{cost.Work.Needed / cost.OfModel:0} needed tokens a CPU second of the model"));

        private (IReadOnlyList<Answered> Results, ScorerWork Work) Once(List<LaidOut> of, string at)
        {
            using var log = RunLog.Open(at, TaskRun.Identity(Model, Tokenizer));
            var run = new TaskRun(Model, Tokenizer, of[0].Options, log);
            return (run.Do(of), run.Work);
        }

        private Cost Measured(Func<string, (IReadOnlyList<Answered> Results, ScorerWork Work)> work)
        {
            var at = Log();
            (IReadOnlyList<Answered> Results, ScorerWork Work) done = ([], new(0, 0, 0, 0, 0, 0));
            var cpu = Seconds(() => done = work(at));
            return new(cpu, Seconds(() => work(at)), done.Work, done.Results);
        }
    }

    private sealed record Cost(double Cpu, double Known, ScorerWork Work, IReadOnlyList<Answered> Results)
    {
        public double OfModel => Cpu - Known;
    }

    private static double Seconds(Action work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
