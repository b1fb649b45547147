using Recount.Claims;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads one claim and makes a check of it, or one per row of its table.</summary>
internal sealed class ClaimReader(Scope scope, IReadOnlyCollection<string> families, NumberReader numbers, Diagnostics diagnostics)
{
    public Claim? Read(YamlNode.Mapping node)
    {
        if (node.Text("id") is not { } id || Kind(node, id) is not { } kind)
        {
            return null;
        }

        var before = diagnostics.Count;
        var rows = Rows(node);
        var tolerance = Tolerance(node["tolerance"] as YamlNode.Mapping);
        var response = Response(node["response"] as YamlNode.Mapping);
        if (node.Text("family") is { } family && !families.Contains(family.Text))
        {
            diagnostics.Add(Mistakes.UnknownWhat(family.At, "family", family.Text, families, "Families"));
        }

        var (checks, empty) = (new List<Check>(), 0);
        foreach (var at in rows)
        {
            var draft = new Draft(id.Text, id.At, node[kind.Key]!, at, Published(node, at, out var isEmpty), diagnostics) { IsEmpty = isEmpty };
            if (draft.Published is null && node["published"] is not null && !isEmpty)
            {
                continue;
            }

            var measure = kind.Read(draft);
            if (draft.IsEmpty)
            {
                empty++;
            }
            else if (measure is not null)
            {
                var place = at.Row is null ? (node["published"] ?? node[kind.Key]!).At : draft.Published?.Place ?? at.Row.Cells[at.Table!.Key[0]].At;
                checks.Add(new(at.Row?.Name ?? "", Filled(node.Text("says")?.Text ?? "", at.Row), draft.Published, measure, place));
            }
        }

        if (checks.Count == 0 && diagnostics.Count == before && rows.Count > 0)
        {
            diagnostics.Add(Mistakes.NoRows(id.At, "with a number in it"));
        }

        var raised = node.Text("level") is { } level ? (Level?)Levels.Words.ToList().IndexOf(level.Text) : null;
        return diagnostics.Count > before ? null : new(id.Text, node.Text("says")?.Text ?? "", node.Text("at")?.Text, kind.Key, checks, empty,
            node["status"] is null ? null : numbers.Status(node), node.Text("source")?.Text, tolerance, node.Text("differs")?.Text, node.Text("family")?.Text, raised, response, id.At);
    }

    private Kind? Kind(YamlNode.Mapping node, YamlNode.Scalar id)
    {
        var given = Kinds.All.Where(k => node[k.Key] is not null).ToList();
        if (given.Count == 0)
        {
            diagnostics.Add(Mistakes.NoMeasure(id.At, id.Text, Kinds.All.Select(k => k.Key)));
        }
        else if (given.Count > 1)
        {
            diagnostics.Add(Mistakes.TwoMeasures(id.At, id.Text, given[0].Key, given[1].Key));
        }

        return given.Count == 1 && node[given[0].Key] is YamlNode.Scalar ? given[0] : null;
    }

    // The scope itself, or one per row of the table that 'each' names.
    private List<Scope> Rows(YamlNode.Mapping node)
    {
        if (node.Text("each") is not { } each)
        {
            if (node.Entries.FirstOrDefault(e => e.Key.Text == "where").Key is { } where)
            {
                diagnostics.Add(Mistakes.OnlyWith(where.At, "where", "each"));
            }

            return [scope];
        }

        if (!scope.Tables.TryGetValue(each.Text, out var table))
        {
            if (!scope.Unread.Contains(each.Text))
            {
                diagnostics.Add(Mistakes.UnknownTable(each.At, each.Text, scope.Tables.Keys));
            }

            return [];
        }

        IEnumerable<PrintedRow> rows = table.Rows;
        foreach (var (column, words) in (node["where"] as YamlNode.Mapping)?.Entries ?? [])
        {
            if (!table.Columns.Contains(column.Text))
            {
                diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, table.Name, table.Columns));
                return [];
            }

            var wanted = (words is YamlNode.Sequence list ? list.Items : [words]).OfType<YamlNode.Scalar>().ToList();
            foreach (var word in wanted.Where(w => table.Rows.All(r => r.Cells[column.Text].Text != w.Text)))
            {
                diagnostics.Add(Mistakes.UnknownRow(word.At, word.Text, table.Name, table.Rows.Select(r => r.Cells[column.Text].Text).Distinct()));
            }

            rows = rows.Where(r => wanted.Any(w => w.Text == r.Cells[column.Text].Text));
        }

        var left = rows.Select(r => scope with { Table = table, Row = r }).ToList();
        if (left.Count == 0 && !diagnostics.Any)
        {
            diagnostics.Add(Mistakes.NoRows(each.At, "by the filter"));
        }

        return left;
    }

    private PrintedNumber? Published(YamlNode.Mapping node, Scope at, out bool isEmpty)
    {
        isEmpty = false;
        if (node["published"] is not { } published)
        {
            return null;
        }

        var mapping = published as YamlNode.Mapping;
        var text = mapping is null ? published as YamlNode.Scalar : mapping.Text("printed");
        if (text is not { Text: ['{', .., '}'] })
        {
            var own = numbers.Read("the published number", published);
            return own is null ? null : own with
            {
                At = own.At ?? node.Text("at")?.Text,
                Status = node["status"] is null ? own.Status : numbers.Status(node),
                Source = node.Text("source")?.Text ?? own.Source,
            };
        }

        var column = text.Text[1..^1].Trim();
        if (at.Table is null || at.Row is null)
        {
            diagnostics.Add(Mistakes.OnlyWith(text.At, text.Text, "each"));
            return null;
        }

        if (!at.Table.Columns.Contains(column))
        {
            diagnostics.Add(Mistakes.UnknownColumn(text.At, column, at.Table.Name, at.Table.Columns));
            return null;
        }

        isEmpty = at.Row.Cells[column].IsEmpty;
        var cell = at.Table.Number(at.Row, column, diagnostics);
        var options = mapping is null || mapping.Entries.All(e => e.Key.Text is "printed" or "at" or "note" or "status" or "source") ? null : numbers.Options(mapping);
        return cell is null || options is null ? cell : cell with { Value = PublishedValue.Parse(cell.Value.Text, options) };
    }

    private Tolerance? Tolerance(YamlNode.Mapping? node)
    {
        if (node?.Text("margin") is not { } margin || node.Text("because") is not { } because)
        {
            return null;
        }

        if (NumberReader.Share(margin.Text) is not var (number, relative))
        {
            diagnostics.Add(Mistakes.NoFreeNumber(margin.At, "margin", margin.Text, "5 %"));
            return null;
        }

        return new(number, relative, because.Text);
    }

    private Response? Response(YamlNode.Mapping? node)
    {
        if (node?.Text("date") is { } date && !DateOnly.TryParseExact(date.Text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
        {
            diagnostics.Add(Mistakes.NotADate(date.At, date.Text));
        }

        return node?.Text("text") is { } text ? new(text.Text, node.Text("source")?.Text, node.Text("date")?.Text) : null;
    }

    private static string Filled(string says, PrintedRow? row) =>
        row is null ? says : row.Cells.Aggregate(says, (text, cell) => text.Replace($"{{{cell.Key}}}", cell.Value.Text, StringComparison.Ordinal));
}
