using System.CommandLine;
using Recount.Claims.Evaluations;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Plots;
using Recount.Printed;
using Recount.Quantities;
using Recount.Reports;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Workspace;
using Recount.Workspace.Inputs;

namespace Recount.Cli.Verbs;

/// <summary><c>recount eval MODEL --task boolq --formats ...</c>: a user's own model under many prompt formats.</summary>
internal static class EvalVerb
{
    public static Command Command(Screen screen)
    {
        var options = new EvalOptions();
        var command = new Command("eval",
            "Score a language model (ONNX) under many prompt formats: a line a format, paired with a reference, their spread, a plot, and a spec. Exit 3: stopped; what is " +
            "measured is kept.");
        options.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, options, screen, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, EvalOptions options, Screen screen, CancellationToken stop)
    {
        var line = options.Read(parsed);
        if (Device.Parse(line.Device) is not { } device)
        {
            return screen.Refuse($"'{line.Device}' is no device.", "Devices: auto, cpu, cuda, cuda:1");
        }

        var published = line.Published is null ? null : PublishedValue.Parse(line.Published, PrintedAs.Plainly, out _);
        if (line.Published is not null && !(published?.Interval is { IsBounded: true } && Share(published) is { Value: >= 0 and <= 1 }))
        {
            return screen.Refuse($"'{line.Published}' is no score as a paper prints it.", "Write it as 60.5 %.");
        }

        var diagnostics = new Diagnostics();
        if (line.Evaluation(parsed, options.Formats, diagnostics, out var leftOut) is not { } evaluation)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
            return ExitCodes.Usage;
        }

        if (leftOut.Count > 0)
        {
            screen.Error.WriteLine(new Piece($"Left out, since the items lack what they show: {string.Join(", ", leftOut)} (why: --formats {leftOut[0]})").Text);
        }

        return Evaluate(line, evaluation, published, device, screen, stop);
    }

    private static int Evaluate(EvalOptions.Line line, DeclaredEvaluation evaluation, PublishedValue? published, Device device, Screen screen, CancellationToken stop)
    {
        using var tally = new Tally(screen.Error, screen.Width, screen.IsWatched, TimeProvider.System, evaluation.Task.Name);
        var (done, of) = (0, 0);
        try
        {
            var tokenizer = ModelTokenizer.Read(line.Model);
            using var model = LoadedModel.Open(line.Model, device, line.Threads, null, stop);
            using var log = RunLog.Open(line.Log ?? RunLog.PathIn(InputStore.OfEnvironment().Cache, model, tokenizer), TaskRun.Identity(model, tokenizer), line.Fresh);
            var grid = GridRun.Of(evaluation, evaluation.Tasks!, model, tokenizer, log, (d, o) => tally.Done(done = d, of = o), stop);
            tally.Dispose();
            var declared = evaluation.Models[0];
            var summary = GridSummary.Of(grid.Matrix, evaluation.Grid.Reference, Share(published), stop);
            var yaml = EvalYaml.Render(line, evaluation, summary, Path.GetFullPath(line.Out ?? "."));
            screen.Show(GridPage.Render(evaluation, declared, grid, summary, yaml, screen.Width));
            if (line.Out is { } folder)
            {
                var title = $"{evaluation.Task.Name} by {declared.Says}, {Words.Count(grid.Matrix.Items.Count, "item")}";
                Files.Write(Path.Combine(folder, "formats.svg"), StripPlot.Svg(summary, title));
                Files.Write(Path.Combine(folder, "formats.png"), StripPlot.Png(summary, title));
                Files.Write(Path.Combine(folder, "formats.csv"), GridLines.Render(grid.Matrix));
                Files.Write(Path.Combine(folder, "evaluation.yaml"), yaml);
                screen.Progress($"Wrote formats.svg, formats.png, formats.csv and evaluation.yaml into {SpecFiles.Shown(folder)}");
            }

            return ExitCodes.Fine;
        }
        catch (OperationCanceledException)
        {
            tally.Dispose();
            screen.Error.WriteLine($"Stopped. {Words.Number(done)} of {Words.Count(of, "item")} kept. The same command goes on from there.");
            return ExitCodes.Incomplete;
        }
        catch (TaskRefusedException e)
        {
            tally.Dispose();
            return screen.Refuse(string.Join(' ', e.Problems.Take(3)), "Nothing was measured.");
        }
        catch (DeviceMissingException e)
        {
            tally.Dispose();
            return screen.Refuse(e.Message, e.Advice);
        }
        catch (Exception e) when (e is ModelRefusedException or NotSupportedException or BatchTooLargeException)
        {
            tally.Dispose();
            return screen.Refuse(e.Message);
        }
    }

    // A number above one without a percent sign can only be a percentage here.
    private static (double Value, double Low, double High)? Share(PublishedValue? published)
    {
        if (published is null)
        {
            return null;
        }

        var scale = published.Unit == Unit.None && published.Value.ToDouble() > 1 ? 100 : 1;
        return (published.Value.ToDouble() / scale, published.Interval!.Lo.Value!.Value.ToDouble() / scale, published.Interval.Hi.Value!.Value.ToDouble() / scale);
    }
}
