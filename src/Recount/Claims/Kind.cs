using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims;

/// <summary>A kind of measure: the key that names it in a claim, what may stand behind the key, and how that is read.</summary>
/// <param name="Key">The YAML key.</param>
/// <param name="Read">Null when a mistake was reported or a cell is empty; see <see cref="Draft"/>.</param>
public sealed record Kind(string Key, Shape Shape, Func<Draft, Measure?> Read);

/// <summary>One claim being read, for one row or for the whole.</summary>
/// <param name="Id">Of the claim, for messages.</param>
/// <param name="Key">The place of the claim.</param>
/// <param name="Node">What stands behind the kind's key.</param>
/// <param name="Publishes">The claim declares a published number.</param>
/// <param name="Published">That number; null also where its cell is empty or it could not be read.</param>
/// <param name="Status">How well numbers in the claim's own text are known, and who quotes them.</param>
public sealed record Draft(
    string Id, Place Key, YamlNode Node, Scope Scope, bool Publishes, PrintedNumber? Published, Status Status, string? Source, Diagnostics Diagnostics)
{
    /// <summary>Set when a cell that is needed is empty: no finding, and no mistake.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Reads a formula; null when it is none, which is said.</summary>
    public Formula? Parse(YamlNode.Scalar text)
    {
        if (Formula.Parse(text.Text, out var mistake) is { } formula)
        {
            return formula;
        }

        var at = text.Part(mistake!.Offset, mistake.Length);
        Diagnostics.Add(mistake.Function is { } name ? Mistakes.UnknownFunction(at, name, Functions.Names) : Mistakes.Formula(at, mistake.Message, mistake.Advice));
        return null;
    }

    /// <summary>Ties the names of a formula to printed numbers; null when one has none, which is said, or when a cell is empty.</summary>
    public Formula? Bind(Formula formula, YamlNode.Scalar text, out IReadOnlyList<PrintedNumber> inputs)
    {
        var binder = new Binder(Scope, text, Diagnostics);
        var bound = binder.Bind(formula);
        IsEmpty |= binder.IsEmpty;
        inputs = binder.Inputs;
        return bound;
    }
}

/// <summary>The kinds of measure, in the order in which messages name them. A new kind is a folder and one line here.</summary>
public static class Kinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        Relation.RelationKind.Kind,
        Granularity.GranularityKind.Kind,
        Feasibility.FeasibilityKind.Kind,
        TestStatistic.TestStatisticKind.Kind,
    ];
}
