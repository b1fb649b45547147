using Recount.Claims.Granularity;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.OneRounding;

/// <summary>Reads <c>one-rounding: scores-are-possible</c>: is there one rounding rule under which all checks of these granularity claims pass?</summary>
internal static class OneRoundingKind
{
    public static Kind Kind { get; } = new(
        "one-rounding",
        new Shape.Either("Whether one rounding rule makes all scores of some granularity claims possible.",
            new Shape.Text("A granularity claim above this one."), new Shape.ListOf("Several of them.", new Shape.Text("A granularity claim above this one."))),
        Read);

    private static OneRoundingMeasure? Read(Draft draft)
    {
        var (mark, scores) = (draft.Diagnostics.Mark, Scores(draft, draft.Node));
        return draft.Diagnostics.Mark > mark || scores.Count == 0 ? null : new(scores);
    }

    /// <summary>The checks of the granularity claims that a node names; any other kind of claim is a mistake.</summary>
    internal static IReadOnlyList<(Claim Claim, Check Check, GranularityMeasure Measure)> Scores(Draft draft, YamlNode? node) =>
        [.. draft.Named(node, GranularityKind.Kind.Key).SelectMany(c => c.Checks.Select(k => (c, k, (GranularityMeasure)k.Measure)))];
}
