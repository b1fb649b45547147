namespace Recount.Text;

/// <summary>
/// A table of texts in which every cell knows where it stands (RFC 4180: commas, quotes, doubled quotes). Texts are kept as
/// they are, but for blanks around an unquoted cell.
/// </summary>
public sealed class CsvText
{
    /// <summary>Cells in one table.</summary>
    public const int MaxCells = 200_000;

    private static readonly char[] Dividers = [',', ';', '\t'];

    private CsvText(SourceText source, IReadOnlyList<Cell> header, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        Source = source;
        Header = header;
        Rows = rows;
    }

    public SourceText Source { get; }

    public IReadOnlyList<Cell> Header { get; }

    /// <summary>Rows, each as long as the header.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; }

    /// <summary>
    /// Reads a table as a program wrote it: cells divided by the sign that divides most lines alike (comma, semicolon, tab), lines of one cell or
    /// beginning with # before the header left out. Rows longer than the header are reported.
    /// </summary>
    public static Grid Grid(SourceText source, Diagnostics diagnostics)
    {
        var divider = Dividers.MaxBy(d => source.Lines.Where(l => l.Contains(d, StringComparison.Ordinal)).GroupBy(l => l.Count(c => c == d)).Select(g => g.Count()).DefaultIfEmpty(0).Max());
        var rows = new CsvLines(source, diagnostics, divider).Read().SkipWhile(r => r.Count == 1 || r[0].Text.StartsWith('#')).ToList();
        foreach (var row in rows.Where(r => r.Count > rows[0].Count && r.Skip(rows[0].Count).Any(c => c.Text.Length > 0)))
        {
            diagnostics.Add(Mistakes.RowLength(row[0].At, row.Count, rows[0].Count));
        }

        return new(source.At(1, 1), [.. rows.Select((r, i) => new GridRow(r, [.. r.Select(_ => 1)], i == 1))]);
    }

    /// <summary>Reads a table; rows of the wrong length are reported and left out.</summary>
    public static CsvText Read(SourceText source, Diagnostics diagnostics)
    {
        var lines = new CsvLines(source, diagnostics).Read();
        if (lines.Count == 0)
        {
            diagnostics.Add(Mistakes.Empty(source.At(1, 1)));
            return new(source, [], []);
        }

        var header = lines[0];
        foreach (var twice in header.GroupBy(c => c.Text).Where(g => g.Count() > 1))
        {
            diagnostics.Add(Mistakes.DuplicateColumn(twice.Last().At, twice.Key));
        }

        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var row in lines.Skip(1))
        {
            if (row.Count == header.Count)
            {
                rows.Add(row);
            }
            else
            {
                diagnostics.Add(Mistakes.RowLength(row[0].At, row.Count, header.Count));
            }
        }

        return new(source, header, rows);
    }
}
