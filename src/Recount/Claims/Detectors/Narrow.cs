using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;

namespace Recount.Claims.Detectors;

/// <summary>Whether a printed interval is as wide as one from so many rows can be.</summary>
internal static class Narrow
{
    /// <summary>The width of our interval over that of the printed one.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var fit = x.Fit;
        var value = x.Printed!.Value;

        // The widest interval whose ends print so.
        var printed = (value.Part("high")!.Interval!.Hi.Value! - value.Part("low")!.Interval!.Lo.Value!).Value.ToDouble();
        if (Width(x, x.Declared, fit, stop) is not { } own)
        {
            return new Measurement.Broken("the fit determines no interval");
        }

        var rows = fit.Rows * Math.Pow(own / printed, 2);
        var others = x.Others.Where(o => o.Data.Table is not null).Select(o => (Fit: o, Width: Width(x, o, o.To(FitRows.Of(o, x.Words)), stop))).Where(o => o.Width is not null).ToList();
        var like = others.Where(o => o.Width <= printed).ToList();
        var stops = like.Count > 0 && like.All(o => o.Fit.Optimiser is Optimiser.Replayed);
        var text = $"The {FitEvidence.Number(x.Level * 100, 3)} % interval of {x.Text} is {Number(own)} wide ({x.By.Word()}, {fit.Rows} rows), that of {value.Text} at most " +
            $"{Number(printed)}: " +
            $"it would take about {FitEvidence.Number(rows, 2)} rows like these." +
            (like.Count > 0 ? $" By the procedure of {string.Join(" and ", like.Select(o => $"{o.Fit.Name} it is {Number(o.Width!.Value)}"))}, as narrow as what is printed" +
                (stops ? ": that measures where a search stops, not what the rows say." : ".") : "");
        return new Measurement.Examined(own / printed, 2, null, null, text, $"{Number(own / printed)} times as wide",
            [new("printed", value.Text), new("ours", Number(own)), .. others.Select(o => new Step("instead", $"{o.Fit.Name}: {Number(o.Width!.Value)}"))]);
    }

    // Another procedure by its own resamples, where it has some.
    private static double? Width(Examination x, DeclaredFit declared, Fit fit, CancellationToken stop)
    {
        var by = declared.Name != x.Declared.Name && declared.Resampling is not null ? UncertaintyBy.Bootstrap : x.By;
        return by is UncertaintyBy.Bootstrap or UncertaintyBy.Bca && declared.Resampling is null ? null
            : Uncertainty.Of(fit, x.Quantity, null, by, x.Level, stop) is { Low: { } low, High: { } high } ? high - low : null;
    }

    private static string Number(double value) => FitEvidence.Number(value, 3);
}
