using System.Numerics;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
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

    private static GranularityMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping mapping)
        {
            return null;
        }

        if (!draft.Publishes)
        {
            draft.Diagnostics.Add(Mistakes.NoPublished(draft.Key, draft.Id));
        }

        var used = new List<PrintedNumber>();
        var items = Whole(mapping.Text("items"), draft, used);
        var parts = mapping.Text("parts") is { } text ? Whole(text, draft, used) : 1;
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

        return new(draft.Published, items.Value, parts.Value, sd, data, used);
    }

    // A formula whose value is a whole number of at least one.
    private static BigInteger? Whole(YamlNode.Scalar? text, Draft draft, List<PrintedNumber> used)
    {
        if (text is null)
        {
            return null;
        }

        if (draft.Parse(text) is not { } formula)
        {
            return null;
        }

        if (formula.IsComparison)
        {
            draft.Diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number of items", text.Text, "56"));
            return null;
        }

        if (draft.Bind(formula, text, out var inputs) is not { } bound)
        {
            return null;
        }

        used.AddRange(inputs);
        var value = Reading.Of(bound.Terms[0], [.. inputs.Select(i => Exact.Of(i.Value.Value))]);
        if (value.Why is null && value.Low == value.High && value.Low.IsWhole && value.Low >= 1)
        {
            return value.Low.Numerator;
        }

        draft.Diagnostics.Add(Mistakes.NoFreeNumber(text.At, "number of items", value.Why?.Reason ?? value.Low.ToString(), "56"));
        return null;
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
