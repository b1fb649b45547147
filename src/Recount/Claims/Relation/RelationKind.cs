using Recount.Quantities.Expressions;
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

        if (Formula.Parse(text.Text, out var mistake) is not { } formula)
        {
            var at = text.Part(mistake!.Offset, mistake.Length);
            draft.Diagnostics.Add(mistake.Function is { } name ? Mistakes.UnknownFunction(at, name, Functions.Names) : Mistakes.Formula(at, mistake.Message, mistake.Advice));
            return null;
        }

        var binder = new Binder(draft.Scope, text, draft.Diagnostics);
        var bound = binder.Bind(formula);
        draft.IsEmpty |= binder.IsEmpty;
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

        return bound is null || (draft.Publishes && draft.Published is null) ? null : new RelationMeasure(bound, binder.Inputs);
    }
}
