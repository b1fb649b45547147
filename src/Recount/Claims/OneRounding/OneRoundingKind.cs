using Recount.Claims.Granularity;
using Recount.Text.Shapes;

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
        var (mark, scores) = (draft.Diagnostics.Mark, GranularityKind.Scores(draft, draft.Node));
        return draft.Diagnostics.Mark > mark || scores.Count == 0 ? null : new(scores);
    }
}
