using Recount.Costs;
using Recount.Costs.Pricing;
using ScottPlot;

namespace Recount.Plots;

/// <summary>A picture of what a price hangs on: a bar for each number, from the price at one end of its range to that at the other, the longest above.</summary>
public static class SwingPlot
{
    private const int Width = 900;
    private const int Row = 34;
    private const int Frame = 140;
    private const int Most = 12;

    /// <summary>As SVG.</summary>
    public static string Svg(PriceAnswer answer)
    {
        using var plot = Draw(answer);
        return plot.GetSvgXml(Width, Height(answer));
    }

    /// <summary>As PNG.</summary>
    public static byte[] Png(PriceAnswer answer)
    {
        using var plot = Draw(answer);
        using var image = plot.GetImage(Width, Height(answer));
        return image.GetImageBytes(ImageFormat.Png, 100);
    }

    private static int Height(PriceAnswer answer) => Frame + (Row * Math.Clamp(answer.Swings.Count, 2, Most));

    private static Plot Draw(PriceAnswer answer)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        var line = answer.Lines[0];
        var middle = line.Main!.Value.Middle.ToDouble();
        var swings = answer.Swings.Take(Most).Reverse().ToList();
        for (var row = 0; row < swings.Count; row++)
        {
            // At the lower end of the number one colour, at the upper one another: which way it moves is seen.
            // Where the price turns in between, the whole of its range is a thin line.
            Bar(plot, row, middle, swings[row].AtLow.ToDouble(), Colors.SteelBlue);
            Bar(plot, row, middle, swings[row].AtHigh.ToDouble(), Colors.DarkOrange);
            var whole = plot.Add.Line(swings[row].Range.Lo.Value!.Value.ToDouble(), row, swings[row].Range.Hi.Value!.Value.ToDouble(), row);
            (whole.Color, whole.LineWidth) = (Colors.Black.WithAlpha(0.5), 1);
        }

        var at = plot.Add.VerticalLine(middle);
        (at.Color, at.LineWidth, at.LinePattern) = (Colors.Black, 1, LinePattern.Dashed);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. swings.Select((_, row) => (double)row)],
            [.. swings.Select(s => $"{s.Given.Quantity.Key} {s.Given.Ends}")]);
        plot.Axes.SetLimitsY(-0.7, Math.Max(swings.Count, 2) - 0.3);
        plot.XLabel($"{answer.Asked[0].Called}{(answer.Asked[0].Dimension == Dimension.Money ? $", {line.Currency}" : $", {answer.Asked[0].Dimension.Base}")}", 13);
        plot.Title($"{line.Shown}{(line.Day is { } day ? $", {Text.Day.Show(day)}" : "")}", 14);
        plot.Legend.ManualItems.Add(new() { LabelText = "at the lower end", FillColor = Colors.SteelBlue });
        plot.Legend.ManualItems.Add(new() { LabelText = "at the upper end", FillColor = Colors.DarkOrange });
        plot.ShowLegend(Edge.Bottom);
        return plot;
    }

    private static void Bar(Plot plot, int row, double from, double to, Color color)
    {
        var bar = plot.Add.Rectangle(Math.Min(from, to), Math.Max(from, to), row - 0.35, row + 0.35);
        (bar.FillColor, bar.LineWidth) = (color.WithAlpha(0.75), 0);
    }
}
