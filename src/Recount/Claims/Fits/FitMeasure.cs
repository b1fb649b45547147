using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Statistics;

namespace Recount.Claims.Fits;

/// <summary>A number that a fit gives: an estimate, how sure one can be of it, or a test of a vector.</summary>
internal sealed record FitMeasure(
    DeclaredFit Fit, IReadOnlyList<(string Column, string Word)> Words, Expression? Gives, string Text, AskedFor Asked, UncertaintyBy By, double Level,
    DeclaredVector? Vector, DeclaredVector? Estimate, double Target, IReadOnlyList<DeclaredFit> Others, IReadOnlyList<PrintedNumber> Numbers, PrintedNumber? Published) : Measure
{
    /// <summary>What is said of a bootstrap that was not asked for.</summary>
    public static Measurement LeftOut(int draws) => new Measurement.Missing($"A bootstrap of {NumberText.Fixed(draws, 0)} draws is left out", "recount audit --full");

    public override IReadOnlyList<PrintedNumber> Inputs =>
        [.. Numbers, .. Vector?.Numbers ?? [], .. Estimate?.Numbers ?? [], .. Fit.Held, .. FitRows.Printed(Fit, Words).Select(p => p.Number)];

    public override IReadOnlyList<(Status Status, string? Source)> Standings => [(Fit.Data.Status, Fit.Data.Source)];

    public override bool CanBeWidened => true;

    public override Measurement Run() => Run(new(false, CancellationToken.None));

    public override Measurement Run(Effort effort)
    {
        if (FitRows.Missing(Fit) is { } missing)
        {
            return missing;
        }

        var draws = UsesDraws ? Others.Append(Fit).Max(f => f.Resampling?.Draws ?? 0) : 0;
        if (!effort.Full && draws > Resampling.Many)
        {
            return LeftOut(draws);
        }

        var table = FitRows.Of(Fit, Words);
        var fit = Fit.To(table);
        if (Estimate is null && fit.Best(effort.Stop) is Solution.Stalled stalled)
        {
            return new Measurement.Broken($"no start of {fit.Starts.Count} reached a minimum: {stalled.Why}");
        }

        var value = Value(fit, effort.Stop);
        if (double.IsNaN(value))
        {
            return new Measurement.Broken($"the {Asked.Word()} has no value here: it is not determined, or undefined");
        }

        if (double.IsInfinity(value) && !Asked.IsOfAnInterval())
        {
            return new Measurement.Broken("the model has no value there");
        }

        // An estimate from another sample than the paper's is as sure as its own standard error.
        var sure = Fit.Sample != Sample.Same && Asked == AskedFor.Estimate ? Uncertain(fit, effort.Stop) : null;
        double[]? resampled = sure is { Draws: > 0 } ? [.. fit.Resamples(effort.Stop).Select(p => Quantity!.Of(p)).Where(double.IsFinite).Order()] : null;
        var envelope = Asked == AskedFor.Estimate && Estimate is null ? RoundingEnvelope.Of(Fit, table, Words, Gives!, Numbers, effort.Stop) : null;
        var others = Others.Where(o => o.Data.Table is not null).Select(o => (o.Name, Other(o.To(FitRows.Of(o, Words)), effort.Stop))).ToList();
        return new Measurement.Fitted(
            value, sure?.StandardError, sure is null ? "" : By.Word(), fit.Rows, resampled, envelope?.Range, Witness(envelope), others, FitEvidence.Of(Fit, fit, effort.Stop, UsesDraws));
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check) => new FitJudge(this, claim, check).Judge((Measurement.Fitted)measurement);

    // Printed data that give what is published, where they are near enough to the published number to be of interest.
    private string? Witness(RoundingEnvelope? envelope)
    {
        const int most = 4;
        if (envelope is null || Published?.Value.Interval is not { IsBounded: true } interval ||
            envelope.Within(interval.Lo.Value!.Value.ToDouble(), interval.Hi.Value!.Value.ToDouble()) is not { } found)
        {
            return null;
        }

        var moved = found.Where(n => n.Number.Value.Value.ToDouble() != n.Value).ToList();
        return moved.Count == 0 ? null
            : string.Join(", ", moved.Take(most).Select(n => $"{n.Number.Id} = {n.Number.Value.Show(Exactly(n.Value), RoundingEnvelope.MostDigits)} (printed {n.Number.Shown})")) +
            (moved.Count > most ? $" and {moved.Count - most} more" : "");
    }

    // As the decimal that it was rounded to.
    private static Rational Exactly(double value) => Literal.Parse(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), out _)?.Value ?? Rational.Of(value);

    private bool UsesDraws => By is UncertaintyBy.Bootstrap or UncertaintyBy.Bca && (Asked.NeedsUncertainty() || Fit.Sample != Sample.Same);

    private Quantity? Quantity => Gives is null ? null : Fit.Quantity(Gives, Numbers);

    private double Value(Fit fit, CancellationToken stop)
    {
        var estimate = Estimate?.Values ?? fit.Parameters(stop);
        var at = Vector?.Values ?? estimate;
        double Tail(double? statistic) => statistic is { } x ? TailProbability.ChiSquared(x, fit.Free.Count) : double.NaN;
        return Asked switch
        {
            AskedFor.Estimate => Quantity!.Of([.. estimate]),
            AskedFor.Rows => fit.Rows,
            AskedFor.Objective => fit.At(at).Value,
            AskedFor.LogLikelihood => fit.LogLikelihood(at),
            AskedFor.Wald => VectorTest.Wald(fit, estimate, at, By, stop) ?? double.NaN,
            AskedFor.WaldP => Tail(VectorTest.Wald(fit, estimate, at, By, stop)),
            AskedFor.LikelihoodRatio => VectorTest.LikelihoodRatio(fit, estimate, at),
            AskedFor.LikelihoodRatioP => Tail(VectorTest.LikelihoodRatio(fit, estimate, at)),
            _ => Uncertain(fit, stop) is { } u ? Asked switch
            {
                AskedFor.StandardError => u.StandardError ?? double.NaN,
                AskedFor.Low => u.Low ?? double.NegativeInfinity,
                AskedFor.High => u.High ?? double.PositiveInfinity,
                AskedFor.Width => u.High - u.Low ?? double.PositiveInfinity,
                _ => fit.Rows * Math.Pow((u.High - u.Low ?? double.PositiveInfinity) / Target, 2),
            } : double.NaN,
        };
    }

    // Where a search ended without a minimum there is nothing to explain with.
    private double Other(Fit fit, CancellationToken stop) => Estimate is null && fit.Best(stop) is Solution.Stalled ? double.NaN : Value(fit, stop);

    private Uncertainty? Uncertain(Fit fit, CancellationToken stop) => Uncertainty.Of(fit, Quantity!, Gives is Expression.Input input ? input.Index : null, By, Level, stop);
}
