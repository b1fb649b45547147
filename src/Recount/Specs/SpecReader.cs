using Recount.Claims;
using Recount.Claims.Cost;
using Recount.Claims.Evaluations;
using Recount.Claims.Fits;
using Recount.Claims.Recorded;
using Recount.Costs.Catalogs;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads a spec from its text: all mistakes in one run, or the spec.</summary>
public sealed class SpecReader
{
    private readonly SourceText _source;
    private readonly Func<string, (SourceText? Text, string? Problem)> _tables;
    private readonly Func<ExternalInput, FoundInput> _external;
    private readonly Func<ItemsFile, Diagnostics, FoundItems> _items;
    private readonly Catalog _catalog;
    private readonly Diagnostics _diagnostics;
    private readonly List<InputFile> _inputs;

    private SpecReader(
        SourceText source, Func<string, (SourceText? Text, string? Problem)> tables, Func<ExternalInput, FoundInput> external, Func<ItemsFile, Diagnostics, FoundItems> items,
        Catalog catalog, Diagnostics diagnostics)
    {
        (_source, _tables, _external, _items, _catalog, _diagnostics) = (source, tables, external, items, catalog, diagnostics);
        _inputs = [new(source.Path, source.Sha256)];
    }

    /// <summary>Checks of one spec: rows times claims.</summary>
    public const int MaxChecks = 100_000;

    /// <summary>The spec; null when there is a mistake in it.</summary>
    /// <param name="tables">Gives the text of a file below the spec by its path, or says why it cannot be had.</param>
    /// <param name="external">Looks for a file that the spec names by its address; null: none is there.</param>
    /// <param name="items">Reads a file of benchmark items; null: none is there.</param>
    /// <param name="catalog">Accelerators, offers and sites that runs name; null: none.</param>
    public static Spec? Read(
        SourceText source, Func<string, (SourceText? Text, string? Problem)> tables, Diagnostics diagnostics, Func<ExternalInput, FoundInput>? external = null,
        Func<ItemsFile, Diagnostics, FoundItems>? items = null, Catalog? catalog = null)
    {
        var mark = diagnostics.Mark;
        var spec = YamlText.Read(source, diagnostics) is { } root
            ? new SpecReader(source, tables, external ?? (_ => new(null, "nowhere")), items ?? ((_, _) => new(null, "nowhere")), catalog ?? Catalog.Empty,
                diagnostics).Read(root) : null;
        return diagnostics.Mark > mark ? null : spec;
    }

    private Spec? Read(YamlNode node)
    {
        ShapeCheck.Check(node, SpecShape.Root, _diagnostics);
        if (node is not YamlNode.Mapping root)
        {
            return null;
        }

        if (root.Text("recount") is { Text: not "1" } version)
        {
            _diagnostics.Add(Mistakes.Version(version.At, version.Text));
        }

        var status = StatusWords.Named(root.Text("status")?.Text ?? "") ?? Status.Primary;
        var numbers = new NumberReader(status, root.Text("source")?.Text, _diagnostics);
        var values = Values(root["values"] as YamlNode.Mapping, numbers);
        var tables = Tables(root["tables"] as YamlNode.Mapping, numbers);
        var unread = Entries(root["values"]).Concat(Entries(root["tables"])).Select(e => e.Key.Text)
            .Where(name => !values.ContainsKey(name) && !tables.ContainsKey(name)).ToHashSet(StringComparer.Ordinal);
        var families = Entries(root["families"]).Select(f => f.Key.Text).ToList();
        var name = Path.GetFileNameWithoutExtension(_source.Path);
        var scope = new Scope(
            values, tables, unread, new Dictionary<string, Claim?>(), new Dictionary<string, DeclaredFit?>(), new Dictionary<string, DeclaredEvaluation?>());
        var named = new InputReader(name, _diagnostics);
        var results = new ResultsReader(named, numbers, _tables, _external, _inputs, _diagnostics).Read(root["results"] as YamlNode.Mapping);
        var data = new DataReader(named, tables, numbers, _tables, _external, _inputs, _diagnostics).Read(root["data"] as YamlNode.Mapping);
        var fits = new FitReader(data, scope, _diagnostics).Read(root["fits"] as YamlNode.Mapping);
        var items = new ItemsReader(named, numbers, _items, _inputs, _diagnostics).Read(root["items"] as YamlNode.Mapping);
        var evaluating = new EvaluationReader(_source.Path, named, items, _diagnostics);
        var models = evaluating.Models(root["models"] as YamlNode.Mapping);
        var evaluations = evaluating.Evaluations(root["evaluations"] as YamlNode.Mapping, models);
        var runs = Entries(root["runs"]).Where(r => r.Value is YamlNode.Mapping).ToDictionary(r => r.Key.Text, r => (YamlNode.Mapping)r.Value, StringComparer.Ordinal);
        var known = scope with { Fits = fits, Evaluations = evaluations, Results = results, Runs = runs, Catalog = _catalog };
        var claims = Claims(root["claims"] as YamlNode.Sequence, known, families, numbers);
        if (claims.Any(c => c.Kind == CostKind.Kind.Key))
        {
            _inputs.AddRange(_catalog.Files.Select(f => new InputFile(f.Path, f.Sha256)));
        }

        var paper = root["paper"] as YamlNode.Mapping;
        return new(
            name,
            new(paper?.Text("title")?.Text ?? "", paper?.Text("arxiv")?.Text, paper?.Text("doi")?.Text, paper?.Text("url")?.Text, NumberReader.Flag(paper,
                "fictional")),
            status, numbers.Source(null), values, tables, External(data, items, models, results), fits, Families(root["families"], claims), claims, _inputs);
    }

    private static IReadOnlyList<NeededFile> External(
        IReadOnlyDictionary<string, DeclaredData?> data, IReadOnlyDictionary<string, DeclaredItems?> items, IReadOnlyDictionary<string, DeclaredModel?> models,
        IReadOnlyDictionary<string, DeclaredResults?> results) =>
    [
        .. data.Values.Where(d => d?.Input is not null).Select(d => new NeededFile(d!.Input!, d.Table is not null)),
        .. items.Values.Where(i => i?.Input is not null).Select(i => new NeededFile(i!.Input!, i.Items is not null)),
        .. results.Values.Where(r => r?.Input is not null).Select(r => new NeededFile(r!.Input!, r.Run is not null)),
        .. models.Values.OfType<DeclaredModel>().SelectMany(m => m.Files.Select(f => new NeededFile(f.Input, null))),
    ];

    private Dictionary<string, PrintedNumber> Values(YamlNode.Mapping? node, NumberReader numbers)
    {
        var values = new Dictionary<string, PrintedNumber>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            var number = numbers.Read(name.Text, value);
            if (!Formula.IsPlainName(name.Text))
            {
                _diagnostics.Add(Mistakes.BadName(name.At, "a value", name.Text));
            }
            else if (number is not null)
            {
                values[name.Text] = number;
            }
        }

        return values;
    }

    private Dictionary<string, PrintedTable> Tables(YamlNode.Mapping? node, NumberReader numbers)
    {
        var tables = new Dictionary<string, PrintedTable>(StringComparer.Ordinal);
        var reader = new TableReader(numbers, _diagnostics);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (!Formula.IsPlainName(name.Text))
            {
                _diagnostics.Add(Mistakes.BadName(name.At, "a table", name.Text));
            }

            if (value is not YamlNode.Mapping mapping || mapping.Text("file") is not { } path)
            {
                continue;
            }

            var (text, problem) = _tables(path.Text);
            if (text is null)
            {
                _diagnostics.Add(Mistakes.NoTableFile(path.At, path.Text, problem ?? "cannot be read"));
                continue;
            }

            _inputs.Add(new(text.Path, text.Sha256));
            if (reader.Read(name.Text, mapping, text) is { } table)
            {
                tables[name.Text] = table;
            }
        }

        return tables;
    }

    private List<Claim> Claims(YamlNode.Sequence? node, Scope scope, List<string> families, NumberReader numbers)
    {
        var claims = new List<Claim>();
        var above = new Dictionary<string, Claim?>(StringComparer.Ordinal);
        var reader = new ClaimReader(scope with { Claims = above }, families, numbers, _diagnostics);
        var ids = new Dictionary<string, Place>(StringComparer.Ordinal);
        var checks = 0;
        foreach (var item in node?.Items.OfType<YamlNode.Mapping>() ?? [])
        {
            if (item.Text("id") is { } id)
            {
                if (!IsId(id.Text))
                {
                    _diagnostics.Add(Mistakes.BadName(id.At, "a claim", id.Text));
                }

                if (!ids.TryAdd(id.Text, id.At))
                {
                    _diagnostics.Add(Mistakes.TwoClaims(id.At, id.Text, ids[id.Text].Line));
                }
            }

            var claim = reader.Read(item);
            if (claim is not null)
            {
                claims.Add(claim);
                checks += claim.Checks.Count;
            }

            if (item.Text("id")?.Text is { } name)
            {
                above.TryAdd(name, claim);
            }

            if (checks > MaxChecks)
            {
                _diagnostics.Add(Mistakes.TooManyChecks(item.At, MaxChecks));
                break;
            }
        }

        return claims;
    }

    private Dictionary<string, Family> Families(YamlNode? node, List<Claim> claims)
    {
        var families = new Dictionary<string, Family>(StringComparer.Ordinal);
        foreach (var (name, value) in Entries(node))
        {
            var mapping = value as YamlNode.Mapping;
            var alpha = mapping?.Text("alpha");
            var share = NumberReader.Share(alpha?.Text ?? "0.05");
            if (share is not { } threshold || threshold.Number >= 1)
            {
                _diagnostics.Add(Mistakes.NoFreeNumber(alpha!.At, "threshold", alpha.Text, "0.05"));
                continue;
            }

            families[name.Text] = new(name.Text, mapping?.Text("method")?.Text ?? "holm", threshold.Number, [.. claims.Where(c => c.Family == name.Text).Select(c => c.Id)]);
        }

        return families;
    }

    private static IReadOnlyList<(YamlNode.Scalar Key, YamlNode Value)> Entries(YamlNode? node) => (node as YamlNode.Mapping)?.Entries ?? [];

    internal static bool IsId(string text) => text.Length is > 0 and <= 80 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
