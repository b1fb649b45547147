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
        using var watch = new ModelWatch(screen, evaluation.Task.Name);
        return watch.Over(() =>
        {
            var tokenizer = ModelTokenizer.Read(line.Model);
            using var model = LoadedModel.Open(line.Model, device, line.Threads, null, stop);
            using var log = line.Log is { } own ? RunLog.Open(own, TaskRun.Identity(model, tokenizer), line.Fresh)
                : RunLog.OpenIn(InputStore.OfEnvironment().Cache, model, tokenizer, line.Fresh);
            var found = Searchable(line, evaluation, screen) is { } budget ? GridSearch.Of(evaluation, model, tokenizer, log, budget, watch.Done, stop) : null;
            var shown = found is null ? evaluation : evaluation.Of(found.Formats);
            var whole = GridRun.Of(shown, shown.Tasks!, model, tokenizer, log, watch.Done, stop);
            var grid = found is null ? whole : whole with { Matrix = whole.Matrix.Of(found.Unseen) };
            watch.Dispose();
            var summary = GridSummary.Of(grid.Matrix, shown.Grid.Reference, Share(published), stop);

            // A spec has all items.
            var yaml = EvalYaml.Render(line, shown, found is null ? summary : GridSummary.Of(whole.Matrix, shown.Grid.Reference, null, stop), Path.GetFullPath(line.Out ?? "."));
            screen.Show(GridPage.Render(shown, grid, summary, found is null ? null : Found(evaluation, found, summary, stop), yaml, screen.Width));
            if (line.Out is { } folder)
            {
                var title = $"{shown.Task.Name} by {shown.Models[0].Says}, {Words.Count(grid.Matrix.Items.Count, "item")}";
                Files.Write(Path.Combine(folder, "formats.svg"), StripPlot.Svg(summary, title));
                Files.Write(Path.Combine(folder, "formats.png"), StripPlot.Png(summary, title));
                Files.Write(Path.Combine(folder, "formats.csv"), GridLines.Render(whole.Matrix));
                Files.Write(Path.Combine(folder, "evaluation.yaml"), yaml);
                screen.Progress($"Wrote formats.svg, formats.png, formats.csv and evaluation.yaml into {SpecFiles.Shown(folder)}");
            }

            return ExitCodes.Fine;
        });
    }

    // The budget of a search, where there is enough to search in.
    private static int? Searchable(EvalOptions.Line line, DeclaredEvaluation evaluation, Screen screen)
    {
        var (formats, items) = (evaluation.Grid.Formats.Count, evaluation.Items.Items!.Items.Count);
        if (line.Budget is null || (formats > ThompsonSampling.MostWithout && items >= GridSearch.FewestItems && line.Budget < formats * items))
        {
            return line.Budget;
        }

        screen.Error.WriteLine(new Piece(
            $"All {formats} formats are put to all {Words.Count(items, "item")}: a search is for more than {ThompsonSampling.MostWithout} formats, at least " +
            $"{GridSearch.FewestItems} items, and a budget below {Words.Number(formats * items)}.").Text);
        return null;
    }

    private static FoundFormats Found(DeclaredEvaluation evaluation, GridSearch found, GridSummary summary, CancellationToken stop)
    {
        string Named(FormatBelief belief) => evaluation.Grid.Formats[belief.Format].Name;
        string Known(string what, FormatBelief belief) => $"{what} {FormatGrid.Called(Named(belief))} ({Words.Number((long)belief.Sum)} of {belief.Evaluated})";
        var worst = summary.Matrix.Formats.ToList().IndexOf(Named(found.Worst));
        var apart = found.Best.Format == found.Worst.Format ? null
            : PairedComparison.Of(summary.Matrix, worst, ResampledMeans.Of(summary.Matrix, GridSummary.Seed, stop)).First(c => summary.Matrix.Formats[c.Format] == Named(found.Best));
        return new(
            $"of {Words.Number(evaluation.Grid.Formats.Count)} formats {Words.Number(found.Tried)} were tried, with {Words.Number(found.Spent)} answers to half of the items " +
            "(Thompson sampling). " +
            (apart is null ? $"One alone stood out, {Known("", found.Best).Trim()}: a larger --budget finds more" : $"{Known("The best:", found.Best)}; {Known("the worst:", found.Worst)}") +
            ". Below they are measured on the other half, which the search did not see", apart);
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
