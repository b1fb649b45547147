using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Baseline;

/// <summary>Reads <c>baseline: { items: 3270, majority: 2033 }</c>, held against 'published', an accuracy: is it above what always giving the commonest answer gives?</summary>
internal static class BaselineKind
{
    public static Kind Kind { get; } = new(
        "baseline",
        new Shape.Mapping("a baseline", "Whether 'published', an accuracy, is above the majority class: what one constant answer gives.",
        [
            new("items", new Shape.Text("How many items there are: a whole number or a formula for one."), true),
            new("majority", new Shape.Text("How many of them have the commonest answer: a whole number or a formula for one."), true),
        ]),
        Read);

    private static BaselineMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping mapping)
        {
            return null;
        }

        draft.AskForPublished();

        var (items, used) = draft.Whole(mapping.Text("items"), "number of items", "56");
        var (majority, also) = draft.Whole(mapping.Text("majority"), "number of items", "28");
        if (items is null || majority is null || draft.Published is not { } published)
        {
            return null;
        }

        if (majority > items || items > BaselineMeasure.MostItems)
        {
            var most = majority > items ? items : BaselineMeasure.MostItems;
            draft.Diagnostics.Add(Mistakes.NoFreeNumber(mapping.Text("majority")!.At, $"number of items up to {most}", $"{majority}", "28"));
            return null;
        }

        return new(published, (long)items, (long)majority, [.. used, .. also]);
    }
}
