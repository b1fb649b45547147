using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Recorded;

/// <summary>Reads results files of other programs: lm-evaluation-harness, lighteval, Every Eval Ever.</summary>
public static partial class RecordedReader
{
    /// <summary>The formats by the words of a spec.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["lm-eval", "lighteval", "every-eval-ever"];

    /// <summary>The run; null when the file is none, which is said.</summary>
    /// <param name="format">One of <see cref="Formats"/>; null: what it looks like.</param>
    public static RecordedRun? Read(SourceText source, string? format, Diagnostics diagnostics)
    {
        if (JsonText.Read(source.Path, source.Text, Mistakes.NoResults, diagnostics) is not { } json)
        {
            return null;
        }

        var seen = Recognise(json.Root);
        if (seen is null || (format is not null && seen != format))
        {
            diagnostics.Add(Mistakes.UnknownResults(json.At(), format ?? "", seen, Formats));
            return null;
        }

        var run = seen switch
        {
            "lm-eval" => new LmEvalResults(json, DayOf(source.Path)).Read(),
            "lighteval" => new LightevalResults(json, DayOf(source.Path)).Read(),
            _ => new EveryEvalResults(json).Read(),
        };
        if (run.Scores.Count == 0)
        {
            diagnostics.Add(Mistakes.NoResults(json.At(seen == "every-eval-ever" ? "evaluation_results" : "results"), "no score stands in this file"));
            return null;
        }

        return run;
    }

    // Only what a format cannot be without.
    private static string? Recognise(Field root) =>
        root.At("evaluation_results") is Field.List ? "every-eval-ever"
        : root.At("config_general") is Field.Record ? "lighteval"
        : root.At("results") is Field.Record && (root.At("config") is Field.Record || root.At("configs") is Field.Record || root.At("versions") is Field.Record) ? "lm-eval"
        : null;

    /// <summary>The day of seconds since 1970; null where they are none.</summary>
    internal static string? Day(double? seconds) => seconds is > 1e9 and < 1e10
        ? DateTimeOffset.FromUnixTimeSeconds((long)seconds.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    // Both harnesses name their files by the time at which a run ended.
    private static string? DayOf(string path) => Stamp().Match(path) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"_(\d{4}-\d{2}-\d{2})T\d{2}[-:]\d{2}[-:]\d{2}")]
    private static partial Regex Stamp();
}
