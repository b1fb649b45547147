using MathNet.Numerics.Distributions;
using Recount.Findings;
using Recount.Fitting;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.Fits;

/// <summary>Holds a number of a fit against the published one.</summary>
internal sealed class FitJudge(FitMeasure measure, Claim claim, Check check)
{
    /// <summary>A deviation from another sample needs a p below this; an equivalence, an interval of 1 - 2 alpha inside.</summary>
    private const double Alpha = 0.05;

    private readonly PrintedNumber _published = check.Published!;

    private PublishedValue Value => _published.Value;

    public Judgement Judge(Measurement.Fitted fitted)
    {
        if (double.IsInfinity(fitted.Value))
        {
            return With(new Verdict.Deviates(), fitted, $"{Subject()} has no end: however far it was followed, the data do not speak against it; {Value.Text} is printed.");
        }

        var value = Rational.Of(fitted.Value);
        var is_ = $"{Subject()} is {Show(fitted.Value)}";
        if (Value.Interval is not { } printed)
        {
            return With(new Verdict.NotTestable("none: every number near it is about right", "a 'margin:' or a 'bound:' for the published number"), fitted,
                $"The paper says {Value.Text}, which names no limits; {Lower(is_)}.");
        }

        var allowed = claim.Tolerance?.Widen(printed, Value) ?? printed;
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable(Show(fitted.Value)), fitted, $"{is_}, and {Value.Text} is printed; they need not agree: {differs}.");
        }

        if (measure.Fit.Sample != Sample.Same)
        {
            return measure.Asked != AskedFor.Estimate
                ? With(new Verdict.NotComparable(Show(fitted.Value)), fitted, $"{is_}, and {Value.Text} is printed; the rows are {Rows()}, so the two need not agree.")
                : fitted.Error is { } error ? Estimated(fitted, error, allowed, is_)
                : With(new Verdict.Inconclusive("a way to say how sure one can be"), fitted, $"{is_}, from {Rows()}; {Value.Text} is printed, and no standard error could be told.");
        }

        if (allowed.Contains(value))
        {
            var tolerated = claim.Tolerance is { } t && !printed.Contains(value) ? $", within the declared tolerance ({t.Because})" : "";
            return With(new Verdict.Reproduced(), fitted, $"{is_}; {Value.Text} is printed{tolerated}.");
        }

        if (fitted.Witness is { } witness)
        {
            return With(new Verdict.ReproducedByRounding(witness), fitted, $"{is_}, not {Value.Text}. But data that print the same, {witness}, give {Value.Text}.");
        }

        if (Value.WideInterval is { } wide && (claim.Tolerance?.Widen(wide, Value) ?? wide).Contains(value))
        {
            return With(new Verdict.Inconclusive($"the number of significant digits of {Value.Text}"), fitted,
                $"{is_}, and {Value.Text} is printed. It fits only if the zeros at the end of {Value.Text} are not significant digits.");
        }

        var reached = fitted.Reached is var (low, high) ? $", and from {Show(low)} to {Show(high)} as the data move within their rounding" : "";
        return With(new Verdict.Deviates(), fitted, $"{is_}{reached}; {Value.Text} is printed.{Explained(fitted, allowed)}");
    }

    private string Rows() => measure.Fit.Sample == Sample.Reconstructed ? "reconstructed data" : "other data";

    // Another sample: equivalence by the interval of 1 - 2 alpha, deviation by the distance from what is printed; by the resamples themselves where there are some.
    private Judgement Estimated(Measurement.Fitted fitted, double error, Interval allowed, string is_)
    {
        var own = Value is { Low: { } lower, High: { } upper } ? (upper.Value - lower.Value).ToDouble() / 2 / Normal.InvCDF(0, 1, (1 + PrintedLevel()) / 2) : 0;
        var both = Math.Sqrt((error * error) + (own * own));
        var (low, high) = (allowed.Lo.Value?.ToDouble() ?? double.NegativeInfinity, allowed.Hi.Value?.ToDouble() ?? double.PositiveInfinity);
        var (from, to, p) = fitted.Draws is { Count: > 1 } draws && own == 0
            ? (Uncertainty.Quantile(draws, Alpha), Uncertainty.Quantile(draws, 1 - Alpha), Tail(draws, low, high))
            : Normally(fitted.Value, both, low, high);
        var sure = $"{is_} with a standard error of {Show(error)} ({fitted.By}), from {Rows()}";
        if (own > 0)
        {
            sure += $"; the printed interval adds {Show(own)}";
        }

        if (from >= low && to <= high)
        {
            return With(new Verdict.Reproduced(), fitted, $"{sure}: its 90 % interval lies inside what {Value.Text} stands for.");
        }

        if (p < Alpha)
        {
            return With(new Verdict.Deviates(), fitted,
                $"{sure}; {Value.Text} is printed{Away(fitted, both, low, high)} (p = {FitEvidence.Number(p, 2)}).{Explained(fitted, allowed)}") with { P = p, PDecides = true };
        }

        // So many rows that an interval of 1 - 2 alpha is as wide as what is printed.
        var needed = double.IsFinite(high - low) && high > low ? fitted.Rows * Math.Pow((to - from) / (high - low), 2) : double.NaN;
        var decides = double.IsFinite(needed) ? $"about {FitEvidence.Number(needed, 2)} rows like these, or the paper's own data" : "the paper's own data";
        return With(new Verdict.Inconclusive(decides), fitted, $"{sure}; {Value.Text} is printed, and the difference may be chance (p = {FitEvidence.Number(p, 2)}).") with { P = p };
    }

    private static (double From, double To, double P) Normally(double value, double error, double low, double high)
    {
        var reach = error * Normal.InvCDF(0, 1, 1 - Alpha);
        return (value - reach, value + reach, 2 * Normal.CDF(0, 1, -Distance(value, low, high) / error));
    }

    private static double Distance(double value, double low, double high) => value < low ? low - value : Math.Max(0, value - high);

    // Resamples need not be normal: of those the distance in standard errors says little.
    private static string Away(Measurement.Fitted fitted, double error, double low, double high) =>
        fitted.Draws is null ? $", {FitEvidence.Number(Distance(fitted.Value, low, high) / error, 2)} standard errors away" : "";

    // Twice the share of resamples that lie on the other side of what is printed.
    private static double Tail(IReadOnlyList<double> draws, double low, double high) =>
        Math.Min(1, 2 * (Math.Min(draws.Count(d => d <= high), draws.Count(d => d >= low)) + 1.0) / (draws.Count + 1));

    private double PrintedLevel() => Value.As.Level is { } level && FitPart.Share(level) is { } share ? share : 0.95;

    // The declared procedures that give what is printed.
    private string Explained(Measurement.Fitted fitted, Interval allowed)
    {
        if (fitted.Others.Count == 0)
        {
            return "";
        }

        var hits = fitted.Others.Where(o => double.IsFinite(o.Value) && allowed.Contains(Rational.Of(o.Value))).ToList();
        return hits.Count > 0
            ? $" By the procedure of {string.Join(" and ", hits.Select(h => h.Fit))} it is {Show(hits[0].Value)}, as printed: {Difference(hits[0].Fit)}."
            : $" Other procedures do not give it either: {string.Join(", ", fitted.Others.Select(o => $"{o.Fit} {Show(o.Value)}"))}.";
    }

    // What sets another fit apart.
    private string Difference(string name)
    {
        var (own, other) = (measure.Fit, measure.Others.First(o => o.Name == name));
        List<string> causes =
        [
            .. own.Optimiser != other.Optimiser ? ["where the search stops"] : Array.Empty<string>(),
            .. own.Loss != other.Loss ? ["the loss"] : Array.Empty<string>(),
            .. own.Mean != other.Mean ? ["sum or mean"] : Array.Empty<string>(),
            .. own.LogResiduals != other.LogResiduals ? ["linear or log residuals"] : Array.Empty<string>(),
            .. own.Print(own.Observed) != other.Print(other.Observed) ? ["what was observed"] : Array.Empty<string>(),
            .. own.Print(own.Weights) != other.Print(other.Weights) ? ["the weights"] : Array.Empty<string>(),
            .. own.Data.Name != other.Data.Name ? ["which rows are fitted"] : Array.Empty<string>(),
            .. own.Text != other.Text || !own.Parameters.SequenceEqual(other.Parameters) ? ["the model"] : Array.Empty<string>(),
            .. measure.Asked != AskedFor.Estimate && own.Resampling is { } a && other.Resampling is { } b && a with { Start = null } != b with { Start = null }
                ? ["how rows are resampled"] : Array.Empty<string>(),
        ];
        return causes.Count == 0 ? "where the search begins makes the difference" : $"{string.Join(" and ", causes)} {(causes.Count == 1 ? "makes" : "make")} the difference";
    }

    private string Subject()
    {
        var rows = measure.Words.Count == 0 ? "" : $" on {string.Join(", ", measure.Words.Select(w => w.Word))}";
        var of = $"of the fit {measure.Fit.Name}{rows}";
        var optimum = measure.Estimate is null ? "optimum" : $"vector {measure.Estimate.Name}";
        var at = measure.Vector is null ? optimum : $"vector {measure.Vector.Name}";
        return measure.Asked switch
        {
            AskedFor.Estimate => $"{measure.Text} {of}{(measure.Estimate is null ? "" : $" at the {optimum}")}",
            AskedFor.StandardError => $"The standard error of {measure.Text} {of} ({measure.By.Word()})",
            AskedFor.Low or AskedFor.High =>
                $"The {(measure.Asked == AskedFor.Low ? "lower" : "upper")} end of the {FitEvidence.Number(measure.Level * 100, 3)} % interval of {measure.Text} {of} " +
                    $"({measure.By.Word()})",
            AskedFor.Width => $"The width of the {FitEvidence.Number(measure.Level * 100, 3)} % interval of {measure.Text} {of} ({measure.By.Word()})",
            AskedFor.SampleSize =>
                $"The number of rows for an interval of {FitEvidence.Number(measure.Level * 100, 3)} % of {measure.Text} of width {FitEvidence.Number(measure.Target, 3)} " +
                    $"({measure.By.Word()})",
            AskedFor.Objective => $"The objective {of} at the {at}",
            AskedFor.LogLikelihood => $"The log-likelihood {of} at the {at}",
            AskedFor.Wald or AskedFor.WaldP => $"Wald's {(measure.Asked == AskedFor.Wald ? "statistic" : "p")} of the {at} against the {optimum} {of} ({measure.By.Word()})",
            AskedFor.LikelihoodRatio or AskedFor.LikelihoodRatioP =>
                $"The likelihood-ratio {(measure.Asked == AskedFor.LikelihoodRatio ? "statistic" : "p")} of the {at} against the {optimum} {of}",
            _ => $"The number of rows {of}",
        };
    }

    private Judgement With(Verdict verdict, Measurement.Fitted fitted, string reason)
    {
        var spread = double.IsInfinity(fitted.Value) ? null
            : fitted.Error is { } error ? Interval.Closed(Rational.Of(fitted.Value - error), Rational.Of(fitted.Value + error))
            : Interval.Point(Rational.Of(fitted.Value));
        return new(verdict, _published.Shown, Value.Interval, Value.Unit.Name, new($"{Short(fitted.Value)}{(fitted.Error is { } e ? $" ± {Short(e)}" : "")}", spread), reason,
        [
            new("printed", _published.Shown),
            .. fitted.Evidence,
            new("measured", $"{Subject()}: {FitEvidence.Number(fitted.Value, 12)}"),
            .. fitted.Reached is var (low, high) ? [new Step("rounding", $"data that print the same give {Show(low)} to {Show(high)}, as far as was tried")] : Array.Empty<Step>(),
            .. fitted.Others.Select(o => new Step("instead", $"{o.Fit}: {FitEvidence.Number(o.Value, 12)}")),
            new("rule", fitted.Error is null
                ? measure.Fit.Sample == Sample.Same ? "inside what is printed: reproduced; only with data that print the same: reproduced-by-rounding; else: deviates"
                    : "rows that are not the paper's: no more than an estimate with its error is compared"
                : "90 % interval inside what is printed: reproduced; p below 0.05: deviates; else: inconclusive"),
            new("verdict", verdict.Word),
        ]);
    }

    // For snapshots: no more digits than every machine computes alike. Those of an optimum are sure to the eighth and beyond, those of resamples to the sixth.
    private string Short(double value)
    {
        const int certain = 8, resampled = 6;
        var text = Show(value);
        var (own, printed) = (Digits(text), Digits(Value.Main.Text));
        var most = measure.Asked.NeedsUncertainty() || measure.Fit.Sample != Sample.Same ? resampled : Math.Max(certain, printed);
        return own > most && double.IsFinite(value) ? FitEvidence.Number(value, most) : text;
    }

    private static int Digits(string text) => text.Split('e', 'E')[0].SkipWhile(c => c is not (>= '1' and <= '9')).Count(char.IsAsciiDigit);

    private static string Lower(string sentence) => sentence.StartsWith("The ", StringComparison.Ordinal) ? $"t{sentence[1..]}" : sentence;

    private string Show(double value) => double.IsFinite(value) ? Value.Show(Rational.Of(value)) : FitEvidence.Number(value, 3);
}
