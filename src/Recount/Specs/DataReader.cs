using Recount.Claims;
using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the data sets of a spec: where the rows come from, columns that follow from others, and which rows stay.</summary>
/// <param name="files">Gives the text of a file below the spec.</param>
/// <param name="external">Looks for a file that the spec names by address and digest.</param>
/// <param name="inputs">Every file that was read is added.</param>
internal sealed class DataReader(
    InputReader named, IReadOnlyDictionary<string, PrintedTable> tables, NumberReader numbers, Func<string, (SourceText? Text, string? Problem)> files,
    Func<ExternalInput, FoundInput> external, List<InputFile> inputs, Diagnostics diagnostics)
{
    private static readonly string[] Origins = ["file", "url", "table", "from"];

    private readonly Dictionary<string, DeclaredData?> _read = new(StringComparer.Ordinal);

    /// <summary>All data sets by name; null where there is a mistake in one.</summary>
    public IReadOnlyDictionary<string, DeclaredData?> Read(YamlNode.Mapping? node)
    {
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (!Formula.IsPlainName(name.Text))
            {
                diagnostics.Add(Mistakes.BadName(name.At, "a data set", name.Text));
            }

            _read[name.Text] = value is YamlNode.Mapping mapping ? Read(name, mapping) : null;
        }

        return _read;
    }

    private DeclaredData? Read(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        var given = Origins.Where(o => node[o] is not null).ToList();
        if (given.Count != 1)
        {
            diagnostics.Add(Mistakes.OneOrigin(name.At, name.Text, given));
        }

        var data = given is not [var origin] || node.Text(origin) is not { } text ? null : origin switch
        {
            "file" => File(name.Text, node, text),
            "url" => Fetched(name.Text, node, text),
            "table" => Table(name.Text, text),
            _ => From(name.Text, text),
        };
        data = data is not null && node["status"] is not null
            ? data with { Status = (Status)Math.Max((int)data.Status, (int)numbers.Status(node)), Source = node.Text("source")?.Text ?? data.Source } : data;
        if (data is not { Table: { } table })
        {
            FormOnly(node);
            return diagnostics.Mark > mark ? null : data;
        }

        var rows = new DataRows(name.Text, diagnostics);
        var chosen = rows.Where(table, node["where"] as YamlNode.Mapping);
        var kept = rows.Columns(chosen, node["columns"] as YamlNode.Mapping) is { } wider ? rows.Keep(wider, node) : null;
        
        // The minima of parabolas are no printed numbers any more.
        return diagnostics.Mark > mark || kept is null ? null : data with
        {
            Table = kept, Printed = node["isoflop"] is null ? data.Printed : NoNumbers,
        };
    }

    private DeclaredData? File(string name, YamlNode.Mapping node, YamlNode.Scalar path)
    {
        var (text, problem) = files(path.Text);
        if (text is null)
        {
            diagnostics.Add(Mistakes.NoTableFile(path.At, path.Text, problem ?? "cannot be read"));
            return null;
        }

        return Rows(name, node, text) is { } table ? Whole(name, node, table, null) : null;
    }

    private DeclaredData? Fetched(string name, YamlNode.Mapping node, YamlNode.Scalar url)
    {
        if (named.Read(name, node, url) is not { } input)
        {
            return null;
        }

        var found = external(input);
        return found.Text is not { } text ? new(name, null, input, found.Problem, numbers.Status(node), numbers.Source(node), NoNumbers)
            : Rows(name, node, text) is { } table ? Whole(name, node, table, input)
            : null;
    }

    private DeclaredData Whole(string name, YamlNode.Mapping node, DataTable table, ExternalInput? input) =>
        new(name, table, input, null, numbers.Status(node), numbers.Source(node), NoNumbers);

    private DataTable? Rows(string name, YamlNode.Mapping node, SourceText text)
    {
        var mark = diagnostics.Mark;
        inputs.Add(new(text.Path, text.Sha256));
        var csv = CsvText.Read(text, diagnostics);
        if (csv.Rows.Count == 0 && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.NoRows(text.At(1, 1), "below the header"));
        }

        if (node.Text("duplicates") is null)
        {
            foreach (var twice in csv.Rows.GroupBy(r => string.Join('\u001f', r.Select(c => c.Text)), StringComparer.Ordinal).Where(g => g.Count() > 1))
            {
                diagnostics.Add(Mistakes.RowTwice(twice.Last()[0].At, twice.First()[0].At.Line));
            }
        }

        return diagnostics.Mark > mark ? null : new(
            name, [.. csv.Rows.Select(r => r[0].At)],
            csv.Header.Select((h, i) => (h.Text, Cells: csv.Rows.Select(r => r[i]).ToArray())).ToDictionary(c => c.Text, c => c.Cells, StringComparer.Ordinal),
            new Dictionary<string, Derived>(), new Dictionary<string, double[]>());
    }

    // A printed table as data: its numbers are those of the cells as printed.
    private DeclaredData? Table(string name, YamlNode.Scalar text)
    {
        if (!tables.TryGetValue(text.Text, out var printed))
        {
            diagnostics.Add(Mistakes.UnknownTable(text.At, text.Text, tables.Keys));
            return null;
        }

        var cells = printed.Columns.ToDictionary(c => c, c => printed.Rows.Select(r => r.Cells[c]).ToArray(), StringComparer.Ordinal);
        var places = printed.Rows.Select(r => r.Cells[printed.Key[0]].At).ToList();
        var all = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var known = new Dictionary<(int, string), PrintedNumber>();
        foreach (var column in printed.Columns)
        {
            // A column of words is none of numbers; that is said where it is used as one.
            var read = printed.Rows.Select(r => printed.Number(r, column, new Diagnostics())).ToList();
            if (read.All(n => n is not null))
            {
                all[column] = [.. read.Select(n => n!.Value.Value.ToDouble())];
                for (var row = 0; row < read.Count; row++)
                {
                    known[(row, column)] = read[row]!;
                }
            }
        }

        return new(name, new(name, places, cells, new Dictionary<string, Derived>(), all), null, null, printed.Status, printed.Source, known);
    }

    private DeclaredData? From(string name, YamlNode.Scalar text)
    {
        if (!_read.TryGetValue(text.Text, out var other))
        {
            diagnostics.Add(Mistakes.UnknownOf(text.At, "data set above this one", text.Text, _read.Keys, "Data sets"));
        }

        return other is null ? null : other with { Name = name };
    }

    // Without its rows, what can be said of a data set is the form of its formulas.
    private void FormOnly(YamlNode.Mapping node)
    {
        foreach (var formula in ((node["columns"] as YamlNode.Mapping)?.Entries ?? []).Select(e => e.Value).Append(node["keep"]).OfType<YamlNode.Scalar>())
        {
            FormulaReader.Parse(formula, diagnostics);
        }
    }

    private static Dictionary<(int, string), PrintedNumber> NoNumbers => [];
}
