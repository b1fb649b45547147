using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting.Replay;

namespace Recount.Claims.Detectors;

/// <summary>Whether SciPy's searches with their default tolerances would stop before the minimum because the objective is small: multiplied, it goes on.</summary>
internal static class EarlyEnd
{
    private const double Scale = 1e6;

    /// <summary>The decrease that the earliest stop misses, as a share of the objective.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var (fit, problem) = (x.Fit, x.Fit.Problem);
        var start = fit.Point(x.Vector!.Values);
        (string Name, ScipySearch Search)[] searches = [("L-BFGS-B", new LbfgsB()), ("BFGS", new ScipyBfgs())];
        var ends = searches.Select(s => (s.Name, End: EarlyStop.Of(problem, s.Search, start, Scale))).ToList();
        var early = ends.Where(e => e.End.IsEarly).ToList();
        var unmoved = early.Where(e => x.Missed(fit.Parameters(e.End.Own.Point)).Count == 0).ToList();
        var worst = ends.MaxBy(e => e.End.Fell);
        string Said((string Name, EarlyStop End) e) =>
            $"{e.Name} from the vector {x.Vector.Name} stops after {e.End.Own.Iterations} iterations at {Number(e.End.Own.Value)} ({e.End.Own.Why}); " +
            $"with the objective times {Number(Scale)} it goes on to {Number(e.End.Scaled.Value / Scale)}";
        var text = early.Count == 0
            ? $"From the vector {x.Vector.Name} neither search stops early."
            : $"{string.Join(". ", early.Select(Said))}." + (unmoved.Count > 0 ? $" {unmoved[0].Name} does not leave the printed digits of the vector, which then shows no minimum." : "");

        // Which tolerances the paper used is not known; a vector that its search did not leave is more than a suspicion.
        return new Measurement.Examined(
            Math.Max(0, worst.End.Fell), EarlyStop.Share, null, unmoved.Count == 0 ? "the tolerances of the paper's search" : null, text,
            early.Count == 0 ? "no early stop" : $"{string.Join(", ", early.Select(e => e.Name))} stop early, {FitEvidence.Number(worst.End.Fell * 100, 3)} % above the minimum",
            [
                .. ends.SelectMany(e => new[]
                {
                    new Step($"{e.Name}",
                        $"{e.End.Own.Iterations} iterations to {Number(e.End.Own.Value)} at {FitEvidence.Vector(x.Declared, fit.Parameters(e.End.Own.Point))}: {e.End.Own.Why}"),
                    new Step("multiplied",
                        $"by {Number(Scale)}: {e.End.Scaled.Iterations} iterations to {Number(e.End.Scaled.Value / Scale)} at " +
                            $"{FitEvidence.Vector(x.Declared, fit.Parameters(e.End.Scaled.Point))}"),
                }),
            ]);
    }

    private static string Number(double value) => FitEvidence.Number(value, 6);
}
