namespace Recount.Text;

/// <summary>A table as it lies on the page: rows of cells, nothing known yet about headers and labels.</summary>
/// <param name="At">Where it begins.</param>
public sealed record Grid(Place At, IReadOnlyList<GridRow> Rows)
{
    /// <summary>Columns of the longest row.</summary>
    public int Width => Rows.Count == 0 ? 0 : Rows.Max(r => r.Cells.Count);
}

/// <summary>A row of a grid.</summary>
/// <param name="Cells">A cell that spans columns stands in the first of them; see <paramref name="Spans"/>.</param>
/// <param name="Spans">How many columns each cell spans; 0 for those that another one covers.</param>
/// <param name="RuleAbove">A line across the table is drawn above the row.</param>
public sealed record GridRow(IReadOnlyList<Cell> Cells, IReadOnlyList<int> Spans, bool RuleAbove)
{
    /// <summary>The cell of a column; empty beyond the end of the row.</summary>
    public Cell this[int column] => column < Cells.Count ? Cells[column] : new("", Cells[^1].At);
}
