using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads catalogs: all mistakes of all files in one run. What is mistaken is left out, the rest is there.</summary>
public sealed class CatalogReader
{
    private readonly Diagnostics _diagnostics;
    private readonly Dictionary<string, Accelerator?> _accelerators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Offer?> _offers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Site?> _sites = new(StringComparer.Ordinal);

    private CatalogReader(Diagnostics diagnostics) => _diagnostics = diagnostics;

    /// <summary>One catalog of several files; a name stands in one of them.</summary>
    public static Catalog Read(IReadOnlyList<SourceText> files, Diagnostics diagnostics)
    {
        var reader = new CatalogReader(diagnostics);
        var roots = files.Select(f => YamlText.Read(f, diagnostics)).OfType<YamlNode.Mapping>().ToList();
        foreach (var root in roots)
        {
            ShapeCheck.Check(root, CatalogShape.Root, diagnostics);
            if (root.Text("catalog") is { Text: not "1" } version)
            {
                diagnostics.Add(Mistakes.CatalogVersion(version.At, version.Text));
            }
        }

        // An offer may name an accelerator of another file.
        reader.Each(roots, "accelerators", reader._accelerators, reader.Accelerator);
        reader.Each(roots, "offers", reader._offers, reader.Offer);
        reader.Each(roots, "sites", reader._sites, reader.Site);
        return new(Whole(reader._accelerators), Whole(reader._offers), Whole(reader._sites), [.. files.Select(f => (f.Path, f.Sha256))]);
    }

    private static Dictionary<string, T> Whole<T>(Dictionary<string, T?> read)
        where T : class
        => read.Where(e => e.Value is not null).ToDictionary(e => e.Key, e => e.Value!, StringComparer.Ordinal);

    private void Each<T>(IReadOnlyList<YamlNode.Mapping> roots, string section, Dictionary<string, T?> into, Func<string, YamlNode.Mapping, NumberReader, T?> read)
    {
        foreach (var root in roots)
        {
            var numbers = new NumberReader(StatusWords.Named(root.Text("status")?.Text ?? "") ?? Status.Primary, root.Text("source")?.Text, _diagnostics);
            foreach (var (name, value) in (root[section] as YamlNode.Mapping)?.Entries ?? [])
            {
                if (!SpecReader.IsId(name.Text))
                {
                    _diagnostics.Add(Mistakes.BadName(name.At, "an entry of a catalog", name.Text));
                }

                if (value is not YamlNode.Mapping mapping)
                {
                    continue;
                }

                if (!into.TryAdd(name.Text, default))
                {
                    _diagnostics.Add(Mistakes.TwoInCatalog(name.At, section, name.Text));
                    continue;
                }

                into[name.Text] = read(name.Text, mapping, numbers.Within(mapping));
            }
        }
    }

    private Accelerator? Accelerator(string name, YamlNode.Mapping node, NumberReader numbers)
    {
        var peaks = new Dictionary<string, PrintedNumber>(StringComparer.Ordinal);
        foreach (var (format, value) in (node["peak"] as YamlNode.Mapping)?.Entries ?? [])
        {
            var formats = Costs.Catalogs.Accelerator.Formats.Select(f => f.Word).ToList();
            if (!formats.Contains(format.Text))
            {
                _diagnostics.Add(Mistakes.NotAWord(format.At, format.Text, formats));
            }
            else if (Number($"{name} peak ({format.Text})", value, numbers, Dimension.Speed) is { } peak)
            {
                peaks[format.Text] = peak;
            }
        }

        return new(name, peaks, Number($"{name} rating", node["power"], numbers, Dimension.Power), Number($"{name} memory", node["memory"], numbers, Dimension.Memory),
            Number($"{name} bandwidth", node["bandwidth"], numbers, Dimension.Bandwidth));
    }

    private Site Site(string name, YamlNode.Mapping node, NumberReader numbers) => new(
        name, Number($"{name} PUE", node["pue"], numbers, Dimension.Count), Number($"{name} carbon intensity", node["carbon-intensity"], numbers, Dimension.CarbonIntensity));

    private Offer? Offer(string name, YamlNode.Mapping node, NumberReader numbers)
    {
        var mark = _diagnostics.Mark;
        if (node.Text("accelerator") is { } accelerator && !_accelerators.ContainsKey(accelerator.Text))
        {
            _diagnostics.Add(Mistakes.UnknownOf(accelerator.At, "accelerator of the catalog", accelerator.Text, _accelerators.Keys, "Accelerators"));
        }

        if (node.Text("currency") is { } currency && (currency.Text.Length != 3 || !currency.Text.All(char.IsAsciiLetterUpper)))
        {
            _diagnostics.Add(Mistakes.NoCurrency(currency.At, currency.Text));
        }

        var many = node.Text("accelerators");
        var count = NumberReader.Whole(many?.Text);
        if (many is not null && count is not (>= 1 and <= 100_000))
        {
            _diagnostics.Add(Mistakes.NoFreeNumber(many.At, "number of accelerators", many.Text, "8"));
        }

        var prices = Prices(name, node, numbers);
        return prices.Count == 0 || _diagnostics.Mark > mark || count is null || many is null || node.Text("accelerator") is null || node.Text("currency") is null ? null : new(
            name, node.Text("provider")?.Text ?? "", node.Text("instance")?.Text ?? "", node.Text("region")?.Text, node.Text("accelerator")!.Text, (int)count,
            node.Text("currency")!.Text, prices);
    }

    // In the order of their first observation; two whose days overlap contradict each other.
    private List<OfferedPrice> Prices(string name, YamlNode.Mapping node, NumberReader numbers)
    {
        var prices = new List<(OfferedPrice Price, YamlNode.Mapping Node)>();
        foreach (var item in (node["prices"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Mapping>() ?? [])
        {
            var mark = _diagnostics.Mark;
            var days = Days(item["observed"] as YamlNode.Sequence);
            var price = Number($"{name} price", item["per-hour"], numbers.Within(item), Dimension.Price);
            if (price?.Value.Currency is { } printed && node.Text("currency") is { } currency && printed != currency.Text)
            {
                _diagnostics.Add(Mistakes.TwoCurrencies(price.Place, printed, currency.Text));
            }

            if (price?.Value is { RangeEnd: not null } or { Qualifier: not Qualifier.None } || (price is not null && Dimension.Price.Scale(price.Value.Unit.Name) != Rational.One))
            {
                _diagnostics.Add(Mistakes.NoFreeNumber(price!.Place, "price", price.Value.Text, "98.32"));
            }

            if (price is not null && _diagnostics.Mark == mark)
            {
                var dated = days.Count == 0 ? "undated" : $"seen {Day.Show(days[0])}";
                prices.Add((new(price with { Id = $"{price.Id} {dated}", Value = PublishedValue.Parse(price.Value.Text, price.Value.As with { Exact = true }) }, days), item));
            }
        }

        // Days of one price with no other in between are one span, whatever entries they stand in.
        var seen = new List<(OfferedPrice Price, YamlNode.Mapping Node)>();
        foreach (var next in prices.Where(p => p.Price.Observed.Count > 0).OrderBy(p => p.Price.Observed[0]))
        {
            if (seen is [.., var last] && last.Price.PerHour.Value.Value == next.Price.PerHour.Value.Value)
            {
                var (one, other) = (last.Price.PerHour, next.Price.PerHour);
                var both = one with { Status = (Status)Math.Max((int)one.Status, (int)other.Status), Source = one.Source == other.Source ? one.Source : $"{one.Source}; {other.Source}" };
                seen[^1] = (new(both, [.. last.Price.Observed.Concat(next.Price.Observed).Distinct().Order()]), last.Node);
                continue;
            }

            if (seen is [.., var before] && next.Price.Observed[0] <= before.Price.Observed[^1])
            {
                _diagnostics.Add(Mistakes.OverlappingPrices(next.Node["per-hour"]!.At, name, next.Price.PerHour.Value.Text, before.Price.PerHour.Value.Text,
                    Day.Show(next.Price.Observed[0]), Day.Show(before.Price.Observed[0]), Day.Show(before.Price.Observed[^1]), before.Node.At.Line));
            }

            seen.Add(next);
        }

        return [.. seen.Select(p => p.Price), .. prices.Where(p => p.Price.Observed.Count == 0).Select(p => p.Price)];
    }

    private List<DateOnly> Days(YamlNode.Sequence? node)
    {
        var days = new List<DateOnly>();
        foreach (var text in node?.Items.OfType<YamlNode.Scalar>() ?? [])
        {
            if (Day.Parse(text.Text) is not { } day)
            {
                _diagnostics.Add(Mistakes.NotADate(text.At, text.Text));
            }
            else
            {
                days.Add(day);
            }
        }

        return [.. days.Order()];
    }

    private PrintedNumber? Number(string label, YamlNode? node, NumberReader numbers, Dimension dimension)
    {
        if (node is null || numbers.Read(label, node) is not { } number)
        {
            return null;
        }

        if (dimension.Scale(number.Value.Unit.Name) is null)
        {
            _diagnostics.Add(Mistakes.NoUnitOf(number.Place, number.Value.Text, dimension.Name, dimension.Words));
            return null;
        }

        if (number.Value.Value.Sign <= 0 || (label.EndsWith(" PUE", StringComparison.Ordinal) && number.Value.Value < Rational.One))
        {
            _diagnostics.Add(Mistakes.NotAboveZero(number.Place, number.Value.Text, label));
            return null;
        }

        return number with { Id = $"catalog {label}", Elsewhere = true, Source = number.Source ?? "the catalog" };
    }
}
