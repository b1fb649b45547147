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
        var mark = diagnostics.Mark;
        var csv = CsvText.Read(file, diagnostics);
        if (csv.Header.Count == 0 || diagnostics.Mark > mark)
        {
            return null;
        }

        var header = csv.Header.Select(c => c.Text).ToList();
        var rows = csv.Rows.Select(r => header.Zip(r).ToDictionary(x => x.First, x => x.Second, StringComparer.Ordinal)).ToList();
        numbers.CheckElsewhere(mapping);
        if (mapping["cells"] is YamlNode.Mapping cells)
        {
            if (Unfold(cells, header, rows) is not var (unfoldedHeader, unfoldedRows))
            {
                return null;
            }

            (header, rows) = (unfoldedHeader, unfoldedRows);
        }

        var key = Words(mapping["key"]);
        foreach (var column in key.Concat(Words(mapping["exact"])).Concat(Keys(mapping["unit"])).Concat(Keys(mapping["digits"])).Where(w => !header.Contains(w.Text)))
        {
            diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, name, header));
        }

        if (diagnostics.Mark > mark || key.Count == 0)
        {
            return null;
        }

        if (rows.Count == 0)
        {
            diagnostics.Add(Mistakes.NoRows(csv.Header[0].At, "below the header"));
            return null;
        }

        var keyColumns = key.Select(k => k.Text).ToList();
        var named = rows.Select(r => new PrintedRow([.. keyColumns.Select(k => r[k].Text)], r)).ToList();
        foreach (var twice in named.GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(Mistakes.DuplicateRow(twice.Last().Cells[keyColumns[0]].At, twice.Key, twice.First().Cells[keyColumns[0]].At.Line));
        }

        return diagnostics.Mark > mark ? null : new(name, mapping.Text("at")?.Text, numbers.Status(mapping), numbers.Source(mapping),
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
            column => new PrintedAs(
                rounding, units?.Text(column) is { } unit ? Unit.Named(unit.Text) : null, digits?.Text(column) is { } count ? numbers.Digits(count) : null, exact.Contains(column)),
            StringComparer.Ordinal);
    }

    // One row per cell of the columns that fit a pattern; the words of the pattern become columns. Null when that is a mistake.
    private (List<string> Header, List<Dictionary<string, Cell>> Rows)? Unfold(
        YamlNode.Mapping cells, List<string> header, List<Dictionary<string, Cell>> rows)
    {
        var mark = diagnostics.Mark;
        var names = Words(cells["names"]).Select(n => n.Text).ToList();
        var fitting = new List<(string Column, string[] Words)>();
        foreach (var pattern in Words(cells["columns"]))
        {
            var found = header.Select(h => (Column: h, Words: Fit(h, pattern.Text))).Where(x => x.Words is not null).ToList();
            if (found.Count == 0)
            {
                diagnostics.Add(Mistakes.NoCells(pattern.At, pattern.Text));
            }
            else if (names.Count > 0 && found[0].Words!.Length != names.Count)
            {
                diagnostics.Add(Mistakes.WrongKind(cells["names"]!.At, $"a list of {names.Count}", $"one name for each * of '{pattern.Text}'"));
            }

            fitting.AddRange(found.Select(x => (x.Column, x.Words!)));
        }

        if (cells.Text("value") is not { Text: var value } || names.Count == 0 || cells["columns"] is not YamlNode.Sequence)
        {
            return null;
        }

        var columns = fitting.Select(f => f.Column).ToHashSet(StringComparer.Ordinal);
        List<string> unfolded = [.. header.Where(h => !columns.Contains(h)), .. names, value];
        foreach (var clash in unfolded.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(Mistakes.DuplicateColumn(cells.At, clash.Key));
        }

        return diagnostics.Mark > mark ? null : (unfolded, [.. rows.SelectMany(row => fitting.Select(f => One(row, columns, f.Column, f.Words, names, value)))]);
    }

    private static Dictionary<string, Cell> One(
        Dictionary<string, Cell> row, HashSet<string> columns, string column, string[] words, List<string> names, string value)
    {
        var cell = row[column];
        var one = row.Where(c => !columns.Contains(c.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (word, name) in words.Zip(names))
        {
            one[name] = new(word, cell.At);
        }

        one[value] = cell;
        return one;
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
