using Recount.Quantities;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>A draft's table taken apart: names of columns, rows with their names, numbers.</summary>
/// <param name="At">Where the table begins.</param>
/// <param name="Columns">The names of the columns with numbers, levels of a header joined.</param>
/// <param name="Heads">The first level of the header over each column; empty where it has no other.</param>
public sealed record TableLayout(Place At, IReadOnlyList<string> Columns, IReadOnlyList<string> Heads, IReadOnlyList<TableRow> Rows)
{
    /// <summary>
    /// Reads a grid. The header ends at the first rule inside the table, or is the first row, and goes on over rows of words; leading columns that are mostly
    /// words name the rows; a row with nothing but a name begins a group. Null where there is no number.
    /// </summary>
    public static TableLayout? Of(Grid grid)
    {
        var header = Header(grid);
        var body = grid.Rows.Skip(header).ToList();
        var labels = 1;
        while (labels < grid.Width && IsWords([.. body.Select(r => r[labels])]))
        {
            labels++;
        }

        var numbered = Enumerable.Range(labels, Math.Max(0, grid.Width - labels)).Where(c => grid.Rows.Any(r => r[c].Text.Length > 0)).ToList();
        var (taken, columns) = (new Dictionary<string, int>(), new List<string>());
        columns.AddRange(numbered.Select(c => Unique(Names(grid.Rows.Take(header), c) is { Count: > 0 } words ? string.Join(" ", words) : $"column {c + 1}", taken)));
        var heads = numbered.Select(c => Names(grid.Rows.Take(header), c) is { Count: > 1 } words ? words[0] : "").ToList();
        taken.Clear();
        var (rows, group, heading) = (new List<TableRow>(), 0, "");
        foreach (var row in body)
        {
            var names = Enumerable.Range(0, labels).Select(c => row[c].Text).Where(t => t.Length > 0).ToList();
            var cells = numbered.Select(c => TableCell.Of(row[c])).ToList();
            group += row.RuleAbove ? 1 : 0;
            if (cells.All(c => c.At.IsEmpty) && names.Count > 0)
            {
                (group, heading) = (group + 1, names[0]);
                continue;
            }

            var name = string.Join(", ", names.DefaultIfEmpty($"line {row[0].At.Line}"));
            rows.Add(new(Unique(taken.ContainsKey(name) && heading.Length > 0 ? $"{heading}, {name}" : name, taken), group, cells));
        }

        return rows.Any(r => r.Cells.Any(c => c.Value is not null)) ? new(grid.At, columns, heads, rows) : null;
    }

    private static int Header(Grid grid)
    {
        var header = Enumerable.Range(1, Math.Max(0, grid.Rows.Count - 1)).Where(r => grid.Rows[r].RuleAbove).DefaultIfEmpty(1).First();

        // A second level of names below a rule.
        while (header < grid.Rows.Count - 1 && grid.Rows[header].Cells.Skip(1).Count(c => !c.IsEmpty) > 1 && grid.Rows[header].Cells.Skip(1).All(c => TableCell.Of(c).Value is null))
        {
            header++;
        }

        return header;
    }

    // Mostly words, and some of them: a column of names.
    private static bool IsWords(IReadOnlyList<Cell> cells)
    {
        var filled = cells.Where(c => !c.IsEmpty).ToList();
        return filled.Count(c => TableCell.Of(c).Value is null) * 2 > filled.Count;
    }

    private static List<string> Names(IEnumerable<GridRow> header, int column)
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

        return words;
    }

    // A name that was given already gets a number, and one that nobody has.
    private static string Unique(string name, Dictionary<string, int> taken)
    {
        if (taken.TryAdd(name, 1))
        {
            return name;
        }

        string own;
        do
        {
            own = $"{name} ({++taken[name]})";
        }
        while (!taken.TryAdd(own, 1));
        return own;
    }
}

/// <summary>A row with numbers.</summary>
/// <param name="Group">Rows between two rules or headings have one number.</param>
public sealed record TableRow(string Name, int Group, IReadOnlyList<TableCell> Cells);

/// <summary>A cell with the number that it prints, if it prints one.</summary>
public sealed record TableCell(Cell At, PublishedValue? Value)
{
    private static readonly char[] Marks = ['*', '†', '‡', '§', '¶', '_', ' ', '↑', '↓'];

    /// <summary>Reads a cell; marks around the number are left out, and a whole number is meant to its last digit.</summary>
    public static TableCell Of(Cell cell)
    {
        var text = cell.Text.Trim(Marks);
        return new(cell, cell.IsEmpty ? null : Read(text, Unit.None));
    }

    /// <summary>The number with its sign written, as differences are.</summary>
    public bool IsSigned => Value is not null && At.Text.TrimStart(Marks) is ['+' or '-' or '−' or '–', ..];

    /// <summary>The number read as a percentage.</summary>
    public PublishedValue AsPercent() => Read(Value!.Text, Unit.Percent)!;

    private static PublishedValue? Read(string text, Unit unit)
    {
        var digits = text.Count(char.IsAsciiDigit);
        var whole = digits > 0 && digits <= Literal.MaxDigits && text.All(c => char.IsAsciiDigit(c) || c is '%' or ' ');
        return PublishedValue.Parse(text, PrintedAs.Plainly with { Unit = unit == Unit.None ? null : unit, Digits = whole ? digits : null }, out _);
    }
}
