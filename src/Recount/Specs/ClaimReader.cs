using Recount.Claims;
using Recount.Findings;
using Recount.Printed;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads one claim and makes a check of it, or one per row of its table.</summary>
internal sealed class ClaimReader(Scope scope, IReadOnlyCollection<string> families, NumberReader numbers, Diagnostics diagnostics)
{
    /// <summary>The claim; null when there is a mistake in it. Every part is read, whatever is wrong with the others.</summary>
    public Claim? Read(YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        var id = node.Text("id");
        var kind = Kind(node, id);
        var tolerance = Tolerance(node["tolerance"] as YamlNode.Mapping);
        var response = Response(node["response"] as YamlNode.Mapping);
        if (node.Text("family") is { } family && !families.Contains(family.Text))
        {
            diagnostics.Add(Mistakes.UnknownWhat(family.At, "family", family.Text, families, "Families"));
        }

        var (checks, empty) = Rows(node) is { } rows ? Checks(node, id, kind, rows) : FormOnly(node, id, kind);
        if (tolerance is not null && checks.FirstOrDefault(c => !c.Measure.CanBeWidened) is not null)
        {
            diagnostics.Add(Mistakes.NothingToWiden(node["tolerance"]!.At));
        }

        var raised = node.Text("level") is null ? (Level?)null : Level.Error;
        return id is null || kind is null || checks.Count == 0 || diagnostics.Mark > mark ? null : new(
            id.Text, node.Text("says")?.Text ?? "", node.Text("quote")?.Text, node.Text("at")?.Text, kind.Key, Table(node), checks, empty,
            node["status"] is null ? null : numbers.Status(node), node.Text("source")?.Text, tolerance, node.Text("differs")?.Text, node.Text("family")?.Text, raised, response, id.At);
    }

    private (List<Check> Checks, int Empty) Checks(YamlNode.Mapping node, YamlNode.Scalar? id, Kind? kind, List<Scope> rows)
    {
        var mark = diagnostics.Mark;
        var own = numbers.Within(node);
        var (checks, empty) = (new List<Check>(), 0);
        foreach (var at in rows)
        {
            var published = new PublishedReader(own, at, diagnostics).Read(node, out var isEmpty);
            var says = node.Text("says") is not { } sentence ? ""
                : at.Row is null ? sentence.Text : Template.Fill(sentence.Text, at, sentence.At, diagnostics, out _) ?? "";
            if (kind is null)
            {
                continue;
            }

            // Where the published cell is empty, the row makes no claim; nothing else in it need be there.
            var draft = Draft(node, id, kind, at, published, diagnostics);
            draft.IsEmpty = isEmpty;
            var measures = isEmpty ? [] : kind.Read(draft);
            if (draft.IsEmpty)
            {
                empty++;
                continue;
            }

            var place = at.Row is null ? (node["published"] ?? node[kind.Key]!).At : published?.Place ?? at.Row.Cells[at.Table!.Key[0]].At;
            checks.AddRange(measures.Select(m => new Check(
                string.Join(", ", new[] { at.Row?.Name ?? "", m.Part }.Where(n => n.Length > 0)), says, published, m.Measure, place, at.Row)));
        }

        if (empty > 0 && empty == rows.Count && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.NoRows((id ?? (YamlNode)node).At, "with a number in it"));
        }

        return (checks, empty);
    }

    // The table of the claim is a mistake of its own; what can be said without its rows is the form of the measure.
    private (List<Check> Checks, int Empty) FormOnly(YamlNode.Mapping node, YamlNode.Scalar? id, Kind? kind)
    {
        var scratch = new Diagnostics();
        kind?.Read(Draft(node, id, kind, scope, null, scratch));
        foreach (var mistake in scratch.Sorted().Where(Mistakes.IsAboutForm))
        {
            diagnostics.Add(mistake);
        }

        return ([], 0);
    }

    private Draft Draft(YamlNode.Mapping node, YamlNode.Scalar? id, Kind kind, Scope at, PrintedNumber? published, Diagnostics to) =>
        new(id?.Text ?? "", (id ?? (YamlNode)node).At, node[kind.Key]!, at, node["published"] is not null, published, numbers.Status(node), numbers.Source(node), to);

    private PrintedTable? Table(YamlNode.Mapping node) => node.Text("each") is { } each ? scope.Tables.GetValueOrDefault(each.Text) : null;

    private Kind? Kind(YamlNode.Mapping node, YamlNode.Scalar? id)
    {
        var given = Kinds.All.Where(k => node[k.Key] is not null).ToList();

        // A misspelt key was reported as that; most often it is the measure that is missing then.
        if (given.Count == 0 && node.Entries.All(e => SpecShape.Claim.Keys.Any(k => k.Name == e.Key.Text)))
        {
            diagnostics.Add(Mistakes.NoMeasure((id ?? (YamlNode)node).At, id?.Text ?? "", Kinds.All.Select(k => k.Key)));
        }
        else if (given.Count > 1)
        {
            diagnostics.Add(Mistakes.TwoMeasures((id ?? (YamlNode)node).At, id?.Text ?? "", given[0].Key, given[1].Key));
        }

        return given.Count == 1 ? given[0] : null;
    }

    // The scope itself, or one per row of the table that 'each' names; null when that is a mistake.
    private List<Scope>? Rows(YamlNode.Mapping node)
    {
        if (node.Text("each") is not { } each)
        {
            if (node["each"] is null && node.Entries.FirstOrDefault(e => e.Key.Text == "where").Key is { } where)
            {
                diagnostics.Add(Mistakes.OnlyWith(where.At, "where", "each"));
            }

            return node["each"] is null ? [scope] : null;
        }

        if (!scope.Tables.TryGetValue(each.Text, out var table))
        {
            if (!scope.Unread.Contains(each.Text))
            {
                diagnostics.Add(Mistakes.UnknownTable(each.At, each.Text, scope.Tables.Keys));
            }

            return null;
        }

        var mark = diagnostics.Mark;
        IEnumerable<PrintedRow> rows = table.Rows;
        foreach (var (column, words) in (node["where"] as YamlNode.Mapping)?.Entries ?? [])
        {
            if (!table.Columns.Contains(column.Text))
            {
                diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, table.Name, table.Columns));
                continue;
            }

            var wanted = (words is YamlNode.Sequence list ? list.Items : [words]).OfType<YamlNode.Scalar>().ToList();
            var known = table.Rows.Select(r => r.Cells[column.Text].Text).ToHashSet(StringComparer.Ordinal);
            foreach (var word in wanted.Where(w => !known.Contains(w.Text)))
            {
                diagnostics.Add(Mistakes.UnknownRow(word.At, word.Text, table.Name, known));
            }

            rows = rows.Where(r => wanted.Any(w => w.Text == r.Cells[column.Text].Text));
        }

        var left = rows.Select(r => scope with { Table = table, Row = r }).ToList();
        if (left.Count == 0 && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.NoRows(each.At, "by the filter"));
        }

        return diagnostics.Mark == mark ? left : null;
    }

    private Tolerance? Tolerance(YamlNode.Mapping? node)
    {
        if (node?.Text("margin") is not { } margin)
        {
            return null;
        }

        if (NumberReader.Share(margin.Text) is not var (number, relative))
        {
            diagnostics.Add(Mistakes.NoFreeNumber(margin.At, "margin", margin.Text, "5 %"));
            return null;
        }

        return new(number, relative, node.Text("because")?.Text ?? "");
    }

    private Response? Response(YamlNode.Mapping? node)
    {
        if (node?.Text("date") is { } date && Day.Parse(date.Text) is null)
        {
            diagnostics.Add(Mistakes.NotADate(date.At, date.Text));
        }

        return node?.Text("text") is { } text ? new(text.Text, node.Text("source")?.Text, node.Text("date")?.Text) : null;
    }
}
