using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Relation;

/// <summary>Reads <c>relation: beta / (alpha + beta)</c>.</summary>
internal static class RelationKind
{
    public static Kind Kind { get; } = new("relation", new Shape.Text("A formula over values and columns: a number to hold against 'published', or a comparison such as a.low <= a <= a.high."), Read);

    private static RelationMeasure? Read(Reading reading)
    {
        if (reading.Node is not YamlNode.Scalar text)
        {
            return null;
        }

        if (Formula.Parse(text.Text, out var mistake) is not { } formula)
        {
            var at = text.Part(mistake!.Offset, mistake.Length);
            reading.Diagnostics.Add(mistake.Function is { } name ? Mistakes.UnknownFunction(at, name, Functions.Names) : Mistakes.Formula(at, mistake.Message, mistake.Advice));
            return null;
        }

        var binder = new Binder(reading.Scope, text, reading.Diagnostics);
        var bound = binder.Bind(formula);
        reading.IsEmpty |= binder.IsEmpty;
        if (formula.IsComparison && reading.Published is not null)
        {
            reading.Diagnostics.Add(Mistakes.PublishedAndComparison(reading.Key, reading.Id));
            return null;
        }

        if (!formula.IsComparison && reading is { Published: null, IsEmpty: false })
        {
            reading.Diagnostics.Add(Mistakes.NoPublished(reading.Key, reading.Id));
            return null;
        }

        return bound is null ? null : new RelationMeasure(bound, binder.Inputs);
    }
}
