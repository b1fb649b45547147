using Recount.Claims.Scores;
using Recount.Quantities;
using Recount.Scoring.Recorded;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Recorded;

/// <summary>Reads <c>recorded: { of: pythia, task: boolq, metric: acc }</c>: a score that another program measured, held against 'published'.</summary>
internal static class RecordedKind
{
    public static Kind Kind { get; } = new(
        "recorded",
        new Shape.Mapping("a recorded score", "A score that another program measured and wrote down, to hold against 'published'.",
        [
            new("of", new Shape.Text("The results."), true),
            new("task", new Shape.Text("The task, as the program calls it, or {column} for a cell of the row."), true),
            new("metric", new Shape.Text("The metric, as the program calls it: acc."), true),
            new("filter", new Shape.Text("Where answers were taken from texts in several ways: which, such as strict-match.")),
            new("sample", new Shape.Word("Whether model and items are those of the paper: same (the default), reconstructed, or other.", SampleWords.All)),
            .. Protocol.Keys,
        ]),
        Read);

    private static RecordedMeasure? Read(Draft draft)
    {
        draft.AskForPublished();
        if (draft.Node is not YamlNode.Mapping node)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var protocol = Protocol.Read(node, draft.Diagnostics);
        var results = Named(draft, node.Text("of"));
        var (task, metric, filter) = (draft.Filled(node.Text("task")), draft.Filled(node.Text("metric")), draft.Filled(node.Text("filter")));
        if (draft.IsEmpty || results is null || task is null || metric is null || draft.Diagnostics.Mark > mark)
        {
            return null;
        }

        var sample = SampleWords.Named(node.Text("sample")?.Text);
        var score = results.Run is null ? null : Score(draft, results.Run, protocol, task, metric, filter);
        if (score is not null && MetricNames.IsShare(score.Metric, score.Value) && draft.Published is { } printed && ScoreJudge.IsNoShare(printed.Value))
        {
            draft.Diagnostics.Add(Mistakes.NoShare(printed.Place, printed.Value.Text, score.Metric));
        }

        return draft.Diagnostics.Mark > mark || draft.Published is null ? null
            : new(results, score, Others(draft, results, score), protocol, sample, draft.Published, task.Text, metric.Text);
    }

    private static DeclaredResults? Named(Draft draft, YamlNode.Scalar? of)
    {
        if (of is null)
        {
            return null;
        }

        if (!draft.Scope.Results.TryGetValue(of.Text, out var results))
        {
            draft.Diagnostics.Add(Mistakes.UnknownWhat(of.At, "results", of.Text, draft.Scope.Results.Keys, "Results"));
        }

        return results;
    }

    private static RecordedScore? Score(Draft draft, RecordedRun run, Protocol protocol, YamlNode.Scalar task, YamlNode.Scalar metric, YamlNode.Scalar? filter)
    {
        var ofTask = run.Scores.Where(s => s.Task == task.Text).ToList();
        if (ofTask.Count == 0)
        {
            draft.Diagnostics.Add(Mistakes.NoTask(task.At, task.Text, run.Scores.Select(s => s.Task).Distinct()));
            return null;
        }

        var ofMetric = ofTask.Where(s => s.Metric == metric.Text).ToList();
        if (ofMetric.Count == 0)
        {
            draft.Diagnostics.Add(Mistakes.NoMetric(metric.At, metric.Text, task.Text, ofTask.Select(s => s.Metric).Distinct()));
            return null;
        }

        var filters = ofMetric.Select(s => s.Filter).Distinct().ToList();
        if (filter is null ? filters.Count > 1 : !filters.Contains(filter.Text))
        {
            draft.Diagnostics.Add(filter is null ? Mistakes.WhichFilter(metric.At, metric.Text, filters) : Mistakes.NoFilterOf(filter.At, filter.Text, metric.Text, filters));
            return null;
        }

        var left = ofMetric.Where(s => s.Filter == (filter?.Text ?? filters[0])).ToList();
        var told = left.Count > 1 && protocol.Shots is { } shots ? left.Where(s => s.Shots == shots).ToList() : left;
        if (told.Count == 1)
        {
            return told[0];
        }

        draft.Diagnostics.Add(Mistakes.WhichShots(task.At, task.Text, left.Select(s => s.Shots).Distinct()));
        return null;
    }

    // Other runs of the same task whose requests were not the same.
    private static IReadOnlyList<string> Others(Draft draft, DeclaredResults results, RecordedScore? score) => score?.Hash is not { } hash ? []
        : [.. draft.Scope.Results.Values.OfType<DeclaredResults>().Where(r => r.Name != results.Name &&
            r.Run?.Program == results.Run!.Program && r.Run.Scores.Any(s => s.Task == score.Task && s.Shots == score.Shots && s.Hash is { } other && other != hash)).Select(r => r.Name)];
}
