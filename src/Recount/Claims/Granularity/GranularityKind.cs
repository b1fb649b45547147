using Recount.Printed;
using Recount.Quantities;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Granularity;

/// <summary>
/// Reads <c>granularity: { items: 56 }</c>, held against 'published': a share, or a mean of whole numbers, of so many items. The number of
/// items is declared, never guessed: pass@k, macro averages and means over seeds have no such number.
/// </summary>
internal static class GranularityKind
{
    private static readonly string[] Data = ["share", "mean", "binary"];

    public static Kind Kind { get; } = new(
        "granularity",
        new Shape.Mapping("a granularity", "What a test set of so many items can give: checked by counting, on exact fractions.",
        [
            new("items", new Shape.Text("How many items there are: a whole number or a formula for one, such as sizes[{task}].items."), true),
            new("parts", new Shape.Text("Whole numbers that each item averages, such as the questions of a questionnaire; 1 when left out.")),
            new("sd", new Shape.Text("The sample standard deviation printed beside the mean, or {column} for a cell.")),
            new("data", new Shape.Word("share: items that are right (the default for a percentage); mean: of whole numbers (the default otherwise); binary: of zeros and ones.", Data)),
        ]),
        Read);

    /// <summary>The checks of the granularity claims that a node names, for claims about them; any other kind of claim is a mistake.</summary>
    public static IReadOnlyList<(Claim Claim, Check Check, GranularityMeasure Measure)> Scores(Draft draft, YamlNode? node) =>
        [.. draft.Named(node, Kind.Key).SelectMany(c => c.Checks.Select(k => (c, k, (GranularityMeasure)k.Measure)))];

    private static GranularityMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping mapping)
        {
            return null;
        }

        draft.AskForPublished();

        var (items, used) = draft.Whole(mapping.Text("items"), "number of items", "56");
        var (parts, also) = mapping.Text("parts") is { } text ? draft.Whole(text, "number of items", "56") : (1, []);
        var sd = mapping.Text("sd") is { } printed ? Deviation(printed, draft) : null;
        if (items is null || parts is null || draft.Published is null || (sd is null && mapping["sd"] is not null))
        {
            return null;
        }

        var data = mapping.Text("data")?.Text ?? (draft.Published.Value.Unit == Unit.Percent ? "share" : "mean");
        if (sd is not null && data == "share")
        {
            draft.Diagnostics.Add(Mistakes.OnlyWith(mapping.Text("sd")!.At, "sd", "data: mean' or 'binary"));
            return null;
        }

        return new(draft.Published, items.Value, parts.Value, sd, data, [.. used, .. also]);
    }

    private static PrintedNumber? Deviation(YamlNode.Scalar text, Draft draft)
    {
        var filled = Template.Fill(text.Text, draft.Scope, text.At, draft.Diagnostics, out var isEmpty);
        draft.IsEmpty |= isEmpty;
        if (filled is null || isEmpty)
        {
            return null;
        }

        var value = PublishedValue.Parse(filled, draft.Published?.Value.As ?? PrintedAs.Plainly, out var limit);
        if (value?.Interval is not { IsBounded: true })
        {
            draft.Diagnostics.Add(Mistakes.NoPrintedNumber(text.At, filled, limit, PublishedValue.Suggestion(filled)));
            return null;
        }

        return new("sd", "SD", value, null, draft.Status, draft.Source, false, text.At);
    }
}
