using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using ScottPlot;

namespace Recount.Plots;

/// <summary>
/// A picture of a grid of formats: a dot and a 95 % interval for each, the best above, with the majority line, a published score, and the width that the formats would spread over if
/// they made no difference.
/// </summary>
public static class StripPlot
{
    private const int Width = 900;
    private const int Row = 22;
    private const int Frame = 130;

    // Beyond so many formats their names would be a smear.
    private const int Named = 48;

    /// <summary>As SVG.</summary>
    /// <param name="title">What was evaluated.</param>
    public static string Svg(GridSummary summary, string title)
    {
        using var plot = Draw(summary, title);
        return plot.GetSvgXml(Width, Height(summary));
    }

    /// <summary>As PNG.</summary>
    /// <inheritdoc cref="Svg"/>
    public static byte[] Png(GridSummary summary, string title)
    {
        using var plot = Draw(summary, title);
        using var image = plot.GetImage(Width, Height(summary));
        return image.GetImageBytes(ImageFormat.Png, 100);
    }

    private static int Height(GridSummary summary) => Frame + (Row * Math.Clamp(summary.Matrix.Formats.Count, 6, Named));

    private static Plot Draw(GridSummary summary, string title)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        var order = Enumerable.Range(0, summary.Matrix.Formats.Count).OrderBy(f => summary.Scores[f].Mean).ToList();
        if (summary.Alike is { } alike)
        {
            var centre = (summary.Matrix.Means.Max() + summary.Matrix.Means.Min()) / 2;
            var band = plot.Add.HorizontalSpan(100 * (centre - (alike.Range.High / 2)), 100 * (centre + (alike.Range.High / 2)));
            (band.FillColor, band.LineWidth, band.LegendText) = (Colors.SteelBlue.WithAlpha(0.12), 0, "range by chance (97.5 %)");
        }

        Line(plot, summary.Majority?.Share, "majority class", Colors.DarkOrange, LinePattern.Dashed);
        Line(plot, summary.Place?.Value, "published", Colors.DarkRed, LinePattern.Solid);
        for (var row = 0; row < order.Count; row++)
        {
            var (low, high) = summary.Scores[order[row]].Interval;
            var bar = plot.Add.Line(100 * low, row, 100 * high, row);
            (bar.Color, bar.LineWidth) = (Colors.SteelBlue.WithAlpha(0.6), 2);
        }

        var rows = order.Select((f, row) => (Format: f, Row: row)).ToLookup(o => o.Format == summary.Reference ? 2 : summary.Picks[o.Format].Constant ? 1 : 0);
        Dots(plot, summary, [.. rows[0]], "format", MarkerShape.FilledCircle, Colors.SteelBlue);
        Dots(plot, summary, [.. rows[1]], "always one answer", MarkerShape.OpenCircle, Colors.SteelBlue);
        Dots(plot, summary, [.. rows[2]], "reference", MarkerShape.FilledDiamond, Colors.Black);
        var names = order.Count <= Named ? order.Select(f => Text.Plain.Short(FormatGrid.Called(summary.Matrix.Formats[f]), 52)).ToArray() : [.. order.Select(_ => "")];
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. order.Select((_, row) => (double)row)], names);
        plot.Axes.SetLimitsY(-1, order.Count);
        plot.XLabel("right, % of the items, with 95 % intervals", 13);
        plot.Title(title, 14);
        plot.ShowLegend(Edge.Bottom);
        return plot;
    }

    private static void Line(Plot plot, double? share, string name, Color color, LinePattern pattern)
    {
        if (share is { } at)
        {
            var line = plot.Add.VerticalLine(100 * at);
            (line.Color, line.LinePattern, line.LineWidth, line.LegendText) = (color, pattern, 1.5f, name);
        }
    }

    private static void Dots(Plot plot, GridSummary summary, IReadOnlyList<(int Format, int Row)> of, string name, MarkerShape shape, Color color)
    {
        if (of.Count > 0)
        {
            var dots = plot.Add.ScatterPoints(of.Select(o => 100 * summary.Scores[o.Format].Mean).ToArray(), of.Select(o => (double)o.Row).ToArray());
            (dots.MarkerShape, dots.MarkerSize, dots.Color, dots.LegendText) = (shape, 9, color, name);
        }
    }
}
