using System.CommandLine;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Costs.Pricing;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary>The options of <c>recount price</c>: one for each quantity, and those that choose offers and days.</summary>
internal sealed class PriceOptions(IReadOnlyList<CostQuantity> quantities, bool counts)
{
    private readonly List<(CostQuantity Quantity, Option<string?> Option)> _quantities =
        [.. quantities.Select(q => (q, new Option<string?>($"--{q.Key}") { Description = q.Meaning, HelpName = "NUMBER" }))];

    private readonly Option<string?> _accelerator =
        new("--accelerator") { Description = "Only offers of this accelerator of the catalog; with --price, what the price is for.", HelpName = "NAME" };

    private readonly Option<string?> _format = new("--format") { Description = "The number format whose peak counts; left out, the 16-bit one.", HelpName = "FORMAT" };
    private readonly Option<string?> _count = new("--count") { Description = $"How FLOPs are counted: {string.Join(", ", FlopCount.Named.Select(c => c.Key))}.", HelpName = "CONVENTION" };
    private readonly Option<string?> _site = new("--site") { Description = "A site of the catalog: its PUE and carbon intensity.", HelpName = "NAME" };
    private readonly Option<string[]> _offers =
        new("--offer") { Description = "Only this offer of the catalog. May be repeated.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };

    private readonly Option<string[]> _days = new("--on")
    {
        Description = "The day that offers are priced for. May be repeated; left out, the last day on which a price was seen.",
        HelpName = "DAY",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string> _currency = new("--currency") { Description = "Of --price.", DefaultValueFactory = _ => "USD", HelpName = "CODE" };
    private readonly Option<string?> _published =
        new("--published") { Description = "What a paper says that it costs: then what each assumption would have to be is told.", HelpName = "NUMBER" };

    /// <summary>The folder of the catalog.</summary>
    public Option<string?> Catalog { get; } = new("--catalog") { Description = "The folder of the catalog. Left out: specs/catalog.", HelpName = "DIR" };

    /// <summary>The folder to write into.</summary>
    public Option<string?> Out { get; } = new("--out") { Description = "Write price.yaml, price.svg and price.png into this folder.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _quantities)
        {
            command.Add(option);
        }

        foreach (var option in new Option[] { _accelerator, _format, _offers, _days, _currency, _published, Catalog, Out }.Concat(counts ? [_count, _site] : []))
        {
            command.Add(option);
        }
    }

    /// <summary>The convention that was asked for; null: none.</summary>
    public string? Count(ParseResult parsed) => counts ? parsed.GetValue(_count) : null;

    /// <summary>The question of a command line; null where something in it is a mistake, all of which are said.</summary>
    /// <param name="asked">What to tell, the first one to be compared.</param>
    /// <param name="defaults">What is assumed where nothing is said.</param>
    public PriceQuestion? Read(
        ParseResult parsed, Catalog catalog, IReadOnlyList<CostQuantity> asked, IReadOnlyList<(string Key, string Text, string Because)> defaults, Screen screen)
    {
        var mistakes = new List<(string What, string? Advice)>();
        var given = new List<Given>();
        foreach (var (quantity, option) in _quantities)
        {
            if (parsed.GetValue(option) is not { } text)
            {
                continue;
            }

            if (Defaults.Read(quantity, text, null) is { } read)
            {
                given.Add(read);
            }
            else
            {
                mistakes.Add(($"--{quantity.Key} {text} is not {Plain(quantity)}.", $"Write it as --{quantity.Key} {Example(quantity)}, or as a range: {ExampleRange(quantity)}"));
            }
        }

        var site = Named(catalog.Sites, counts ? parsed.GetValue(_site) : null, "site", mistakes);
        foreach (var (key, number) in new[] { ("pue", site?.Pue), ("carbon-intensity", site?.CarbonIntensity) })
        {
            if (number is not null && given.All(g => g.Quantity.Key != key))
            {
                var quantity = CostQuantity.Named(key)!;
                given.Add(new(quantity, number, quantity.Dimension.Scale(number.Value.Unit.Name)!.Value, null));
            }
        }

        given.AddRange(defaults.Where(d => given.All(g => g.Quantity.Key != d.Key)).Select(d => Defaults.Read(CostQuantity.Named(d.Key)!, d.Text, d.Because)!));
        var accelerator = Named(catalog.Accelerators, parsed.GetValue(_accelerator), "accelerator", mistakes);
        var offers = (parsed.GetValue(_offers) ?? []).Select(o => Named(catalog.Offers, o, "offer", mistakes)).OfType<Offer>().ToList();
        if (parsed.GetValue(_format) is { } format && Accelerator.Formats.All(f => f.Word != format))
        {
            mistakes.Add(($"'{format}' is no number format.", $"Formats: {string.Join(", ", Accelerator.Formats.Select(f => f.Word))}"));
        }

        var count = FlopCount.Named[0];
        if (Count(parsed) is { } word)
        {
            count = FlopCount.Of(word) ?? count;
            if (FlopCount.Of(word) is null)
            {
                mistakes.Add(($"'{word}' is no convention of counting FLOPs.", $"Conventions: {string.Join(", ", FlopCount.Named.Select(c => c.Key))}"));
            }
        }

        var days = new List<DateOnly>();
        foreach (var text in parsed.GetValue(_days) ?? [])
        {
            if (Day.Parse(text) is { } day)
            {
                days.Add(day);
            }
            else
            {
                mistakes.Add(($"'{text}' is no day.", "Write it as 2026-09-24."));
            }
        }

        if (days.Count == 0 && catalog.Offers.Count > 0)
        {
            days.Add(catalog.Offers.Values.SelectMany(o => o.Prices).SelectMany(p => p.Observed).DefaultIfEmpty().Max());
        }

        Given? published = null;
        if (parsed.GetValue(_published) is { } printed && (published = Defaults.Read(asked[0], printed, null, isPrinted: true)) is null)
        {
            mistakes.Add(($"--published {printed} is not {Plain(asked[0])}.", null));
        }

        foreach (var (what, advice) in mistakes)
        {
            screen.Refuse(what, advice);
        }

        return mistakes.Count > 0 ? null
            : new(given, CostLaws.With(count), asked, accelerator, parsed.GetValue(_format), offers, days, parsed.GetValue(_currency)!, published);
    }

    private static T? Named<T>(IReadOnlyDictionary<string, T> entries, string? name, string what, List<(string What, string? Advice)> mistakes)
        where T : class
    {
        if (name is not null && !entries.ContainsKey(name))
        {
            var advice = Nearest.To(name, entries.Keys) is { } near ? $"Did you mean {near}?" : $"There are {Nearest.List(name, entries.Keys)}.";
            mistakes.Add(($"'{name}' is no {what} of the catalog.", advice));
        }

        return name is null ? null : entries.GetValueOrDefault(name);
    }

    private static string Plain(CostQuantity quantity) => quantity.Dimension.Words.Any()
        ? $"{quantity.Dimension.Name} with its unit ({string.Join(", ", quantity.Dimension.Words.Take(5))})" : "a number";

    private static string Example(CostQuantity quantity) => quantity.Dimension.Words.FirstOrDefault(w => w != "%") is { } unit && quantity.Dimension.NeedsUnit ? $"\"12 {unit}\""
        : quantity.Dimension == Dimension.Share ? "\"40 %\"" : "12";

    private static string ExampleRange(CostQuantity quantity) => Example(quantity).Replace("12", "10-14", StringComparison.Ordinal).Replace("40", "30-50", StringComparison.Ordinal);
}
