using System.CommandLine;
using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Costs.Pricing;
using Recount.Quantities;
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
    private readonly Option<string?> _currency = new("--currency") { Description = "Of all money that is given; left out, as its sign says, else USD.", HelpName = "CODE" };

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

    /// <summary>Names of the quantities that may be given.</summary>
    public IReadOnlySet<string> Askable => _quantities.Select(q => q.Quantity.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The question of a command line; null where something in it is a mistake, all of which are said.</summary>
    /// <param name="asked">What to tell, the first one to be compared.</param>
    /// <param name="defaults">What is assumed where nothing is said.</param>
    public PriceQuestion? Read(
        ParseResult parsed, Catalog catalog, IReadOnlyList<CostQuantity> asked, IReadOnlyList<(string Key, string Text, string Because)> defaults, Screen screen)
    {
        var mistakes = new List<(string What, string? Advice)>();
        var given = _quantities.Select(q => (q.Quantity, Text: parsed.GetValue(q.Option))).Where(q => q.Text is not null)
            .Select(q => PriceNumber.Read(q.Quantity, q.Text!, false, mistakes)).OfType<Given>().ToList();
        var site = Named(catalog.Sites, counts ? parsed.GetValue(_site) : null, "site", mistakes);
        given.AddRange(new[] { ("pue", site?.Pue), ("carbon-intensity", site?.CarbonIntensity) }.Where(s => s.Item2 is not null && given.All(g => g.Quantity.Key != s.Item1))
            .Select(s => Given.Catalogued(s.Item1, s.Item2!, Origin.Site)));
        var accelerator = Named(catalog.Accelerators, parsed.GetValue(_accelerator), "accelerator", mistakes);
        var format = Accelerator.Formats.FirstOrDefault(f => f.Word == parsed.GetValue(_format));
        if (parsed.GetValue(_format) is { } word && format.Word is null)
        {
            mistakes.Add(($"'{word}' is no number format.", $"Formats: {string.Join(", ", Accelerator.Formats.Select(f => f.Word))}"));
        }

        given.AddRange(defaults.Where(d => given.All(g => g.Quantity.Key != d.Key)).Select(d => d.Key == "weight-bytes" && format.Word is not null
            ? Defaults.Of((d.Key, NumberText.Significant(format.Bytes, 2), format.Word)) : Defaults.Of(d)));
        var published = parsed.GetValue(_published) is { } printed ? PriceNumber.Read(asked[0], printed, true, mistakes) : null;
        var currency = Currency(parsed.GetValue(_currency), [.. given, .. published is null ? (IEnumerable<Given>)[] : [published]], mistakes);
        var offers = Offers(parsed, catalog, accelerator, given.Any(g => g.Quantity.Key == "price"), currency, mistakes);
        var days = Days(parsed, offers, mistakes);
        var count = Count(parsed) is { } convention ? FlopCount.Of(convention) : FlopCount.Named[0];
        if (count is null)
        {
            mistakes.Add(($"'{Count(parsed)}' is no convention of counting FLOPs.", $"Conventions: {string.Join(", ", FlopCount.Named.Select(c => c.Key))}"));
        }

        foreach (var (what, advice) in mistakes)
        {
            screen.Refuse(what, advice);
        }

        return mistakes.Count > 0 ? null : new(given, CostLaws.With(count!), asked, accelerator, format.Word, site, offers, days, currency, published);
    }

    // One currency for everything.
    private static string Currency(string? asked, IReadOnlyList<Given> given, List<(string What, string? Advice)> mistakes)
    {
        var all = given.Select(g => g.Number.Value.Currency).Append(asked).OfType<string>().Distinct().ToList();
        if (asked is not null && (asked.Length != 3 || !asked.All(char.IsAsciiLetterUpper)))
        {
            mistakes.Add(($"'{asked}' is no currency.", "Write its three letters: USD, EUR."));
        }
        else if (all.Count > 1)
        {
            mistakes.Add(($"{string.Join(" and ", all)} cannot be compared: there are no exchange rates.", null));
        }

        return all.Count == 0 ? "USD" : all[0];
    }

    private List<Offer> Offers(ParseResult parsed, Catalog catalog, Accelerator? accelerator, bool isPriced, string currency, List<(string What, string? Advice)> mistakes)
    {
        var named = (parsed.GetValue(_offers) ?? []).Distinct().Select(o => Named(catalog.Offers, o, "offer", mistakes)).OfType<Offer>().ToList();
        foreach (var offer in named.Where(o => accelerator is not null && o.Accelerator != accelerator.Name))
        {
            mistakes.Add(($"The offer {offer.Name} is of {offer.Accelerator}, not of {accelerator!.Name}.", null));
        }

        foreach (var offer in named.Where(o => o.Currency != currency))
        {
            mistakes.Add(($"The offer {offer.Name} is in {offer.Currency}, what else is given in {currency}: there are no exchange rates.", null));
        }

        if (named.Count > 0 && isPriced)
        {
            mistakes.Add(("--price and --offer are two prices.", "Leave one out."));
        }

        return named.Count > 0 ? named : [.. catalog.Offers.Values.Where(o => (accelerator is null || o.Accelerator == accelerator.Name) && o.Currency == currency)];
    }

    // The days that are named; else the last one on which a price of these offers was seen.
    private List<DateOnly> Days(ParseResult parsed, List<Offer> offers, List<(string What, string? Advice)> mistakes)
    {
        var days = new List<DateOnly>();
        foreach (var text in (parsed.GetValue(_days) ?? []).Distinct())
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

        if ((parsed.GetValue(_days) ?? []).Length == 0 && offers.SelectMany(o => o.Prices).SelectMany(p => p.Observed).ToList() is { Count: > 0 } seen)
        {
            days.Add(seen.Max());
        }

        return days;
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
}
