using System.CommandLine;
using Recount.Audits.Fits;
using Recount.Plots;
using Recount.Reports;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount fit runs.csv --model ...</c>: fits a user's own table.</summary>
internal static class FitVerb
{
    public static Command Command(Screen screen)
    {
        var file = new Argument<string>("table") { Description = "A CSV file of numbers, one run a row." };
        var model = new Option<string>("--model") { Description = "A formula over columns and parameters: \"E + A / N^alpha\". What is no column is a parameter.", Required = true,
            HelpName = "FORMULA" };
        var observed = new Option<string>("--observed") { Description = "The column that the model should give, or a formula over columns.", Required = true, HelpName = "COLUMN" };
        var columns = Many("--column", "A further column: D=C/(6*N).", "NAME=FORMULA");
        var where = Many("--where", "Only rows with this word: dataset=c4.", "COLUMN=WORD");
        var keep = new Option<string?>("--keep") { Description = "Only rows that meet a comparison: \"loss < 3.4\".", HelpName = "FORMULA" };
        var residuals = new Option<string>("--residuals") { Description = "linear, or log to compare logarithms.", DefaultValueFactory = _ => "linear" };
        residuals.AcceptOnlyFromAmong("linear", "log");
        var loss = new Option<string>("--loss") { Description = "squares, absolute or huber:DELTA.", DefaultValueFactory = _ => "squares" };
        var log = Many("--log", "Search this parameter by its logarithm: the default for factors.", "NAME");
        var linear = Many("--linear", "Search this parameter by its value: the default in exponents.", "NAME");
        var held = Many("--fixed", "Hold a parameter: alpha=0.5.", "NAME=NUMBER");
        var bootstrap = new Option<int?>("--bootstrap") { Description = "Intervals from so many resamples instead of profiles; more than 500 with --full.", HelpName = "N" };
        var full = new Option<bool>("--full") { Description = "As many resamples as asked for." };
        var over = new Option<string?>("--over") { Description = "The column of the plot's axis, and of --hold-out. Left out: the one that spans the most.", HelpName = "COLUMN" };
        var holdOut = new Option<int>("--hold-out") { Description = "Also fit without so many of the largest rows, and hold the law against them.", HelpName = "N" };
        var output = new Option<string?>("--out") { Description = "Write fit.svg, fit.png and fit.yaml into this folder.", HelpName = "DIR" };
        var command = new Command("fit", "Fit a law to your own table: parameters with intervals, a plot, and the lines for a spec. Exit 1: no start reached a minimum; 2: not readable.")
        {
            file, model, observed, columns, where, keep, residuals, loss, log, linear, held, bootstrap, full, over, holdOut, output,
        };
        command.SetAction((parsed, stop) =>
        {
            var path = parsed.GetValue(file)!;
            if (Pairs(parsed.GetValue(columns), "--column", screen) is not { } derived || Pairs(parsed.GetValue(where), "--where", screen) is not { } words ||
                Pairs(parsed.GetValue(held), "--fixed", screen) is not { } fixedAt)
            {
                return Task.FromResult(ExitCodes.Usage);
            }

            if (parsed.GetValue(bootstrap) is > Fitting.Resampling.Many && !parsed.GetValue(full))
            {
                return Task.FromResult(screen.Refuse($"More than {Fitting.Resampling.Many} resamples are drawn with --full only."));
            }

            var question = new FitQuestion(
                Path.GetFileName(path), parsed.GetValue(model)!, parsed.GetValue(observed)!, derived, words, parsed.GetValue(keep), parsed.GetValue(residuals) == "log",
                parsed.GetValue(loss)!, parsed.GetValue(log) ?? [], parsed.GetValue(linear) ?? [], fixedAt, parsed.GetValue(bootstrap));
            return Task.FromResult(Run(path, question, parsed.GetValue(over), parsed.GetValue(holdOut), parsed.GetValue(output), screen, stop));
        });
        return command;
    }

    private static int Run(string path, FitQuestion question, string? over, int holdOut, string? output, Screen screen, CancellationToken stop)
    {
        if (SpecFiles.Text(path, SpecFiles.Shown(path), out var problem) is not { } table)
        {
            return screen.Refuse($"'{path}' cannot be read: {problem}");
        }

        var diagnostics = new Diagnostics();
        var spec = question.Read(table, diagnostics);
        if (spec is null || spec.Fits.GetValueOrDefault(FitQuestion.Fit) is not { Data.Table: { } rows } fit)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
            return ExitCodes.Usage;
        }

        if (question.Strangers(table) is [var stranger, ..])
        {
            return screen.Refuse($"'{stranger}' is no parameter of the model.", $"Parameters: {string.Join(", ", fit.Parameters.Select(p => p.Name))}");
        }

        if (over is not null && !rows.Columns.Contains(over))
        {
            return screen.Refuse($"'{over}' is no column of '{path}'.", $"Columns: {string.Join(", ", rows.Columns)}");
        }

        if (holdOut < 0 || rows.Rows - holdOut <= fit.Parameters.Count)
        {
            return screen.Refuse($"Holding out {holdOut} of {rows.Rows} rows leaves too few for {fit.Parameters.Count} parameters.");
        }

        screen.Progress($"Fitting {Words.Count(rows.Rows, "row")} from {Words.Count(fit.Starts.Count, "start")}");
        var answer = FitAnswer.Of(fit, question.Observed, over, holdOut, stop);
        var yaml = question.Yaml(table);
        screen.Show(FitPage.Render(answer, yaml, screen.Width));
        if (output is not null)
        {
            stop.ThrowIfCancellationRequested();
            Files.Write(Path.Combine(output, "fit.yaml"), yaml);
            Files.Write(Path.Combine(output, "fit.svg"), FitPlot.Svg(answer));
            Files.Write(Path.Combine(output, "fit.png"), FitPlot.Png(answer));
            screen.Progress($"Wrote fit.yaml, fit.svg and fit.png into {SpecFiles.Shown(output)}");
        }

        return answer.Best is Fitting.Minima.Solution.Stalled ? ExitCodes.Alarm : ExitCodes.Fine;
    }

    private static Option<string[]> Many(string name, string description, string help) =>
        new(name) { Description = $"{description} May be repeated.", HelpName = help, AllowMultipleArgumentsPerToken = false };

    // NAME=VALUE each; null where one is not, which is said.
    private static List<(string, string)>? Pairs(string[]? texts, string option, Screen screen)
    {
        var pairs = new List<(string, string)>();
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
            {
                screen.Refuse($"'{text}' is not what {option} takes.", $"Write it as {option} name=value.");
                return null;
            }

            pairs.Add((text[..at].Trim(), text[(at + 1)..].Trim()));
        }

        return pairs;
    }
}
