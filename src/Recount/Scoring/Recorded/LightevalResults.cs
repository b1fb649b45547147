using System.Globalization;
using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>
/// Reads <c>results_*.json</c> of lighteval: tasks called "task|shots", before that "suite|task|shots|truncation". The standard errors that it bootstraps are those of the
/// mean of 1,000 resamples, too small by the root of 1,000: an accuracy's is computed again, any other is not used.
/// </summary>
internal sealed class LightevalResults(JsonText json, string? fileDay)
{
    private static readonly double TooSmall = Math.Sqrt(1000);

    private Field.Record Root => json.Root;

    public RecordedRun Read()
    {
        var general = Root.At("config_general");
        var model = general.At("model_name").Word() ?? general.At("model_config", "model_name").Word();
        var most = general.At("max_samples").Count();
        var sha = general.At("lighteval_sha").Word();
        List<string> cautions = most is null ? [] : [$"at most {most} items of each task were evaluated (max_samples)"];
        List<(string, string)> notes =
        [
            .. general.At("model_dtype").Word() is { } dtype ? [("dtype", dtype.Replace("torch.", "", StringComparison.Ordinal))] : Array.Empty<(string, string)>(),
            .. general.At("model_sha").Word() is { } revision ? [("model", $"revision {revision}")] : Array.Empty<(string, string)>(),
        ];
        return new(
            "lighteval", sha is null or "?" ? null : sha[..Math.Min(10, sha.Length)], fileDay, null, model, cautions, notes,
            [.. Root.At("results").Entries().Where(t => t.Key != "all").SelectMany(t => Task(t, most))]);
    }

    private IEnumerable<RecordedScore> Task(KeyValuePair<string, Field> entry, long? most)
    {
        var (task, shots) = Named(entry.Key);
        var config = Root.At("config_tasks", entry.Key) is Field.Record own ? own : Root.At("config_tasks", string.Join('|', entry.Key.Split('|').SkipLast(1)));
        var all = config.At("original_num_docs").Count();
        var items = config.At("effective_num_docs").Count() ?? (most is { } limit && all is { } there ? Math.Min(limit, there) : all);
        var split = config.At("evaluation_splits").Elements() is [var only] ? only.Word() : null;
        var version = Root.At("versions", entry.Key).Word();
        var hash = Root.At("summary_tasks", entry.Key, "hashes", "hash_full_prompts").Word();
        foreach (var (metric, field) in entry.Value.Entries())
        {
            if (metric.EndsWith("_stderr", StringComparison.Ordinal) || field.Amount() is not { } value)
            {
                continue;
            }

            var cautions = new List<string>();
            if (items < all)
            {
                cautions.Add($"{items} of {all} items were evaluated");
            }

            var recorded = entry.Value.At($"{metric}_stderr").Amount();
            var n = items ?? MetricNames.ItemsOf(metric, value, recorded);
            if (n is { } told && items is null)
            {
                cautions.Add($"the file does not say on how many items; {told} follow from the standard error");
            }

            var (error, by) = Error(metric, value, n, recorded, cautions);
            yield return new(task, metric, "none", value, error, by, n, all, shots, version, split, hash, cautions, json.At("results", entry.Key, metric));
        }
    }

    private static (Amount Error, string By) Error(string metric, double value, long? items, double? recorded, List<string> cautions)
    {
        if (items is { } n && MetricNames.IsCount(metric, value, n))
        {
            var error = MetricNames.CountError(value, n);
            if (error is Amount.Known { Value: > 0 and var known } && recorded is { } told && Math.Abs((told * TooSmall / known) - 1) < 0.2)
            {
                cautions.Add($"the recorded standard error, {Short(told)}, is too small by the root of 1000; computed again it is {Short(known)}");
            }

            return (error, "binomial, computed again");
        }

        if (recorded is null)
        {
            return (new Amount.Unavailable("the file has none"), "");
        }

        cautions.Add($"the recorded standard error, {Short(recorded.Value)}, may be that of the mean of 1000 resamples, too small by 31.6: it is not used");
        return (new Amount.Unavailable("the recorded one may be too small by 31.6"), "");
    }

    // "gsm8k|5", "leaderboard|arc:challenge|25|0"; "helm|mmlu|5".
    private static (string Task, int? Shots) Named(string key) => key.Split('|') switch
    {
        [var task, var shots] => (task, Whole(shots)),
        [_, var task, var shots, ..] => (task, Whole(shots)),
        _ => (key, null),
    };

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
