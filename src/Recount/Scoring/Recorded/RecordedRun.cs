using Recount.Text;

namespace Recount.Scoring.Recorded;

/// <summary>What another program wrote down of an evaluation: who, when, on what, and the scores.</summary>
/// <param name="Program">lm-eval, lighteval, or what the record names.</param>
/// <param name="Version">Of it, or of its code; null where the file does not tell.</param>
/// <param name="Day">Of the run, as yyyy-MM-dd; null where the file does not tell.</param>
/// <param name="Machine">Device and environment, as far as the file tells; or null.</param>
/// <param name="Cautions">What makes all scores of the run less than they seem, in sentences without their full stop.</param>
/// <param name="Notes">What else was said of the run: label and text.</param>
/// <param name="IsCached">Answers may be those of another model: a cache of them was used.</param>
public sealed record RecordedRun(
    string Program, string? Version, string? Day, string? Machine, string? Model, IReadOnlyList<string> Cautions, IReadOnlyList<(string Label, string Text)> Notes,
    IReadOnlyList<RecordedScore> Scores, bool IsCached = false);

/// <summary>One number of a results file.</summary>
/// <param name="Filter">How an answer was taken from what was written; "none" where nothing was done.</param>
/// <param name="Value">As recorded; of a metric between 0 and 100 by the record's own word, divided by 100.</param>
/// <param name="Error">The standard error that is to be trusted: as recorded, or recomputed; not there with a reason.</param>
/// <param name="ErrorBy">Where the error comes from, in words; empty where there is none.</param>
/// <param name="Items">On how many items; null where the file does not tell.</param>
/// <param name="AllItems">How many the benchmark has, where the file tells.</param>
/// <param name="Hash">Of the task's requests, where the file has one.</param>
/// <param name="Cautions">What makes this score less than it seems, in sentences without their full stop.</param>
public sealed record RecordedScore(
    string Task, string Metric, string Filter, double Value, Amount Error, string ErrorBy, long? Items, long? AllItems, int? Shots, string? Version, string? Split, string? Hash,
    IReadOnlyList<string> Cautions, Place At)
{
    /// <summary>The count of right items that the score is, where its metric counts and it is a whole number of them; null else.</summary>
    public long? Right =>
        Items is { } n && MetricNames.Counts(Metric) && Math.Round(Value * n) is var k && Math.Abs((k / n) - Value) <= 1e-12 && k >= 0 && k <= n ? (long)k : null;

    /// <summary>Fewer items were evaluated than there are.</summary>
    public bool IsLimited => Items is { } some && AllItems is { } all && some < all;
}

/// <summary>What the names of metrics tell.</summary>
public static class MetricNames
{
    private static readonly HashSet<string> Counting = new(StringComparer.Ordinal)
    {
        "acc", "acc_norm", "acc_bytes", "acc_token", "acc_mutual_info", "acc_calibrated", "acc_all", "acc_norm_token", "acc_norm_nospace", "exact_match", "em", "qem", "pem", "pqem",
        "accuracy", "loglikelihood_acc", "mc1", "contains", "inst_level_strict_acc", "prompt_level_strict_acc", "prompt_level_loose_acc",
    };

    private static readonly string[] Ratios = ["word_perplexity", "byte_perplexity", "bits_per_byte", "perplexity", "ppl", "mcc", "brier_score", "bleu", "chrf", "ter", "token_perplexity"];

    private static readonly string[] Shares = ["acc", "f1", "exact_match", "mc2", "rouge", "pass@", "maj@", "recall", "precision"];

    /// <summary>It is the share of items that are right.</summary>
    public static bool Counts(string metric) => Counting.Contains(metric);

    /// <summary>It is the share of items that are right, and the score is a whole number of them: some tasks call a mean of probabilities acc.</summary>
    public static bool IsCount(string metric, double value, long items) => Counts(metric) && Math.Abs((Math.Round(value * items) / items) - value) <= 1e-9;

    /// <summary>It lies between 0 and 1, and so does the score: some tasks record a hundred times as much.</summary>
    public static bool IsShare(string metric, double value) => value <= 1 && IsShare(metric);

    private static bool IsShare(string metric) => Counts(metric) || (!Ratios.Contains(metric) &&
        Shares.Any(part => metric.Contains(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// The number of items that an accuracy and its standard error tell, where it is whole and gives a whole number of right ones: for files that do not say it, such as those of
    /// lm-evaluation-harness before 0.4.2.
    /// </summary>
    public static long? ItemsOf(string metric, double value, double? error)
    {
        if (!Counts(metric) || error is not > 0 || value is <= 0 or >= 1)
        {
            return null;
        }

        var n = Math.Round((value * (1 - value) / (error.Value * error.Value)) + 1);
        return n is >= 2 and < 1e7 && Math.Abs((value * n) - Math.Round(value * n)) < 1e-6 && CountError(value, (long)n) is Amount.Known { Value: var told } &&
            Math.Abs(told - error.Value) < 1e-9 * error.Value ? (long)n : null;
    }

    /// <summary>The standard error of a share of n items that is a mean of zeros and ones.</summary>
    public static Amount CountError(double share, long n) =>
        n < 2 ? new Amount.Unavailable("a spread takes two items") : Amount.Of(Math.Sqrt(Math.Max(0, share * (1 - share)) / (n - 1)));
}
