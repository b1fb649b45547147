using System.CommandLine;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Reports;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Workspace;
using Recount.Workspace.Inputs;

namespace Recount.Cli.Verbs;

/// <summary><c>recount score MODEL DATA --context ... --choices ...</c>: scores a user's own model on a user's own items.</summary>
internal static class ScoreVerb
{
    public static Command Command(Screen screen)
    {
        var how = new ScoreOptions();
        var command = new Command("score",
            "Score a language model (ONNX) on benchmark items: all metrics from one pass, a line an item, and YAML to run it again. Exit 3: stopped; what is measured is kept.");
        how.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(how.Read(parsed), screen, stop)));
        return command;
    }

    private static int Run(ScoreOptions.Line line, Screen screen, CancellationToken stop)
    {
        if (Device.Parse(line.Device) is not { } device)
        {
            return screen.Refuse($"'{line.Device}' is no device.", "Devices: auto, cpu, cuda, cuda:1");
        }

        var diagnostics = new Diagnostics();
        if (Said(line, diagnostics) is { } said)
        {
            var reader = new ScoreReader(said, diagnostics);
            var (options, task) = (reader.Options(line.BatchTokens), reader.Read());
            if (options is not null && task is not null)
            {
                return Score(line, said, reader, task, options, device, screen, stop);
            }
        }

        screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
        return ExitCodes.Usage;
    }

    // What the command line says wins over what a file says.
    private static IReadOnlyList<TaskText>? Said(ScoreOptions.Line line, Diagnostics diagnostics)
    {
        if (line.From is not { } from)
        {
            return line.Texts;
        }

        if (SpecFiles.Text(from, SpecFiles.Shown(from), out var problem) is not { } source)
        {
            diagnostics.Add(Mistakes.Unreadable(new(SpecFiles.Shown(from), 1, 1, 1), problem!));
            return null;
        }

        var keys = line.Texts.Select(t => t.Key).ToHashSet();
        return ScoreYaml.Read(source, diagnostics) is { } file ? [.. file.Where(t => !keys.Contains(t.Key)), .. line.Texts] : null;
    }

    private static int Score(
        ScoreOptions.Line line, IReadOnlyList<TaskText> said, ScoreReader reader, BenchmarkTask task, TaskOptions options, Device device, Screen screen, CancellationToken stop)
    {
        using var watch = new ModelWatch(screen, task.Name);
        return watch.Over(() =>
        {
            var tokenizer = ModelTokenizer.Read(reader.Model!);
            using var model = LoadedModel.Open(reader.Model!, device, line.Threads, reader.ModelSha256, stop);
            if (reader.TokenizerSha256 is { } expected && expected != tokenizer.Sha256)
            {
                watch.Dispose();
                return screen.Refuse($"The tokenizer has the sha256 {tokenizer.Sha256}, not {expected}: it is not the one that was asked for.");
            }

            using var log = line.Log is { } own ? RunLog.Open(own, TaskRun.Identity(model, tokenizer), line.Fresh)
                : RunLog.OpenIn(InputStore.OfEnvironment().Cache, model, tokenizer, line.Fresh);
            var run = new TaskRun(model, tokenizer, options, log);
            var result = run.Do(task, traps => Warn(traps, screen), watch.Done, stop);
            watch.Dispose();
            var yaml = ScoreYaml.Render(said, [("max-length", $"{run.MaxLength}"), ("model-sha256", model.Digest.Sha256), ("tokenizer-sha256", tokenizer.Sha256), .. reader.Digests], result);
            screen.Show(ScorePage.Render(result, SpecFiles.Shown(model.Folder.Graph), Evidence(model, tokenizer, run, log, options), yaml, screen.Width));
            if (line.Out is { } folder)
            {
                Files.Write(Path.Combine(folder, "items.jsonl"), ScoreLines.Render(result));
                Files.Write(Path.Combine(folder, "score.yaml"), yaml);
                screen.Progress($"Wrote items.jsonl and score.yaml into {SpecFiles.Shown(folder)}");
            }

            return ExitCodes.Fine;
        });
    }

    // Before anything runs, in a line each; on the page they stand whole.
    private static void Warn(IReadOnlyList<Recount.Scoring.Items.Trap> traps, Screen screen)
    {
        foreach (var trap in traps)
        {
            screen.Error.WriteLine(new Piece($"{trap.Id}: {trap.Sentence}").Text);
        }
    }

    private static List<(string, string)> Evidence(LoadedModel model, ModelTokenizer tokenizer, TaskRun run, RunLog log, TaskOptions options)
    {
        var work = run.Work;
        var decoder = model.Decoder;
        List<(string, string)> evidence =
        [
            ("model", $"sha256 {model.Digest.Sha256[..12]}..., {model.ElementType} on {decoder.Device}, ONNX Runtime {decoder.Runtime}; {run.MaxLength} positions"),
            ("tokens", $"{string.Join(", ", tokenizer.Files)}, sha256 {tokenizer.Sha256[..12]}...; join {ScoreReader.Word(options.Join)}, BOS {options.Bos.ToString().ToLowerInvariant()}"),
            ("self-check", $"{model.Check}"),
            ("work", $"{Words.Number(work.Measured)} sequences measured, {Words.Number(work.FromLog)} from the log; {Words.Number(work.Given)} tokens asked, " +
                $"{Words.Number(work.Needed)} needed with common beginnings once, {Words.Number(work.Ran)} run with padding; " +
                $"batches of {Words.Number(run.Batches.Anew)} tokens, {Words.Number(run.Batches.Further)} behind common beginnings" +
                (work.Halved > 0 ? $"; {Words.Count(work.Halved, "batch", "batches")} halved for want of memory" : "")),
        ];
        if (decoder.HeadResists is { } head)
        {
            evidence.Add(("full logits", $"all positions get logits, since {head}"));
        }

        if (log.Damaged > 0)
        {
            evidence.Add(("log", $"{Words.Count(log.Damaged, "damaged record")} in {log.Path} not used"));
        }

        return evidence;
    }
}
