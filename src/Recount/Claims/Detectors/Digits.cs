using Recount.Claims.Fits;
using Recount.Findings;

namespace Recount.Claims.Detectors;

/// <summary>Whether the printed digits of a vector are enough to compute with.</summary>
internal static class Digits
{
    private const int MostParameters = 12;

    /// <summary>The largest move of a prediction as the vector moves within its rounding, over the median residual at the minimum.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var (fit, box) = (x.Fit, x.Box);
        if (fit.Free.Count > MostParameters || box.Any(b => !double.IsFinite(b.Low) || !double.IsFinite(b.High)))
        {
            return new Measurement.Broken($"the corners of a vector of {fit.Free.Count} parameters are too many, or its digits name no limits");
        }

        var typical = Median(fit.Residuals(fit.Parameters(stop)));
        var own = fit.Residuals(x.Vector!.Values);
        var (moved, row, least, most) = (0.0, 0, double.PositiveInfinity, double.NegativeInfinity);
        for (var corner = 0; corner < 1 << fit.Free.Count; corner++)
        {
            stop.ThrowIfCancellationRequested();
            double[] at = [.. x.Vector.Values];
            foreach (var (i, k) in fit.Free.Select((i, k) => (i, k)))
            {
                at[i] = (corner >> k & 1) == 0 ? box[i].Low : box[i].High;
            }

            var residuals = fit.Residuals(at);
            var far = Enumerable.Range(0, residuals.Length).MaxBy(i => Math.Abs(residuals[i] - own[i]));
            (moved, row) = Math.Abs(residuals[far] - own[far]) > moved ? (Math.Abs(residuals[far] - own[far]), far) : (moved, row);
            var value = fit.At(at).Value;
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        var best = fit.Best(stop).Value;
        var text = $"Within the rounding of the vector {x.Vector.Name} a prediction moves by up to {Size(x, moved)}, and half of the residuals at the minimum are below " +
            $"{Size(x, typical)}; the objective runs from {Number(least)} to {Number(most)}, with {Number(best)} at the minimum.";
        return new Measurement.Examined(moved / typical, 1, null, null, text, $"predictions move by {Number(moved / typical)} median residuals",
            [new("vector", FitEvidence.Vector(x.Declared, x.Vector.Values)), new("row", $"{row + 1} moves most, by {Number(moved)}"),
                new("objective", $"{Number(least)} to {Number(most)} over the corners; {Number(fit.At(x.Vector.Values).Value)} as printed")]);
    }

    // A move of a logarithm is a relative one.
    private static string Size(Examination x, double move) => x.Declared.LogResiduals ? $"{Number(move * 100)} %" : Number(move);

    private static double Median(double[] residuals)
    {
        var sorted = residuals.Select(r => Math.Abs(r)).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Number(double value) => FitEvidence.Number(value, 3);
}
