using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Statistics;

namespace Recount.Claims.Detectors;

/// <summary>How far a quantity moves as one row is left out, as delta changes tenfold, and as numbers move within what could be read from a figure.</summary>
internal static class Sensitivity
{
    private const int Draws = 50;

    /// <summary>The largest move over the standard error.</summary>
    public static Measurement Run(Examination x, CancellationToken stop)
    {
        var (fit, quantity) = (x.Fit, x.Quantity);
        var best = fit.Best(stop);
        var value = quantity.Of(fit.Parameters(best.Point));
        if (Uncertainty.Of(fit, quantity, null, UncertaintyBy.Sandwich, 0.95, stop)?.StandardError is not { } error)
        {
            return new Measurement.Broken("the fit determines no standard error");
        }

        var rows = fit.Jackknife(stop).Select(p => p is null ? 0 : quantity.Of(p) - value).ToList();
        var worst = Enumerable.Range(0, rows.Count).MaxBy(i => Math.Abs(rows[i]));
        List<(string What, double Move)> moves = [($"leaving out the row of line {x.Table.Lines[worst].Line}", rows[worst])];
        if (fit.Problem.Loss is Loss.Huber { Delta: var delta })
        {
            foreach (var (what, factor) in new[] { ("a tenth of delta", 0.1), ("ten times delta", 10) })
            {
                moves.Add((what, Refit(fit.Problem with { Loss = new Loss.Huber(delta * factor) }) - value));
            }
        }

        if (x.Jitter is { } jitter)
        {
            var random = new MersenneTwister(1);
            var read = x.Table[jitter.Column];
            var spread = Uncertainty.StandardDeviation([.. Enumerable.Range(0, Draws).Select(_ =>
            {
                stop.ThrowIfCancellationRequested();
                return Refit(x.Declared.Problem(x.Table.With(jitter.Column, [.. read.Select(v => v * (1 + (jitter.Share * ((random.Next() / (double)uint.MaxValue) - 0.5))))])));
            })]);
            moves.Add(($"reading {jitter.Column} within {FitEvidence.Number(jitter.Share * 100, 2)} % (standard deviation of {Draws} draws)", spread));
        }

        var most = moves.MaxBy(m => Math.Abs(m.Move));
        return new Measurement.Examined(
            Math.Abs(most.Move) / error, 1, null, null,
            $"{x.Text} is {Number(value)} with a standard error of {Number(error)}; of what was tried {most.What} moves it most, by {Number(most.Move)}.",
            $"{Number(Math.Abs(most.Move) / error)} standard errors",
            [.. moves.Select(m => new Step(m.What, Number(m.Move)))]);

        double Refit(FitProblem problem)
        {
            var objective = new Objective(problem);
            return quantity.Of(objective.Parameters(new Optimiser.ToTheEnd().Minimise(problem, objective, best.Point).Point));
        }
    }

    private static string Number(double value) => FitEvidence.Number(value, 4);
}
