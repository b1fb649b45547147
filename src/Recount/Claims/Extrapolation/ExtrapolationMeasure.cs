using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Printed;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Extrapolation;

/// <summary>A law, the rows that it is fitted to, and those that it must predict.</summary>
internal sealed record ExtrapolationMeasure(
    DeclaredFit Fit, IReadOnlyList<(string Column, string Word)> Words, Cut Cut, Expression? Gives, string Text, IReadOnlyList<DeclaredFit> Forms, IReadOnlyList<PrintedNumber> Numbers)
    : Measure
{
    private const double Alpha = 0.05;

    public override IReadOnlyList<PrintedNumber> Inputs => [.. Numbers, .. Fit.Held, .. FitRows.Printed(Fit, Words).Select(p => p.Number)];

    public override IReadOnlyList<(Status Status, string? Source)> Standings => [(Fit.Data.Status, Fit.Data.Source)];

    public override Measurement Run() => Run(new(false, CancellationToken.None));

    public override Measurement Run(Effort effort)
    {
        if (FitRows.Missing(Fit) is { } missing)
        {
            return missing;
        }

        var stop = effort.Stop;
        var table = FitRows.Of(Fit, Words);
        var (small, large) = Cut.Of(table);
        var fit = Fit.To(small);
        if (fit.Best(stop) is Solution.Stalled stalled)
        {
            return new Measurement.Broken($"no start reached a minimum on {small.Rows} rows: {stalled.Why}");
        }

        if (HeldOut.Of(fit, Fit.Problem(large), stop) is not { } held)
        {
            return new Measurement.Broken($"{small.Rows} rows do not determine the covariance of the law, or it has no value for a row that was held out");
        }

        var quantity = Gives is null ? null : Fit.Quantity(Gives, Numbers);
        return new Measurement.Extrapolated(
            (fit.Rows, large.Rows), (held.Rms, held.Errors.Average()), held.Scatter, (held.Covered, held.HalfWidths.Max()), held.P,
            quantity is null ? null
                : (quantity.Of(fit.Parameters(stop)), Uncertainty.Of(fit, quantity, null, UncertaintyBy.Sandwich, 0.95, stop)?.StandardError, quantity.Of(Fit.To(table).Parameters(stop))),
            [.. Forms.Select(f => (f.Name, Other(f, stop)))], FitEvidence.Of(Fit, fit, stop));
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var e = (Measurement.Extrapolated)measurement;
        var holds = e.P >= Alpha;
        var others = e.Others.Count == 0 ? "" : $" On the same rows: {string.Join(", ", e.Others.Select(o => $"{o.Fit} {Size(o.Rms)}"))}.";
        var quantity = e.Quantity is var (here, error, all)
            ? $" {Text} is {FitEvidence.Number(here, 4)}{(error is { } se ? $" ± {FitEvidence.Number(se, 2)}" : "")} here and {FitEvidence.Number(all, 4)} from all rows." : "";
        var reason = $"Fitted to {e.Rows.Fitted} rows ({Cut}), the law misses the other {e.Rows.Held} by {Size(e.Miss.Rms)} " +
            $"(root mean square; {Size(e.Miss.Mean, true)} on average), where the fitted ones scatter by {Size(e.Scatter)}. Its 95 % prediction intervals hold " +
                $"{e.Covered.Rows} of {e.Rows.Held}; " +
            $"taken together the errors have p = {FitEvidence.Number(e.P, 2)}.{quantity}{others}";
        Verdict verdict = holds ? new Verdict.Consistent($"an error beyond the prediction interval, which is up to ± {Size(e.Covered.HalfWidth)} wide") : new Verdict.Deviates();
        return new(
            verdict, $"from {Cut}", null, "", new($"misses by {Size(e.Miss.Rms)}; intervals hold {e.Covered.Rows} of {e.Rows.Held}", null),
            holds ? reason : $"The law does not carry over to the larger runs. {reason}",
            [
                .. e.Evidence,
                new("held out", $"{e.Rows.Held} rows: root mean square {Size(e.Miss.Rms)}, mean {Size(e.Miss.Mean, true)}"),
                new("intervals", $"{e.Covered.Rows} of {e.Rows.Held} inside; the widest is ± {Size(e.Covered.HalfWidth)}"),
                .. e.Others.Select(o => new Step("instead", $"{o.Fit}: {Size(o.Rms)}")),
                new("rule", "errors, with the parameters' share in common, no larger than chance (p of 0.05 or more): consistent; else: deviates"),
                new("verdict", holds ? "consistent" : "deviates"),
            ])
        {
            P = e.P, PDecides = !holds,
        };
    }

    private double Other(DeclaredFit form, CancellationToken stop)
    {
        var (small, large) = Cut.Of(FitRows.Of(form, Words));
        var fit = form.To(small);
        return fit.Best(stop) is Solution.Stalled ? double.NaN : Math.Sqrt(new Objective(form.Problem(large)).Residuals(fit.Best(stop).Point).Average(r => r * r));
    }

    // Errors of logarithms are relative ones.
    private string Size(double error, bool signed = false) => double.IsNaN(error) ? "no minimum"
        : $"{(signed && error > 0 ? "+" : "")}{(Fit.LogResiduals ? $"{FitEvidence.Number(error * 100, 3)} %" : FitEvidence.Number(error, 3))}";
}
