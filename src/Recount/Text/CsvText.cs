namespace Recount.Text;

/// <summary>
/// A table of texts in which every cell knows where it stands (RFC 4180: commas, quotes, doubled quotes). Texts are kept as
/// they are, but for blanks around an unquoted cell.
/// </summary>
public sealed class CsvText
{
    /// <summary>Cells in one table.</summary>
    public const int MaxCells = 200_000;

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

    /// <summary>Reads a table as it lies on the page: rows may differ in length, and columns in nothing.</summary>
    public static Grid Grid(SourceText source, Diagnostics diagnostics) =>
        new(source.At(1, 1), [.. new CsvLines(source, diagnostics).Read().Select((r, i) => new GridRow(r, [.. r.Select(_ => 1)], i == 1))]);

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
