using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Recorded;

/// <summary>How a task's answers became metrics, as far as its configuration says.</summary>
/// <param name="Delimiter">What stands before each choice in its continuation and does not count for its length.</param>
/// <param name="Match">Of each metric that compares texts, what does not count.</param>
/// <param name="Filters">The steps of each filter by its name; null where one of them is not replayed.</param>
/// <param name="Recorded">The task's scores in the results file, by metric and filter.</param>
public sealed record ReplaySettings(
    string Delimiter, IReadOnlyDictionary<string, ExactMatch> Match, IReadOnlyDictionary<string, IReadOnlyList<AnswerFilter>?> Filters,
    IReadOnlyDictionary<(string Metric, string Filter), double> Recorded)
{
    /// <summary>What lm-evaluation-harness does where nothing is said.</summary>
    public static ReplaySettings Plain { get; } = new(
        " ", new Dictionary<string, ExactMatch>(), new Dictionary<string, IReadOnlyList<AnswerFilter>?>(), new Dictionary<(string, string), double>());

    /// <summary>Those of a task in a results file of lm-evaluation-harness; null when the file or the task cannot be read, which is said.</summary>
    public static ReplaySettings? Of(SourceText results, string task, Diagnostics diagnostics)
    {
        if (RecordedReader.Read(results, "lm-eval", diagnostics) is not { } run || JsonText.Read(results.Path, results.Text, Mistakes.NoResults, diagnostics) is not { } json)
        {
            return null;
        }

        var scores = run.Scores.Where(s => s.Task == task).ToList();
        if (scores.Count == 0)
        {
            diagnostics.Add(Mistakes.NoTask(json.At("results"), task, run.Scores.Select(s => s.Task).Distinct()));
            return null;
        }

        var config = json.Root.At("configs", task);
        return new(
            config.At("target_delimiter") is Field.Text delimiter ? delimiter.Value : " ",
            config.At("metric_list").Elements().Where(m => m.At("metric").Word() is not null).GroupBy(m => m.At("metric").Word()!).ToDictionary(g => g.Key, g => Matching(g.First())),
            config.At("filter_list").Elements().Where(f => f.At("name").Word() is not null).GroupBy(f => f.At("name").Word()!).ToDictionary(g => g.Key, g => Steps(g.First().At("filter"))),
            scores.GroupBy(s => (s.Metric, s.Filter)).ToDictionary(g => g.Key, g => g.First().Value));
    }

    private static ExactMatch Matching(Field metric)
    {
        bool Says(string key) => metric.At(key) is Field.Truth { Value: true };
        return new()
        {
            IgnoreCase = Says("ignore_case"), IgnorePunctuation = Says("ignore_punctuation"), IgnoreNumbers = Says("ignore_numbers"),
            Ignored = [.. metric.At("regexes_to_ignore").Elements().Select(p => p.Word()).OfType<string>().Select(Pattern).OfType<PythonPattern>()],
        };
    }

    private static IReadOnlyList<AnswerFilter>? Steps(Field filter)
    {
        var steps = filter.Elements().Select(step => step.At("function").Word() switch
        {
            "take_first" => new AnswerFilter.First(),
            "lowercase" => new AnswerFilter.Lowercase(),
            "remove_whitespace" => new AnswerFilter.LeadingSpace(),
            "regex" when Pattern((step.At("regex_pattern") as Field.Text)?.Value ?? @"#### (\-?[0-9\.\,]+)") is { } pattern =>
                new AnswerFilter.Find(pattern, (int)(step.At("group_select").Amount() ?? 0), (step.At("fallback") as Field.Text)?.Value ?? AnswerFilter.Invalid),
            _ => (AnswerFilter?)null,
        }).ToList();
        return steps.Contains(null) ? null : [.. steps.Select(s => s!)];
    }

    private static PythonPattern? Pattern(string text)
    {
        try
        {
            return PythonPattern.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
