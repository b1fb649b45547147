using Recount.Quantities;
using Recount.Scoring;
using Recount.Scoring.Recorded;

namespace Recount.Reports;

/// <summary>The page of a replay: each metric of a file of samples, as recorded and as computed again.</summary>
public static class ReplayPage
{
    /// <summary>Items that differ, shown of each metric.</summary>
    public const int Shown = 10;

    private const int Label = 20;

    /// <param name="task">The task's name.</param>
    /// <param name="file">The path as people see it.</param>
    /// <param name="results">The results file that scores and settings are from; null where there is none.</param>
    public static Page Render(string task, string file, string? results, IReadOnlyList<ReplayedMetric> metrics, int width)
    {
        var page = new Page(width);
        page.Labelled("Replay".PadRight(Label), task).Labelled("  samples".PadRight(Label), file);
        page.Labelled(
            "  results".PadRight(Label),
            results ?? "none: scores are those of the recorded items; a choice stands behind one blank, and nothing is ignored when texts are compared");
        foreach (var metric in metrics)
        {
            page.Blank();
            var name = metric.Filter == "none" ? metric.Metric : $"{metric.Metric}, {metric.Filter}";
            var left = metric.Left is { } l ? $"; {Words.Count(l.Items, "item")} not computed: {l.Why}" : "";
            page.Text($"{name}: {Words.Number(metric.Agree)} of {Words.Count(metric.Items, "item")} agree{left}", 2, metric.Agrees ? metric.Left is null ? Tone.Good : Tone.Warn : Tone.Bad);
            if (metric.Recorded is Amount.Known recorded)
            {
                page.Labelled("    recorded".PadRight(Label), Number(recorded.Value));
            }

            if (metric.Recomputed is Amount.Known recomputed)
            {
                page.Labelled("    computed again".PadRight(Label), $"{Number(recomputed.Value)}{(metric.ScoreAgrees ? "" : ", which is not the same")}");
            }

            foreach (var item in metric.Differ.Take(Shown))
            {
                page.Text($"doc {item.Id} (line {item.Line}): recorded {item.Recorded}, computed again {item.Recomputed}", 4, Tone.Bad);
            }

            if (metric.Differ.Count > Shown)
            {
                page.Text($"and {Words.Number(metric.Differ.Count - Shown)} more", 4, Tone.Bad);
            }
        }

        return page.Blank();
    }

    private static string Number(double value) => NumberText.Significant(Rational.Of(value), 12);
}
