using System.Globalization;
using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>
/// Reads <c>results_*.json</c> of lm-evaluation-harness: since 0.4 with "acc,none", <c>n-samples</c> and <c>n-shot</c>; before, with plain "acc" and a version that may be
/// the word "Yaml".
/// </summary>
internal sealed class LmEvalResults(JsonText json, string? fileDay)
{
    // Since this day causal models read the BOS token by default (5302f2a90, #3347); these are the last releases before it.
    private const string BosDay = "2025-11-10";
    private static readonly Version LastWithoutBos = new(0, 4, 9, 1);
    private static readonly string[] Instructed = ["instruct", "-chat", "_chat", "-it", "-sft", "-dpo", "-rlhf"];

    private Field.Record Root => json.Root;

    public RecordedRun Read()
    {
        var config = Root.At("config");
        var version = Root.At("lm_eval_version").Word();
        var day = RecordedReader.Day(Root.At("date").Amount()) ?? fileDay;
        var model = Root.At("model_name").Word() ?? ModelArgument("pretrained") ?? ModelArgument("model") ?? config.At("model").Word();
        var batch = config.At("batch_size").Word();
        var dtype = (config.At("model_dtype").Word() ?? ModelArgument("dtype"))?.Replace("torch.", "", StringComparison.Ordinal);
        var cautions = new List<string>();
        var cache = config.At("use_cache").Word() is { } told && told != "false" ? told : null;
        if (cache is not null)
        {
            cautions.Add($"a cache of answers was used ({cache}), which does not know models apart: this is not known to be measured on this model");
        }

        if (IsBeforeBos(version, day))
        {
            cautions.Add($"lm-eval {version ?? $"of {day}"} gave causal models no BOS token unless asked to, Gemma excepted; the default changed on {BosDay}");
        }

        if (dtype is "float16" or "bfloat16" or "half" && batch is not (null or "1"))
        {
            cautions.Add($"with {dtype} a score depends on the batch (here {batch})");
        }

        if (model is not null && Instructed.Any(i => model.Contains(i, StringComparison.OrdinalIgnoreCase)) && Root.At("chat_template").Word() is null)
        {
            cautions.Add($"{model} looks like an instruction model, and no chat template was applied");
        }

        List<(string, string)> notes =
        [
            .. batch is null ? Array.Empty<(string, string)>() : [("batch", $"{batch}{(dtype is null ? "" : $", {dtype}")}")],
            .. batch is null && dtype is not null ? [("dtype", dtype)] : Array.Empty<(string, string)>(),
            .. Root.At("git_hash").Word() is { } hash ? [("git hash", $"{hash}, of the folder that lm-eval was started in, not of lm-eval")] : Array.Empty<(string, string)>(),
            .. Root.At("transformers_version").Word() is { } library ? [("transformers", library)] : Array.Empty<(string, string)>(),
            .. config.At("model_sha").Word() is { } sha ? [("model", $"revision {sha}")] : Array.Empty<(string, string)>(),
        ];
        return new("lm-eval", version, day, Machine(config), model, cautions, notes, [.. Root.At("results").Entries().SelectMany(Task)], cache is not null);
    }

    private IEnumerable<RecordedScore> Task(KeyValuePair<string, Field> task)
    {
        var (name, own) = (task.Key, Root.At("configs", task.Key));
        var items = Items(name, "effective", 0) ?? task.Value.At("sample_len").Count() ?? (long?)null;
        var all = Items(name, "original", 0);
        var shots = (Root.At("n-shot", name).Amount() ?? own.At("num_fewshot").Amount() ?? Root.At("config", "num_fewshot").Amount()) is { } k ? (int)k : (int?)null;
        var split = own.At("test_split").Word() ?? own.At("validation_split").Word();
        var version = Root.At("versions", name).Word();
        var hash = Root.At("task_hashes", name).Word();
        foreach (var (key, field) in task.Value.Entries())
        {
            var (metric, filter) = key.Split(',', 2) is [var before, var behind] ? (before, behind) : (key, "none");
            if (metric.EndsWith("_stderr", StringComparison.Ordinal) || metric is "sample_len" or "sample_count" || field.Amount() is not { } value)
            {
                continue;
            }

            var printed = task.Value.At(key.Contains(',', StringComparison.Ordinal) ? $"{metric}_stderr,{filter}" : $"{metric}_stderr").Amount();
            var cautions = new List<string>();
            var n = items ?? MetricNames.ItemsOf(metric, value, printed);
            if (n is { } told && items is null)
            {
                cautions.Add($"the file does not say on how many items; {told} follow from the standard error");
            }

            var limit = Root.At("config", "limit").Word();
            if (n < all)
            {
                cautions.Add($"{n} of {all} items were evaluated{(limit is null ? "" : $" (limit {limit})")}");
            }
            else if (limit is not null && all is null)
            {
                cautions.Add($"the items were limited to {limit}");
            }

            // A mean of zeros and ones has one standard error, whoever computes it; a group's is pooled over its tasks.
            if (n is { } count && MetricNames.IsCount(metric, value, count) && printed is { } error && MetricNames.CountError(value, count) is Amount.Known { Value: var own_ } &&
                Root.At("group_subtasks", name).Elements().Count == 0 && Math.Abs(own_ - error) > 1e-6 + (1e-3 * own_))
            {
                cautions.Add($"the recorded standard error, {Short(error)}, is not that of {count} items right or wrong, {Short(own_)}");
            }

            yield return new(
                name, metric, filter, value, printed is { } p ? new Amount.Known(p) : new Amount.Unavailable("the file has none"),
                printed is null ? "" : "as lm-eval recorded it", n, all, shots,
                version is "Yaml" or "N/A" ? null : version, split, hash, cautions, json.At("results", name, key));
        }
    }

    // Of a group the sum over its tasks.
    private long? Items(string task, string which, int depth)
    {
        if (Root.At("n-samples", task, which).Count() is { } own)
        {
            return own;
        }

        var parts = depth > 8 ? [] : Root.At("group_subtasks", task).Elements().Select(s => s.Word() is { } sub ? Items(sub, which, depth + 1) : null).ToList();
        return parts.Count == 0 || parts.Contains(null) ? null : parts.Sum();
    }

    // A mapping, or the text of a command line: "pretrained=gpt2,dtype=float32".
    private string? ModelArgument(string name) => Root.At("config", "model_args") is Field.Text text
        ? text.Value.Split(',').Select(a => a.Split('=', 2)).FirstOrDefault(a => a.Length == 2 && a[0].Trim() == name)?[1]
        : Root.At("config", "model_args", name).Word();

    private static bool IsBeforeBos(string? version, string? day) =>
        (day is not null && string.CompareOrdinal(day, BosDay) < 0) || (Numbers(version) is { } numbers && numbers <= LastWithoutBos);

    // "0.4.10.dev0" as 0.4.10.0.
    private static Version? Numbers(string? version)
    {
        var parts = version?.Split('.').TakeWhile(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(4).ToList() ?? [];
        return parts.Count < 2 ? null : new Version(string.Join('.', parts.Concat(["0", "0"]).Take(4)));
    }

    private string? Machine(Field config)
    {
        var lines = (Root.At("pretty_env_info") as Field.Text)?.Value.Split('\n') ?? [];
        string? Line(string label) => lines.FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal))?[label.Length..].Trim();
        var parts = new[] { config.At("device").Word(), Line("GPU models and configuration:"), Line("OS:"), Line("PyTorch version:") is { } torch ? $"PyTorch {torch}" : null };
        return parts.Any(p => p is not null) ? string.Join(", ", parts.OfType<string>()) : null;
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
