using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Relation;

/// <summary>Reads <c>relation: beta / (alpha + beta)</c>.</summary>
internal static class RelationKind
{
    public static Kind Kind { get; } = new(
        "relation",
        new Shape.Text("A formula over values and columns: a number to hold against 'published', or a comparison such as a.low <= a <= a.high."),
        Read);

    private static RelationMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        if (draft.Parse(text) is not { } formula)
        {
            return null;
        }

        var bound = draft.Bind(formula, text, out var inputs);
        if (formula.IsComparison && draft.Publishes)
        {
            draft.Diagnostics.Add(Mistakes.PublishedAndComparison(draft.Key, draft.Id));
            return null;
        }

        if (!formula.IsComparison && !draft.Publishes)
        {
            draft.Diagnostics.Add(Mistakes.NoPublished(draft.Key, draft.Id));
            return null;
        }

        return bound is null || (draft.Publishes && draft.Published is null) ? null : new RelationMeasure(bound, inputs);
    }
}
