using Recount.Claims.Fits;
using Recount.Findings;

namespace Recount.Claims.Detectors;

/// <summary>Whether a published vector is one of the points at which its search began.</summary>
internal static class Start
{
    /// <summary>How many components the vector has in common with the start that is most like it; the limit is all but one.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var (fit, box) = (x.Fit, x.Box);

        // A start that is a published vector itself is no sign of anything.
        var vectors = x.Declared.Vectors.Values.Select(v => fit.Point(v.Values)).ToList();
        var starts = fit.Starts.Where(s => !vectors.Any(v => s.AsSpan().SequenceEqual(v))).Select(s => fit.Parameters(s)).ToList();
        int Same(double[] start) => fit.Free.Count(i => start[i] >= box[i].Low && start[i] <= box[i].High);
        var like = starts.MaxBy(Same);
        var same = like is null ? 0 : Same(like);
        var on = fit.Free.Where(i => starts.Any(s => s[i] >= box[i].Low && s[i] <= box[i].High)).Select(i => x.Declared.Parameters[i].Name).ToList();
        var text = same == fit.Free.Count
            ? $"The vector {x.Vector!.Name} prints as the start {FitEvidence.Vector(x.Declared, like!)}."
            : $"None of {starts.Count} other starts prints as the vector {x.Vector!.Name}" +
                (on.Count > 0 ? $", though {string.Join(", ", on)} {(on.Count == 1 ? "is" : "are")} at a value of a start." : ".");
        return new Measurement.Examined(same, fit.Free.Count - 1, null, null, text, $"{same} of {fit.Free.Count} components at a start", [new("starts", $"{starts.Count}")]);
    }
}
