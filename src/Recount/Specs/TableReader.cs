using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads a printed table: a CSV file with the declarations of its columns.</summary>
internal sealed class TableReader(NumberReader numbers, Diagnostics diagnostics)
{
    /// <param name="file">The text of the table's file.</param>
    public PrintedTable? Read(string name, YamlNode.Mapping mapping, SourceText file)
    {
        var before = diagnostics.Count;
        var csv = CsvText.Read(file, diagnostics);
        if (csv.Header.Count == 0 || diagnostics.Count > before)
        {
            return null;
        }

        var header = csv.Header.Select(c => c.Text).ToList();
        var rows = csv.Rows.Select(r => header.Zip(r).ToDictionary(x => x.First, x => x.Second, StringComparer.Ordinal)).ToList();
        if (mapping["cells"] is YamlNode.Mapping cells)
        {
            (header, rows) = Unfold(cells, name, header, rows);
        }

        var key = Words(mapping["key"]);
        foreach (var (at, column) in key.Concat(Words(mapping["exact"])).Concat(Keys(mapping["unit"])).Concat(Keys(mapping["digits"])).Where(w => !header.Contains(w.Text)).Select(w => (w.At, w.Text)))
        {
            diagnostics.Add(Mistakes.UnknownColumn(at, column, name, header));
        }

        if (diagnostics.Count > before || key.Count == 0)
        {
            return null;
        }

        var keyColumns = key.Select(k => k.Text).ToList();
        var named = rows.Select(r => new PrintedRow([.. keyColumns.Select(k => r[k].Text)], r)).ToList();
        foreach (var twice in named.GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(Mistakes.DuplicateRow(twice.Last().Cells[keyColumns[0]].At, twice.Key, twice.First().Cells[keyColumns[0]].At.Line));
        }

        return diagnostics.Count > before ? null : new(name, mapping.Text("at")?.Text, numbers.Status(mapping), numbers.Source(mapping),
            NumberReader.Flag(mapping, "elsewhere"), header, keyColumns, Columns(mapping, header), named);
    }

    private Dictionary<string, PrintedAs> Columns(YamlNode.Mapping mapping, IEnumerable<string> header)
    {
        var rounding = mapping.Text("rounding") is { } word ? Rounding.Named(word.Text) ?? Rounding.Unknown : Rounding.Unknown;
        var exact = Words(mapping["exact"]).Select(w => w.Text).ToHashSet(StringComparer.Ordinal);
        var units = mapping["unit"] as YamlNode.Mapping;
        var digits = mapping["digits"] as YamlNode.Mapping;
        return header.ToDictionary(
            column => column,
            column => new PrintedAs(rounding, units?.Text(column) is { } unit ? Unit.Named(unit.Text) : null, digits?.Text(column) is { } count ? numbers.Digits(count) : null, exact.Contains(column)),
            StringComparer.Ordinal);
    }

    // One row per cell of the columns that fit a pattern; the words of the pattern become columns.
    private (List<string> Header, List<Dictionary<string, CsvText.Cell>> Rows) Unfold(
        YamlNode.Mapping cells, string table, List<string> header, List<Dictionary<string, CsvText.Cell>> rows)
    {
        var names = Words(cells["names"]).Select(n => n.Text).ToList();
        var fitting = new List<(string Column, string[] Words)>();
        foreach (var pattern in Words(cells["columns"]))
        {
            var found = header.Select(h => (Column: h, Words: Fit(h, pattern.Text))).Where(x => x.Words is not null).ToList();
            if (found.Count == 0 || found[0].Words!.Length != names.Count)
            {
                diagnostics.Add(found.Count == 0 ? Mistakes.NoCells(pattern.At, pattern.Text) : Mistakes.WrongKind(cells["names"]!.At, $"a list of {names.Count}", $"one name for each * of '{pattern.Text}'"));
            }

            fitting.AddRange(found.Select(x => (x.Column, x.Words!)));
        }

        var value = cells.Text("value")?.Text ?? "value";
        var columns = fitting.Select(f => f.Column).ToHashSet(StringComparer.Ordinal);
        var kept = header.Where(h => !columns.Contains(h)).ToList();
        foreach (var clash in names.Append(value).Where(kept.Contains))
        {
            diagnostics.Add(Mistakes.DuplicateColumn(cells.At, clash));
        }

        var unfolded = diagnostics.Any && fitting.Any(f => f.Words.Length != names.Count) ? [] : rows.SelectMany(row => fitting.Select(f =>
        {
            var cell = row[f.Column];
            var one = kept.ToDictionary(k => k, k => row[k], StringComparer.Ordinal);
            foreach (var (word, name) in f.Words.Zip(names))
            {
                one[name] = new(word, cell.At);
            }

            one[value] = cell;
            return one;
        })).ToList();
        return ([.. kept, .. names, value], unfolded);
    }

    // The words that stand for the stars of a pattern such as "*/*"; null when the text does not fit.
    private static string[]? Fit(string text, string pattern)
    {
        var parts = pattern.Split('/');
        var words = text.Split('/');
        return parts.Length != words.Length || parts.Zip(words).Any(x => x.First != "*" && x.First != x.Second) ? null
            : [.. parts.Zip(words).Where(x => x.First == "*").Select(x => x.Second)];
    }

    private static List<YamlNode.Scalar> Words(YamlNode? node) => node is YamlNode.Sequence list ? [.. list.Items.OfType<YamlNode.Scalar>()] : [];

    private static IEnumerable<YamlNode.Scalar> Keys(YamlNode? node) => node is YamlNode.Mapping map ? map.Entries.Select(e => e.Key) : [];
}
