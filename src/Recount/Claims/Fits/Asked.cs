using Recount.Fitting;

namespace Recount.Claims.Fits;

/// <summary>What a claim asks a fit for.</summary>
internal enum AskedFor
{
    Estimate,
    StandardError,
    Low,
    High,
    Width,
    SampleSize,
    Objective,
    LogLikelihood,
    Wald,
    WaldP,
    LikelihoodRatio,
    LikelihoodRatioP,
    Rows,
}

/// <summary>The words of <see cref="AskedFor"/> and of <see cref="UncertaintyBy"/> in specs and reports.</summary>
internal static class Asked
{
    public static IReadOnlyList<(AskedFor For, string Word, string Meaning)> All { get; } =
    [
        (AskedFor.Estimate, "estimate", "the quantity at the optimum"),
        (AskedFor.StandardError, "standard-error", "its standard error"),
        (AskedFor.Low, "low", "the lower end of its interval"),
        (AskedFor.High, "high", "the upper end"),
        (AskedFor.Width, "width", "the width of its interval"),
        (AskedFor.SampleSize, "sample-size", "the rows that an interval of the width 'target' would need"),
        (AskedFor.Objective, "objective", "what is minimised, at the optimum or at the vector 'against'"),
        (AskedFor.LogLikelihood, "log-likelihood", "the log-likelihood, there"),
        (AskedFor.Wald, "wald", "Wald's statistic of the vector 'against'"),
        (AskedFor.WaldP, "wald-p", "its p-value"),
        (AskedFor.LikelihoodRatio, "likelihood-ratio", "twice the gap of the log-likelihoods of the optimum and the vector 'against'"),
        (AskedFor.LikelihoodRatioP, "likelihood-ratio-p", "its p-value"),
        (AskedFor.Rows, "rows", "how many rows are fitted"),
    ];

    public static IReadOnlyList<(UncertaintyBy By, string Word, string Meaning)> Ways { get; } =
    [
        (UncertaintyBy.Bootstrap, "bootstrap", "quantiles of resamples of the rows"),
        (UncertaintyBy.Bca, "bca", "the same, corrected for bias and skewness"),
        (UncertaintyBy.Curvature, "curvature", "delta method, with the curvature of the likelihood"),
        (UncertaintyBy.Sandwich, "sandwich", "delta method, with Huber's sandwich"),
        (UncertaintyBy.Profile, "profile", "profile likelihood"),
    ];

    public static string Word(this AskedFor asked) => All.First(a => a.For == asked).Word;

    public static string Word(this UncertaintyBy by) => Ways.First(w => w.By == by).Word;

    /// <summary>A quantity of the fit is needed for it.</summary>
    public static bool NeedsQuantity(this AskedFor asked) => asked <= AskedFor.SampleSize;

    /// <summary>It is about how sure one can be.</summary>
    public static bool NeedsUncertainty(this AskedFor asked) => asked is > AskedFor.Estimate and <= AskedFor.SampleSize or AskedFor.Wald or AskedFor.WaldP;

    /// <summary>It is infinite where an interval has no end.</summary>
    public static bool IsOfAnInterval(this AskedFor asked) => asked is AskedFor.Low or AskedFor.High or AskedFor.Width or AskedFor.SampleSize;

    /// <summary>A vector is needed for it.</summary>
    public static bool NeedsVector(this AskedFor asked) => asked is >= AskedFor.Wald and <= AskedFor.LikelihoodRatioP;
}
