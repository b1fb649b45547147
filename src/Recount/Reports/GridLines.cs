using System.Globalization;
using System.Text;
using Recount.Scoring.Grids;

namespace Recount.Reports;

/// <summary>A grid item by item as CSV: one row an item under a format, for statistics of one's own.</summary>
public static class GridLines
{
    /// <summary>Columns: format, item, score, its least and greatest value as near ties fall, the index of the choice that was taken (empty where none was).</summary>
    public static string Render(FormatMatrix matrix)
    {
        var lines = new StringBuilder("format,item,score,low,high,picked\n");
        for (var f = 0; f < matrix.Formats.Count; f++)
        {
            for (var i = 0; i < matrix.Items.Count; i++)
            {
                var outcome = matrix[f][i];
                lines.Append(CultureInfo.InvariantCulture, $"{Cell(matrix.Formats[f])},{Cell(matrix.Items[i])},{outcome.Score:R},{outcome.Low:R},{outcome.High:R},");
                lines.Append(outcome.Picked == Outcome.Unpicked ? "" : outcome.Picked.ToString(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return lines.ToString();
    }

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
