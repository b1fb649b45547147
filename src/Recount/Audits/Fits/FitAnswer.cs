using Recount.Claims.Fits;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;

namespace Recount.Audits.Fits;

/// <summary>A fit and how sure one can be of it.</summary>
/// <param name="Parameters">Each with its value, standard error and 95 % interval; those that are held have neither.</param>
/// <param name="Evidence">Data, objective, starts, optimum.</param>
/// <param name="HeldOut">How a fit to all but some of the largest rows does on those; null where none were to be held out, or nothing could be told.</param>
/// <param name="Observed">What the model should give, as it was asked for.</param>
/// <param name="Rows">Where the rows stand: a column for the axis, what was observed, and what the fit gives there, one per row.</param>
public sealed record FitAnswer(
    DeclaredFit Declared, Solution Best, IReadOnlyList<(FitParameter Parameter, double Value, Uncertainty? Sure)> Parameters, IReadOnlyList<Findings.Step> Evidence,
    (int Rows, HeldOut? Result)? HeldOut, string Observed, FitRowsSeen Rows)
{
    /// <param name="observedAs">What the model should give, as it was asked for.</param>
    /// <param name="over">The column for the axis; null: the one among the model's columns that spans the most.</param>
    /// <param name="holdOut">How many of the largest rows in that column to hold out; 0 for none.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static FitAnswer Of(DeclaredFit declared, string observedAs, string? over, int holdOut, CancellationToken stop)
    {
        var table = declared.Data.Table!;
        var fit = declared.To(table);
        var best = fit.Best(stop);
        var values = fit.Parameters(best.Point);
        var by = declared.Resampling is null ? UncertaintyBy.Profile : UncertaintyBy.Bootstrap;
        var parameters = declared.Parameters.Select((p, i) => (p, values[i], best is Solution.Stalled || p.Fixed is not null ? null : Sure(fit, i, by, stop))).ToList();
        var axis = over ?? declared.Columns.Where(c => table[c].All(v => v > 0)).MaxBy(c => table[c].Max() / table[c].Min()) ?? declared.Columns[0];
        var observed = table.Of(declared.OfColumns(declared.Observed), declared.Columns);
        double[] fitted = [.. fit.Residuals(values).Zip(observed, (r, o) => declared.LogResiduals ? o * Math.Exp(-r) : o - r)];
        return new(declared, best, parameters, FitEvidence.Of(declared, fit, stop), holdOut > 0 ? (holdOut, Unseen(declared, axis, holdOut, stop)) : null, observedAs,
            new(axis, table[axis], observed, fitted));
    }

    // The standard error from the sandwich beside the interval of a profile, which has none.
    private static Uncertainty? Sure(Fit fit, int parameter, UncertaintyBy by, CancellationToken stop)
    {
        var quantity = new Quantity(new Expression.Input(parameter), fit.Problem.Parameters.Count);
        var sure = Uncertainty.Of(fit, quantity, parameter, by, 0.95, stop);
        return sure is { StandardError: null } ? sure with { StandardError = Uncertainty.Of(fit, quantity, parameter, UncertaintyBy.Sandwich, 0.95, stop)?.StandardError } : sure;
    }

    private static HeldOut? Unseen(DeclaredFit declared, string axis, int holdOut, CancellationToken stop)
    {
        var table = declared.Data.Table!;
        var order = Enumerable.Range(0, table.Rows).OrderBy(i => table[axis][i]).ToList();
        var (small, large) = (table.Only([.. order[..^holdOut]]), table.Only([.. order[^holdOut..]]));
        var fit = declared.To(small);
        return fit.Best(stop) is Solution.Stalled ? null : Fitting.HeldOut.Of(fit, declared.Problem(large), stop);
    }
}

/// <summary>The rows of a fit for a plot.</summary>
/// <param name="Axis">The column of <paramref name="X"/>.</param>
public sealed record FitRowsSeen(string Axis, double[] X, double[] Observed, double[] Fitted);
