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

        // That the spec begins at a published vector too is no sign of anything.
        var others = fit.Starts.ToList();
        foreach (var own in x.Declared.StartsAt.Select(v => fit.Point(x.Declared.Vectors[v].Values)))
        {
            others.RemoveAt(others.FindIndex(s => s.AsSpan().SequenceEqual(own)));
        }

        var starts = others.ConvertAll(s => fit.Parameters(s));
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
