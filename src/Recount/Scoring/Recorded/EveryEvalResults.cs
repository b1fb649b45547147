using System.Globalization;
using MathNet.Numerics.Distributions;
using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>Reads a record of Every Eval Ever (schema 0.2 and 0.3), which has converters from many other programs.</summary>
internal sealed class EveryEvalResults(JsonText json)
{
    private Field.Record Root => json.Root;

    public RecordedRun Read()
    {
        var source = Root.At("source_metadata");
        var (library, version) = (Root.At("eval_library", "name").Word(), Root.At("eval_library", "version").Word());
        List<string> cautions = source.At("source_type").Word() == "documentation"
            ? [$"the record was made from what {source.At("source_organization_name").Word() ?? "somebody"} published, not from a run"] : [];
        List<(string, string)> notes =
        [
            ("record", $"Every Eval Ever {Root.At("schema_version").Word() ?? "of unknown version"}{(source.At("source_organization_name").Word() is { } who ? $", by {who}" : "")}" +
                (source.At("evaluator_relationship").Word() is { } how ? $" ({how.Replace('_', ' ')})" : "")),
        ];
        return new(
            library ?? "an unnamed program", version is "unknown" ? null : version, Day(Root.At("evaluation_timestamp")), null,
            Root.At("model_info", "id").Word() ?? Root.At("model_info", "name").Word(), cautions, notes,
            [.. Root.At("evaluation_results").Elements().Select(One).OfType<RecordedScore>()]);
    }

    private RecordedScore? One(Field result)
    {
        var (config, details) = (result.At("metric_config"), result.At("score_details"));
        if (details.At("score").Amount() is not { } score)
        {
            return null;
        }

        var metric = config.At("metric_name").Word() ?? config.At("metric_id").Word() ?? config.At("evaluation_description").Word() ?? "score";
        var task = result.At("evaluation_name").Word() ?? result.At("source_data", "dataset_name").Word() ?? "";
        var most = config.At("max").Amount() ?? config.At("max_score").Amount();

        // A percentage is a share here.
        var scale = most == 100 ? 100 : 1;
        var uncertainty = details.At("uncertainty");
        var items = uncertainty.At("num_samples").Count();
        var (error, by) = Error(uncertainty, metric, score / scale, items, scale);
        var shots = result.At("generation_config", "additional_details", "num_fewshot").Count() is { } k ? (int)k
            : result.At("generation_config", "additional_details", "num_fewshot").Word() == "0" ? 0 : (int?)null;
        return new(task, metric, "none", score / scale, error, by, items, null, shots, null, result.At("source_data", "hf_split").Word(), null, [], json.At("evaluation_results"));
    }

    private static (Amount Error, string By) Error(Field uncertainty, string metric, double share, long? items, int scale)
    {
        var stated = uncertainty.At("standard_error");
        if ((stated.Amount() ?? stated.At("value").Amount()) is { } error)
        {
            return (new Amount.Known(error / scale), stated.At("method").Word() is { } method ? $"recorded: {method}" : "as recorded");
        }

        var interval = uncertainty.At("confidence_interval");
        if (interval.At("lower").Amount() is { } low && interval.At("upper").Amount() is { } high && high > low)
        {
            var level = interval.At("confidence_level").Amount() is > 0 and < 1 and { } told ? told : 0.95;
            return (new Amount.Known((high - low) / 2 / Normal.InvCDF(0, 1, (1 + level) / 2) / scale), $"the recorded {level.ToString("P0", CultureInfo.InvariantCulture)} interval");
        }

        return items is { } n && MetricNames.Counts(metric) ? (MetricNames.CountError(share, n), "binomial") : (new Amount.Unavailable("the record has none"), "");
    }

    // Seconds since 1970, or a date.
    private static string? Day(Field time) => time.Word() is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? RecordedReader.Day(seconds)
        : text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text[..10] : null;
}
