using System.CommandLine;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Costs.Pricing;
using Recount.Plots;
using Recount.Reports;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary><c>recount price train</c> and <c>recount price serve</c>: what a run or a service costs, over the offers of the catalog.</summary>
internal static class PriceVerb
{
    // What is told of each line, what is told of all of them, what is assumed, and by which ways what is missing is asked for: each without some quantities.
    private sealed record About(
        IReadOnlyList<string> Asked, IReadOnlyList<string> Facts, IReadOnlyList<(string Key, string Text, string Because)> Defaults, IReadOnlyList<IReadOnlyList<string>> Ways);

    private static readonly string[] Hours = ["device_hours", "devices", "duration", "energy", "it_energy", "power", "money", "tokens_per_second"];

    private static readonly string DefaultCatalog = Path.Combine("specs", CatalogFiles.Folder);

    // Each tells how long a run takes, so that its utilisation follows.
    private static readonly string[] Timed = ["hfu", "achieved", "device-hours", "duration", "tokens-per-second"];

    // What a service can be told; what it takes from the run's quantities beside its own.
    private static readonly string[] Shared = ["parameters", "layers", "width", "heads", "kv-heads", "key", "devices", "peak", "mfu", "price"];

    public static Command Command(Screen screen)
    {
        var train = new PriceOptions([.. CostQuantity.Training.Where(q => q.Key != "money")], counts: true);
        var serve = new PriceOptions([.. CostQuantity.Training.Where(q => Shared.Contains(q.Key)), .. CostQuantity.Serving.Where(q => !IsResult(q))], counts: false);
        var training = new Command(
            "train", "Price a training run: what it takes on each offer, what was assumed, what matters most, and lines for a spec. Numbers may be ranges: --mfu 30-50%.");
        var serving = new Command(
            "serve", "Price a service by a roofline: money per million tokens and per year on each offer, what was assumed, what matters most, where it breaks even.");
        train.AddTo(training);
        serve.AddTo(serving);
        training.SetAction((parsed, stop) => Task.FromResult(Price(parsed, train, Trained(parsed), screen, stop)));
        serving.SetAction((parsed, stop) => Task.FromResult(Price(parsed, serve, Served(parsed), screen, stop)));
        return new("price", "Price a training run, or serving a model, from dated offers.") { training, serving };
    }

    // What follows from the others by every way is asked for, not given.
    private static bool IsResult(CostQuantity quantity) => quantity.Key is "prefill-time" or "memory-time" or "arithmetic-time" or "step-time" or "request-time" or "capacity"
        or "output-speed" or "memory-needed" or "largest-batch" or "running" or "busy" or "cost-per-request" or "cost-per-million-tokens" or "cost-per-million-output-tokens" or "yearly-cost"
        or "api-cost-per-request" or "yearly-api-cost" or "break-even-rate" or "break-even-load" or "context";

    private static bool Gives(ParseResult parsed, string key) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == $"--{key}") is { } option && parsed.GetResult(option) is not null;

    private static About Trained(ParseResult parsed)
    {
        bool Has(string key) => Gives(parsed, key);
        List<string> asked = ["money", "device-hours", .. Has("devices") ? (string[])["duration"] : Has("duration") ? ["devices"] : [], "energy"];
        var isTimed = Timed.Any(Has) && !Has("mfu");
        asked.AddRange([.. Has("carbon-intensity") || Has("site") ? (string[])["carbon"] : [], .. isTimed ? (string[])["mfu"] : []]);
        return new(asked, ["flops"], Defaults.Training, [[.. Hours, "flops"], Hours, []]);
    }

    private static About Served(ParseResult parsed)
    {
        bool Has(string key) => Gives(parsed, key);
        List<string> asked = ["cost-per-million-tokens", "cost-per-million-output-tokens", "output-speed", "step-time", "largest-batch"];
        asked.AddRange([.. Has("request-rate") ? (string[])["busy", "yearly-cost"] : []]);
        if (Has("price-in") && Has("price-out"))
        {
            asked.AddRange([.. Has("request-rate") ? (string[])["yearly-api-cost"] : [], "break-even-rate", "break-even-load"]);
        }

        return new(asked, ["weights", "kv-per-token"], Defaults.Serving, [["weights", "total_parameters", "kv_per_token"]]);
    }

    private static int Price(ParseResult parsed, PriceOptions options, About about, Screen screen, CancellationToken stop)
    {
        var folder = parsed.GetValue(options.Catalog) ?? DefaultCatalog;
        if (parsed.GetValue(options.Catalog) is not null && !Directory.Exists(folder))
        {
            return screen.Refuse($"There is no folder '{folder}'.");
        }

        var diagnostics = new Diagnostics();
        var catalog = CatalogFiles.Read(folder, diagnostics);
        if (diagnostics.Any)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
            return ExitCodes.Usage;
        }

        var asked = about.Asked.Select(a => CostQuantity.Named(a)!).ToList();
        if (options.Read(parsed, catalog, asked, about.Defaults, screen) is not { } question)
        {
            return ExitCodes.Usage;
        }

        var answer = question.Answer(catalog);
        if (answer.Lines.Count == 0)
        {
            return PriceRefusals.Unpriced(question, answer, catalog, folder, screen);
        }

        if (answer.Lines[0] is { Main: null } none)
        {
            return PriceRefusals.Unknown(question, none, catalog, [.. about.Ways.Select(w => options.Askable.Except(w, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal))], screen);
        }

        stop.ThrowIfCancellationRequested();
        var yaml = PriceSpec.Render(question, answer.Lines[0], options.Count(parsed));
        var known = new Estimation(question.Known, question.Laws);
        var facts = about.Facts.Select(f => known.Of(CostQuantity.Named(f)!)).OfType<Estimate>().ToList();
        screen.Show(PricePage.Render(question, answer, facts, yaml, screen.Width));
        if (parsed.GetValue(options.Out) is { } output)
        {
            Files.Write(Path.Combine(output, "price.yaml"), yaml);
            if (answer.Swings.Count > 0)
            {
                Files.Write(Path.Combine(output, "price.svg"), SwingPlot.Svg(answer));
                Files.Write(Path.Combine(output, "price.png"), SwingPlot.Png(answer));
            }

            screen.Progress($"Wrote price.yaml{(answer.Swings.Count > 0 ? ", price.svg and price.png" : "")} into {SpecFiles.Shown(output)}");
        }

        return ExitCodes.Fine;
    }
}
