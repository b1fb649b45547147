using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Statistics;

namespace Recount.Claims.Detectors;

/// <summary>Whether a published vector is a minimum of the objective that the paper states, and if not, of which one it is.</summary>
internal static class Optimum
{
    /// <summary>A minimum that is lower by less than this share of the objective is the same one.</summary>
    private const double SameMinimum = 1e-6;

    /// <summary>How far above the minimum near it the objective is at the vector, as a share; nothing where the minimum prints as the vector.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var (fit, problem) = (x.Fit, x.Fit.Problem);
        var (start, found) = Local(x, problem);
        if (found is Solution.Stalled stalled)
        {
            return new Measurement.Broken($"the search from the vector {x.Vector!.Name} ended nowhere: {stalled.Why}");
        }

        var minimum = fit.Parameters(found.Point);
        var missed = x.Missed(minimum);
        var (value, gradient) = fit.At(x.Vector!.Values);
        var gap = missed.Count == 0 ? 0 : Math.Abs((value - found.Value) / found.Value);
        if (missed.Count > 0 && gap <= SameMinimum)
        {
            return new Measurement.Examined(gap, SameMinimum, null, null,
                $"The vector {x.Vector.Name} is the minimum to {Number(gap, 2)} of the objective; {string.Join(", ", missed)} differ{(missed.Count == 1 ? "s" : "")} in the " +
                    $"last printed digits, " +
                $"which are those of a search that stopped: the minimum is at {FitEvidence.Vector(x.Declared, minimum)}.",
                $"the minimum to {Number(gap, 2)}",
                    [new("at the vector", Number(value, 12)), new("at the minimum", $"{FitEvidence.Vector(x.Declared, minimum)}; objective {Number(found.Value, 12)}")]);
        }

        var others = missed.Count == 0 ? [] : Variants(problem, x.Declared).Select(v => (v.Name, Missed: Missed(x, v.Problem, start))).OrderBy(v => v.Missed.Count).ToList();
        var hits = others.Where(o => o.Missed.Count == 0).ToList();

        // Rows that are not the paper's have another minimum; whether it is farther than chance, Wald's statistic tells.
        var isTheirs = x.Declared.Sample == Sample.Same;
        double? p = !isTheirs && VectorTest.Wald(fit, minimum, x.Vector.Values, x.By, stop) is { } wald ? TailProbability.ChiSquared(wald, fit.Free.Count) : null;
        var text = missed.Count == 0
            ? $"From the vector {x.Vector.Name} a search goes no farther than its printed digits."
            : $"The objective is {Number(value, 10)} at the vector {x.Vector.Name} and {Number(found.Value, 10)} at the minimum near it, {FitEvidence.Vector(x.Declared, minimum)}: " +
                $"{string.Join(", ", missed)} {(missed.Count == 1 ? "does" : "do")} not print so." +
                (hits.Count > 0 ? $" It is the minimum of {string.Join(", or of ", hits.Select(h => h.Name))} instead."
                    : !isTheirs ? ""
                    : others[0].Missed.Count < missed.Count ? $" Nearest comes that of {others[0].Name}: all but {string.Join(", ", others[0].Missed)} print so."
                    : " Nor is it that of another loss or of other residuals.") +
                (p is { } chance ? $" Of rows that are not the paper's so much has {Chance(chance)} (Wald, {x.By.Word()})." : "");
        return new Measurement.Examined(
            gap, SameMinimum, missed.Count == 0 ? null : p,
            x.Declared.Data.Printed.Count > 0 ? "data with more digits than are printed" : isTheirs || p is not null ? null : "the paper's own rows", text, missed.Count == 0
                ? "the minimum"
                : $"not the minimum: {string.Join(", ", missed)}",
            [
                new("objective", FitEvidence.Objective(x.Declared)),
                new("at the vector", $"{FitEvidence.Vector(x.Declared, x.Vector.Values)}; objective {Number(value, 12)}, largest slope {Number(gradient.Max(Math.Abs), 3)}"),
                new("at the minimum", $"{FitEvidence.Vector(x.Declared, minimum)}; objective {Number(found.Value, 12)}"),
                .. others.Where(o => o.Missed.Count < fit.Free.Count).Select(o =>
                    new Step("instead", $"the minimum of {o.Name} prints as the vector{(o.Missed.Count > 0 ? $", but for {string.Join(", ", o.Missed)}" : "")}")),
            ]);
    }

    /// <summary>How much lower the lowest minimum is than the one near the vector, as a share of it.</summary>
    public static Measurement Global(Examination x, CancellationToken stop)
    {
        var fit = x.Fit;
        var (_, local) = Local(x, fit.Problem);
        var best = fit.Best(stop);
        if (local is Solution.Stalled || best is Solution.Stalled)
        {
            return new Measurement.Broken("no search ended at a minimum");
        }

        var lower = Math.Max(0, (local.Value - best.Value) / Math.Abs(local.Value));
        var solutions = fit.Solutions(stop).Where(s => s is not Solution.Stalled).ToList();
        var lowest = Math.Min(local.Value, best.Value);
        var reached = solutions.Count(s => s.Value - lowest <= SameMinimum * Math.Abs(lowest));
        var text = reached == 0
            ? $"None of the {solutions.Count} starts of the fit leads to the minimum near the vector {x.Vector!.Name}, {Number(local.Value, 10)}; the lowest that they reach " +
                $"is {Number(best.Value, 10)}."
            : lower <= SameMinimum
            ? $"{reached} of {solutions.Count} searches that ended at a minimum reach the one near the vector {x.Vector!.Name}, and none a lower one."
            : $"Near the vector {x.Vector!.Name} the minimum is {Number(local.Value, 10)}; {reached} of {solutions.Count} searches reach {Number(best.Value, 10)}, " +
                $"at {FitEvidence.Vector(x.Declared, fit.Parameters(best.Point))}.";
        return new Measurement.Examined(lower, SameMinimum, null, null, text, reached == 0 ? "no start of the fit reaches it" : lower <= SameMinimum ? "the lowest minimum found"
            : "a lower minimum exists",
            [new("near the vector", Number(local.Value, 12)), new("lowest", Number(best.Value, 12)), new("starts", $"{fit.Starts.Count}, {reached} at the lowest")]);
    }

    // The minimum that a search from the vector reaches.
    private static (double[] Start, Solution Found) Local(Examination x, FitProblem problem)
    {
        var objective = new Objective(problem);
        var start = objective.Point(x.Vector!.Values);
        return (start, new Optimiser.ToTheEnd().Minimise(problem, objective, start));
    }

    // The components of another objective's minimum that do not print as the vector; all where none was found.
    private static IReadOnlyList<string> Missed(Examination x, FitProblem problem, double[] start)
    {
        var objective = new Objective(problem);
        return new Optimiser.ToTheEnd().Minimise(problem, objective, start) is Solution.Converged found
            ? x.Missed(objective.Parameters(found.Point)) : [.. x.Declared.Parameters.Select(p => p.Name)];
    }

    // What else may have been minimised: one thing changed at a time.
    private static IEnumerable<(string Name, FitProblem Problem)> Variants(FitProblem problem, DeclaredFit declared)
    {
        List<(string, Loss)> losses = [("the squares", new Loss.Squares()), ("the absolute values", new Loss.Absolute())];
        if (problem.Loss switch { Loss.Huber huber => huber.Delta, Loss.HuberLikelihood huber => huber.Delta, _ => (double?)null } is { } delta)
        {
            losses.Add(("Huber's loss with ten times the delta", new Loss.Huber(10 * delta)));
            losses.Add(("Huber's loss with a tenth of the delta", new Loss.Huber(delta / 10)));
            losses.Add(("minus the log-likelihood of a Huber density with a free scale", new Loss.HuberLikelihood(delta)));
        }

        foreach (var (name, loss) in losses.Where(l => l.Item2 != problem.Loss))
        {
            yield return ($"{name} of the residuals", problem with { Loss = loss });
        }

        if (declared.LogResiduals)
        {
            yield return ("the same loss of linear residuals", problem with { Model = problem.Model.Exp(), Observed = [.. problem.Observed.Select(o => Math.Exp(o))] });
        }
        else if (problem.Observed.All(o => o > 0))
        {
            yield return ("the same loss of log residuals", problem with { Model = problem.Model.Ln(), Observed = [.. problem.Observed.Select(o => Math.Log(o))] });
        }
    }

    private static string Chance(double p) => p < 1e-300 ? "p below 1e-300" : $"p = {Number(p, 2)}";

    private static string Number(double value, int digits) => FitEvidence.Number(value, digits);
}
