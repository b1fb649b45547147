using Recount.Claims.Scores;
using Recount.Scoring.Formats;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Evaluations;

/// <summary>Reads <c>evaluation: { of: boolq, format: gpt3, above: gpt3 verbalizers=true/false }</c>.</summary>
internal static class EvaluationKind
{
    public static Kind Kind { get; } = new(
        "evaluation",
        new Shape.Mapping("an evaluation's claim", "A score that a language model gets, what one prompt format is above another, or how far formats lie apart.",
        [
            new("of", new Shape.Text("The evaluation."), true),
            new("format", new Shape.Text("The format that the score is of, by its name in the grid, or {column} for a cell of the row; left out, the claim is about all of them.")),
            new("above", new Shape.Text("The format that it is compared with: what is published is the difference, in points.")),
            new("by", new Shape.Text("The model, where the evaluation has several.")),
            new("than", new Shape.Text("Another model of the evaluation, under the same format: what is published is the difference.")),
            new("metric", new Shape.Text("acc if left out; or another that the task has, such as macro_f1, acc_norm, exact_match.")),
            new("spread", new Shape.Word("Without a format: range, the best less the worst format; deviation, their standard deviation without what chance adds.", ["range", "deviation"])),
            new("sample", new Shape.Word("Whether items and model are the paper's: same (the default), reconstructed, other.", SampleWords.All)),
            .. Protocol.Keys,
        ]),
        Read);

    private static EvaluationMeasure? Read(Draft draft)
    {
        draft.AskForPublished();
        if (draft.Node is not YamlNode.Mapping node || draft.Filled(node.Text("of")) is not { } of)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var protocol = Protocol.Read(node, draft.Diagnostics);
        if (!draft.Scope.Evaluations.TryGetValue(of.Text, out var evaluation))
        {
            draft.Diagnostics.Add(Mistakes.UnknownOf(of.At, "evaluation of this spec", of.Text, draft.Scope.Evaluations.Keys, "Evaluations"));
        }

        if (evaluation is null)
        {
            return null;
        }

        var format = Named(draft, draft.Filled(node.Text("format")), evaluation.Grid);
        var above = Named(draft, draft.Filled(node.Text("above")), evaluation.Grid);
        if (draft.IsEmpty)
        {
            return null;
        }

        var by = Model(draft, node.Text("by"), evaluation) ?? (node["by"] is null ? evaluation.Models[0] : null);
        var than = Model(draft, node.Text("than"), evaluation);
        if (node.Text("by") is null && evaluation.Models.Count > 1)
        {
            draft.Diagnostics.Add(Mistakes.MissingKey(node.At, "an evaluation's claim", "by", $"The evaluation has {evaluation.Models.Count} models."));
        }

        foreach (var (key, beside) in new[] { ("above", "format"), ("than", "format"), ("metric", "format") }.Where(k => node[k.Item1] is not null && node[k.Item2] is null))
        {
            draft.Diagnostics.Add(Mistakes.OnlyWith(node.Text(key)?.At ?? node.At, key, beside));
        }

        if (node.Text("spread") is { } spread && node["format"] is not null)
        {
            draft.Diagnostics.Add(Mistakes.NotThisGrid(spread.At, "a spread is of all formats, not of one"));
        }

        if (above is not null && than is not null)
        {
            draft.Diagnostics.Add(Mistakes.NotThisGrid(node.Text("than")!.At, "one difference at a time: between formats ('above') or between models ('than')"));
        }

        if (format is { } one && node.Text("metric") is { } metric && Metrics(evaluation.Grid.Formats[one]) is var metrics && !metrics.Contains(metric.Text))
        {
            draft.Diagnostics.Add(Mistakes.UnknownOf(metric.At, "metric of this format", metric.Text, metrics, "Metrics"));
        }

        if ((above is not null || than is not null) && node.Text("metric") is { Text: not "acc" } other)
        {
            draft.Diagnostics.Add(Mistakes.NotThisGrid(other.At, "differences are told of the share of right items only"));
        }

        if ((above is not null && above == format) || (than is not null && than == by))
        {
            draft.Diagnostics.Add(Mistakes.NotThisGrid(node.Text(above is not null ? "above" : "than")!.At, "a difference is between two, and this is the first of them"));
        }

        if (node["format"] is null && evaluation.Grid.Formats.Count < 2)
        {
            draft.Diagnostics.Add(Mistakes.NotThisGrid((node.Text("spread") ?? of).At, "formats spread where there are two of them, and the evaluation has one",
                $"'format: {evaluation.Grid.Formats[0].Name}' asks for the score under it."));
        }

        Asked asked = format is null ? node.Text("spread") is { } way ? new Asked.Spread(way.Text == "deviation") : new Asked.Place()
            : above is { } second ? new Asked.Above(format.Value, second)
            : than is not null ? new Asked.Than(format.Value, than)
            : new Asked.Score(format.Value, node.Text("metric")?.Text ?? "acc");
        return draft.Diagnostics.Mark > mark || draft.Published is null || by is null ? null
            : new(evaluation, by, asked, SampleWords.Named(node.Text("sample")?.Text), protocol, draft.Published);
    }

    // What a task laid out so is scored by.
    private static IReadOnlyList<string> Metrics(Format format) => FormatGrid.Effective(format, FormatKey.Of("scoring")!).StartsWith("generate", StringComparison.Ordinal)
        || format.One("answer") is not null ? ["acc", "exact_match", "f1"]
        : format.One("target") is not null ? ["acc", "perplexity"]
        : ["acc", "acc_norm", "acc_bytes", "acc_token", "acc_mutual_info", "acc_calibrated", "exact_match", "brier", "macro_f1", "mcc"];

    private static int? Named(Draft draft, YamlNode.Scalar? name, FormatGrid grid)
    {
        if (name is null)
        {
            return null;
        }

        var at = grid.Formats.ToList().FindIndex(f => f.Name == name.Text);
        if (at < 0)
        {
            draft.Diagnostics.Add(Mistakes.NoSuchFormat(name.At, name.Text, grid.Formats.Select(f => f.Name)));
        }

        return at < 0 ? null : at;
    }

    private static DeclaredModel? Model(Draft draft, YamlNode.Scalar? name, DeclaredEvaluation evaluation)
    {
        var model = name is null ? null : evaluation.Models.FirstOrDefault(m => m.Name == name.Text);
        if (name is not null && model is null)
        {
            draft.Diagnostics.Add(Mistakes.UnknownOf(name.At, $"model of '{evaluation.Name}'", name.Text, evaluation.Models.Select(m => m.Name), "Models"));
        }

        return model;
    }
}
