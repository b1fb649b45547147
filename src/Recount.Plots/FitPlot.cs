using Recount.Audits.Fits;
using ScottPlot;

namespace Recount.Plots;

/// <summary>A picture of a fit: what was observed, and what the law gives at the same rows, over one column.</summary>
public static class FitPlot
{
    private const int Width = 900;
    private const int Height = 600;
    private const int Decade = 10;

    /// <summary>As SVG.</summary>
    public static string Svg(FitAnswer answer)
    {
        using var plot = Draw(answer);
        return plot.GetSvgXml(Width, Height);
    }

    /// <summary>As PNG.</summary>
    public static byte[] Png(FitAnswer answer)
    {
        using var plot = Draw(answer);
        using var image = plot.GetImage(Width, Height);
        return image.GetImageBytes(ImageFormat.Png, 100);
    }

    private static Plot Draw(FitAnswer answer)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        var rows = answer.Rows;
        var (isLogX, isLogY) = (IsWide(rows.X), IsWide([.. rows.Observed, .. rows.Fitted]));
        double[] Axis(double[] values, bool isLog) => isLog ? [.. values.Select(Math.Log10)] : values;
        var x = Axis(rows.X, isLogX);

        var observed = plot.Add.ScatterPoints(x, Axis(rows.Observed, isLogY));
        (observed.LegendText, observed.MarkerShape, observed.MarkerSize, observed.Color) = ("observed", MarkerShape.FilledCircle, 7, Colors.SteelBlue.WithAlpha(0.7));

        // Over its only column a law is a line; over one of several it is not.
        var order = Enumerable.Range(0, x.Length).OrderBy(i => x[i]).ToList();
        double[] at = [.. order.Select(i => x[i])], law = [.. order.Select(i => Axis(rows.Fitted, isLogY)[i])];
        var fitted = answer.Declared.Columns.Count == 1 ? plot.Add.Scatter(at, law) : plot.Add.ScatterPoints(at, law);
        (fitted.LegendText, fitted.MarkerShape, fitted.MarkerSize, fitted.Color) = ("the law there", MarkerShape.OpenDiamond, 8, Colors.DarkOrange);

        Scale(plot.Axes.Bottom, isLogX);
        Scale(plot.Axes.Left, isLogY);
        plot.XLabel(rows.Axis);
        plot.YLabel(answer.Observed);
        plot.Title(answer.Declared.Text, 14);
        plot.Grid.MinorLineColor = Colors.Black.WithAlpha(0.05);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    // Over more than a decade the logarithm is drawn.
    private static bool IsWide(double[] values) => values.All(v => v > 0) && values.Max() > Decade * values.Min();

    private static void Scale(IAxis axis, bool isLog)
    {
        if (isLog)
        {
            axis.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
            {
                MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
                IntegerTicksOnly = true,
                LabelFormatter = power => $"1e{power:0}",
            };
        }
    }
}
