using System.Text;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Reports;

/// <summary>Which percentages can be printed for so many items: a map of ten by ten blocks, for a terminal or as Markdown.</summary>
public static class GrimMap
{
    /// <summary>Digits after the point that a map has room for.</summary>
    public const int MostDecimals = 1;

    /// <summary>The map as a page: a row for each whole percent (each ten without decimals), a column for each last digit.</summary>
    public static Page Render(long items, int decimals, int width)
    {
        var page = new Page(width);
        var (rows, possible) = Rows(items, decimals);
        page.Text($"Percentages with {(decimals == 0 ? "no digit" : "one digit")} after the point that {items} items can print: {possible} of {(100 * (int)Math.Pow(10, decimals)) + 1}.");
        page.Text("# can be, . cannot be, whatever the rounding half up or down.", 0, Tone.Faint);
        page.Blank();
        page.Line(new Piece($"{"",8}{string.Join(' ', Enumerable.Range(0, 10))}", Tone.Faint));
        foreach (var (label, cells) in rows)
        {
            page.Line(new($"{label,6}  ", Tone.Faint), new Piece(string.Join(' ', cells.Select(c => c ? '#' : '.')), Tone.Plain));
        }

        return page;
    }

    /// <summary>The map as a Markdown table.</summary>
    public static string Markdown(long items, int decimals)
    {
        var text = new StringBuilder($"| {items} items | {string.Join(" | ", Enumerable.Range(0, 10))} |\n|---:|{string.Concat(Enumerable.Repeat("---|", 10))}\n");
        foreach (var (label, cells) in Rows(items, decimals).Rows)
        {
            text.Append($"| {label} | {string.Join(" | ", cells.Select(c => c ? "■" : ""))} |\n");
        }

        return text.ToString();
    }

    private static (IReadOnlyList<(string Label, bool[] Cells)> Rows, int Possible) Rows(long items, int decimals)
    {
        var last = 100 * (int)Math.Pow(10, decimals);
        var unit = new Rational(1, last);
        bool Possible(int value) => !Grim.Of(Rounding.Unknown.Of(value * unit, unit, false), items).None;
        var rows = Enumerable.Range(0, (last / 10) + 1)
            .Select(row => (
                Label: decimals == 0 ? $"{row}_" : $"{row}._",
                Cells: Enumerable.Range(row * 10, Math.Min(10, last - (row * 10) + 1)).Select(Possible).ToArray()))
            .ToList();
        return (rows, rows.Sum(r => r.Cells.Count(c => c)));
    }
}
