using Recount.Quantities;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>A draft's table taken apart: names of columns, rows with their names, numbers.</summary>
/// <param name="At">Where the table begins.</param>
/// <param name="Columns">The names of the columns with numbers, levels of a header joined.</param>
public sealed record TableLayout(Place At, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>
    /// Reads a grid. The header ends at the first rule inside the table, or is the first row; leading columns that are mostly words name the rows; a
    /// row with nothing but a name begins a group. Null where there is no number.
    /// </summary>
    public static TableLayout? Of(Grid grid)
    {
        var header = Enumerable.Range(1, Math.Max(0, grid.Rows.Count - 1)).Where(r => grid.Rows[r].RuleAbove).DefaultIfEmpty(1).First();
        var body = grid.Rows.Skip(header).ToList();
        var labels = 1;
        while (labels < grid.Width && IsWords([.. body.Select(r => r[labels])]))
        {
            labels++;
        }

        var columns = new List<string>();
        foreach (var column in Enumerable.Range(labels, Math.Max(0, grid.Width - labels)))
        {
            var name = Name(grid.Rows.Take(header), column);
            columns.Add(columns.Contains(name) ? $"{name} ({columns.Count(c => c.StartsWith(name, StringComparison.Ordinal)) + 1})" : name);
        }

        var (rows, group, heading) = (new List<TableRow>(), 0, "");
        foreach (var row in body)
        {
            var names = Enumerable.Range(0, labels).Select(c => row[c].Text).Where(t => t.Length > 0).ToList();
            var cells = Enumerable.Range(labels, columns.Count).Select(c => TableCell.Of(row[c])).ToList();
            group += row.RuleAbove ? 1 : 0;
            if (cells.All(c => c.At.IsEmpty) && names.Count > 0)
            {
                (group, heading) = (group + 1, names[0]);
                continue;
            }

            rows.Add(new(Unique(string.Join(", ", names.DefaultIfEmpty($"line {row[0].At.Line}")), heading, rows), group, cells));
        }

        return rows.Any(r => r.Cells.Any(c => c.Value is not null)) ? new(grid.At, columns, rows) : null;
    }

    // Mostly words, and some of them: a column of names.
    private static bool IsWords(IReadOnlyList<Cell> cells)
    {
        var filled = cells.Where(c => !c.IsEmpty).ToList();
        return filled.Count(c => TableCell.Of(c).Value is null) * 2 > filled.Count;
    }

    private static string Name(IEnumerable<GridRow> header, int column)
    {
        var words = new List<string>();
        foreach (var row in header)
        {
            // A cell of the header stands over all the columns that it spans.
            var from = column;
            while (from > 0 && from < row.Spans.Count && row.Spans[from] == 0)
            {
                from--;
            }

            if (row[from].Text.Length > 0 && !words.Contains(row[from].Text))
            {
                words.Add(row[from].Text);
            }
        }

        return words.Count > 0 ? string.Join(" ", words) : $"column {column + 1}";
    }

    // Rows of one name are told apart by the heading of their group, else by a number.
    private static string Unique(string name, string heading, List<TableRow> rows)
    {
        var full = rows.Any(r => r.Name == name) && heading.Length > 0 ? $"{heading}, {name}" : name;
        return rows.Any(r => r.Name == full) ? $"{full} ({rows.Count(r => r.Name.StartsWith(full, StringComparison.Ordinal)) + 1})" : full;
    }
}

/// <summary>A row with numbers.</summary>
/// <param name="Group">Rows between two rules or headings have one number.</param>
public sealed record TableRow(string Name, int Group, IReadOnlyList<TableCell> Cells);

/// <summary>A cell with the number that it prints, if it prints one.</summary>
public sealed record TableCell(Cell At, PublishedValue? Value)
{
    private static readonly char[] Marks = ['*', '†', '‡', '§', '¶', '_', ' '];

    /// <summary>Reads a cell; marks around the number are left out.</summary>
    public static TableCell Of(Cell cell) =>
        new(cell, cell.IsEmpty ? null : PublishedValue.Parse(cell.Text.Trim(Marks), PrintedAs.Plainly, out _));

    /// <summary>The number read as a percentage.</summary>
    public PublishedValue AsPercent() => PublishedValue.Parse(Value!.Text, PrintedAs.Plainly with { Unit = Unit.Percent });
}
