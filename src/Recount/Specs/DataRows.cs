using Recount.Fitting;
using Recount.Fitting.Models;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Adds columns to the rows of a data set and chooses among them: by words, by a comparison, by rank, by compute.</summary>
internal sealed class DataRows(string name, Diagnostics diagnostics)
{
    /// <summary>The table with the columns that a spec derives; null when one has a mistake in it.</summary>
    public DataTable? Columns(DataTable table, YamlNode.Mapping? node)
    {
        var mark = diagnostics.Mark;
        foreach (var (column, value) in node?.Entries ?? [])
        {
            if (!Formula.IsPlainName(column.Text))
            {
                diagnostics.Add(Mistakes.BadName(column.At, "a column", column.Text));
            }
            else if (value is YamlNode.Scalar text && new DataFormula(table, [], diagnostics).Read(text) is { } formula)
            {
                if (table.Columns.Contains(column.Text))
                {
                    diagnostics.Add(Mistakes.DuplicateColumn(column.At, column.Text));
                    continue;
                }

                table = table.Deriving(new Dictionary<string, Derived> { [column.Text] = new(formula.Terms[0], formula.Columns) });
            }
        }

        return diagnostics.Mark > mark ? null : table;
    }

    /// <summary>The rows that stay of those that the words chose; null where a filter has a mistake in it, or none stays.</summary>
    public DataTable? Keep(DataTable table, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        table = node.Text("keep") is { } keep ? Compared(table, keep) : table;
        table = node["drop"] is YamlNode.Mapping drop ? Ranked(table, drop) : table;
        table = node["frontier"] is YamlNode.Mapping frontier ? OnFrontier(table, frontier) : table;
        table = node["isoflop"] is YamlNode.Mapping isoflop ? Minima(table, isoflop) : table;
        if (table.Rows == 0 && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.NoRows(node.At, $"in '{name}'"));
        }

        return diagnostics.Mark > mark ? null : table;
    }

    /// <summary>The rows whose cells are these words.</summary>
    public DataTable Where(DataTable table, YamlNode.Mapping? where)
    {
        foreach (var (column, words) in where?.Entries ?? [])
        {
            if (table.Texts(column.Text) is not { } texts)
            {
                diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, name, table.Columns));
                continue;
            }

            var wanted = (words is YamlNode.Sequence list ? list.Items : [words]).OfType<YamlNode.Scalar>().ToList();
            var known = texts.Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var word in wanted.Where(w => !known.Contains(w.Text)))
            {
                diagnostics.Add(Mistakes.UnknownRow(word.At, word.Text, name, known));
            }

            table = table.Only([.. Enumerable.Range(0, table.Rows).Where(i => wanted.Any(w => w.Text == texts[i].Text))]);
        }

        return table;
    }

    private DataTable Compared(DataTable table, YamlNode.Scalar text)
    {
        if (new DataFormula(table, [], diagnostics).Read(text, true) is not { } formula)
        {
            return table;
        }

        var terms = formula.Terms.Select(t => table.Of(t, formula.Columns)).ToList();
        return table.Only([.. Enumerable.Range(0, table.Rows).Where(i => formula.Comparisons.Select((sign, k) => Holds(terms[k][i], sign, terms[k + 1][i])).All(holds => holds))]);
    }

    private static bool Holds(double a, string sign, double b) => sign switch
    {
        "=" => a == b,
        "!=" => a != b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    };

    // "The five largest" are all that are not below the fifth.
    private DataTable Ranked(DataTable table, YamlNode.Mapping drop)
    {
        foreach (var (key, sign) in new[] { ("largest", 1), ("smallest", -1) })
        {
            if (drop.Text(key) is not { } text || drop.Text("of") is not { } of)
            {
                continue;
            }

            var values = Numbers(table, of);
            if (NumberReader.Whole(text.Text) is not ({ } count and > 0) || count >= table.Rows)
            {
                diagnostics.Add(Mistakes.NoFreeNumber(text.At, $"number of rows below {table.Rows}", text.Text, "5"));
            }
            else if (values is not null)
            {
                var limit = values.Select(v => v * sign).OrderDescending().ElementAt((int)count - 1);
                table = table.Only([.. Enumerable.Range(0, table.Rows).Where(i => values[i] * sign < limit)]);
            }
        }

        return table;
    }

    private DataTable OnFrontier(DataTable table, YamlNode.Mapping frontier)
    {
        int? bins = null;
        if (frontier.Text("bins") is { } text && (bins = (int?)NumberReader.Whole(text.Text)) is not > 1)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number of bins", text.Text, "20"));
            return table;
        }

        return Numbers(table, frontier.Text("budget")) is { } budgets && Numbers(table, frontier.Text("loss")) is { } losses
            ? table.Only(Frontier.Of(budgets, losses, bins)) : table;
    }

    // One row per budget: the minimum of its parabola.
    private DataTable Minima(DataTable table, YamlNode.Mapping isoflop)
    {
        if (Numbers(table, isoflop.Text("budget")) is not { } budgets || Numbers(table, isoflop.Text("size")) is not { } sizes || Numbers(table, isoflop.Text("loss")) is not { } losses)
        {
            return table;
        }

        var minima = IsoFlop.Minima(budgets, sizes, losses);
        return new(name, [.. minima.Select(m => table.Lines[Array.FindIndex(budgets, b => Math.Abs((b / m.Budget) - 1) < IsoFlop.SameBudget)])],
            new Dictionary<string, Cell[]>(), new Dictionary<string, Derived>(), new Dictionary<string, double[]>
            {
                [isoflop.Text("budget")!.Text] = [.. minima.Select(m => m.Budget)],
                [isoflop.Text("size")!.Text] = [.. minima.Select(m => m.Size)],
                [isoflop.Text("loss")!.Text] = [.. minima.Select(m => m.Loss)],
            });
    }

    private double[]? Numbers(DataTable table, YamlNode.Scalar? column)
    {
        if (column is null)
        {
            return null;
        }

        if (!table.Columns.Contains(column.Text))
        {
            diagnostics.Add(Mistakes.UnknownColumn(column.At, column.Text, name, table.Columns));
            return null;
        }

        return new DataFormula(table, [], diagnostics).Holds(column.Text) ? table[column.Text] : null;
    }
}
