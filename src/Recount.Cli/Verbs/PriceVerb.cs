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
    // What is told of each line, what is told of all of them, and what is assumed.
    private sealed record About(IReadOnlyList<string> Asked, IReadOnlyList<string> Facts, IReadOnlyList<(string Key, string Text, string Because)> Defaults);

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
        List<string> asked = ["money", "device-hours", .. Has("devices") || Has("duration") ? (string[])["duration"] : [], "energy"];
        var isTimed = Timed.Any(Has) && !Has("mfu");
        asked.AddRange([.. Has("carbon-intensity") || Has("site") ? (string[])["carbon"] : [], .. isTimed ? (string[])["mfu"] : []]);
        return new(asked, ["flops"], Defaults.Training);
    }

    private static About Served(ParseResult parsed)
    {
        bool Has(string key) => Gives(parsed, key);
        List<string> asked = ["cost-per-million-tokens", "cost-per-million-output-tokens", "output-speed", "step-time", "largest-batch"];
        asked.AddRange([.. Has("request-rate") ? (string[])["busy", "yearly-cost"] : [], .. Has("price-in") && Has("price-out") ? (string[])["break-even-rate", "break-even-load"] : []]);
        return new(asked, ["weights", "kv-per-token"], Defaults.Serving);
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
            return Unpriced(answer, folder, screen);
        }

        if (answer.Lines[0] is { Main: null } none)
        {
            var missing = none.Estimation.Missing(asked[0], options.Askable);
            return screen.Refuse($"{asked[0].Key} does not follow: {none.Shown}: {none.Obstacle}.",
                missing.Count > 0 ? $"It would with {string.Join(" and ", missing.Select(m => $"--{m}"))}"
                : question.Accelerator is null && none.Offer is null ? "Say what the price is for: --accelerator H100" : null);
        }

        stop.ThrowIfCancellationRequested();
        var yaml = PriceSpec.Render(question, answer.Lines[0], options.Count(parsed));
        var known = new Estimation(question.Known, question.Laws);
        var facts = about.Facts.Select(f => known.Of(CostQuantity.Named(f)!)).OfType<Estimate>().ToList();
        screen.Show(PricePage.Render(question, answer, facts, yaml, screen.Width));
        if (parsed.GetValue(options.Out) is { } output)
        {
            Files.Write(Path.Combine(output, "price.yaml"), yaml);
            Files.Write(Path.Combine(output, "price.svg"), SwingPlot.Svg(answer));
            Files.Write(Path.Combine(output, "price.png"), SwingPlot.Png(answer));
            screen.Progress($"Wrote price.yaml, price.svg and price.png into {SpecFiles.Shown(output)}");
        }

        return ExitCodes.Fine;
    }

    private static int Unpriced(PriceAnswer answer, string folder, Screen screen)
    {
        if (answer.Unpriced.Count == 0)
        {
            return screen.Refuse($"There is no offer to price it by in '{folder}'.", "Name a price yourself: --price 2.00 --accelerator H100");
        }

        foreach (var (offer, day) in answer.Unpriced)
        {
            screen.Error.WriteLine(new Piece($"No price of {offer.Shown} is known for {Day.Show(day)}: {Quotes.Around(offer, day)}.").Text);
        }

        // Of all observations the one next to the day.
        var near = answer.Unpriced.SelectMany(u => u.Offer.Around(u.Day).Select(o => (o.Day, Away: Math.Abs(o.Day.DayNumber - u.Day.DayNumber)))).OrderBy(o => o.Away).ToList();
        screen.Error.WriteLine(new Piece(near.Count > 0 ? $"  The nearest day with a price: --on {Day.Show(near[0].Day)}" : "  Name a price yourself: --price 2.00").Text);
        return ExitCodes.Usage;
    }
}
