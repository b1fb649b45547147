using System.Numerics;
using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims;

/// <summary>A kind of measure: the key that names it in a claim, what may stand behind the key, and how that is read.</summary>
/// <param name="Key">The YAML key.</param>
/// <param name="Read">The measures, each with the name of its part; none when a mistake was reported or a cell is empty, see <see cref="Draft"/>.</param>
public sealed record Kind(string Key, Shape Shape, Func<Draft, IReadOnlyList<(string Part, Measure Measure)>> Read)
{
    /// <summary>A kind with one measure for a claim, or for a row.</summary>
    /// <param name="read">Null where there is none.</param>
    public Kind(string key, Shape shape, Func<Draft, Measure?> read)
        : this(key, shape, draft => read(draft) is { } measure ? [("", measure)] : [])
    {
    }
}

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

    /// <summary>Says so where the claim declares no published number, for kinds that hold something against one.</summary>
    public void AskForPublished()
    {
        if (!Publishes)
        {
            Diagnostics.Add(Mistakes.NoPublished(Key, Id));
        }
    }

    /// <summary>Reads a formula; null when it is none, which is said.</summary>
    public Formula? Parse(YamlNode.Scalar text) => FormulaReader.Parse(text, Diagnostics);

    /// <summary>Ties the names of a formula to printed numbers; null when one has none, which is said, or when a cell is empty.</summary>
    /// <param name="columns">The formula may be a whole column.</param>
    public Formula? Bind(Formula formula, YamlNode.Scalar text, out IReadOnlyList<PrintedNumber> inputs, bool columns = false)
    {
        var binder = new Binder(Scope, text, Diagnostics);
        var bound = binder.Bind(formula, columns);
        IsEmpty |= binder.IsEmpty;
        inputs = binder.Inputs;
        return bound;
    }

    /// <summary>Reads a formula whose value is a whole number of at least one; null when it is none, which is said, or when a cell is empty.</summary>
    /// <param name="what">What it is, for the message, with an example.</param>
    public (BigInteger? Value, IReadOnlyList<PrintedNumber> Used) Whole(YamlNode.Scalar? text, string what, string example)
    {
        if (text is null || Parse(text) is not { } formula)
        {
            return (null, []);
        }

        if (formula.IsComparison)
        {
            Diagnostics.Add(Mistakes.NoFreeNumber(text.At, what, text.Text, example));
            return (null, []);
        }

        if (Bind(formula, text, out var inputs) is not { } bound)
        {
            return (null, []);
        }

        var value = Reading.Of(bound.Terms[0], [.. inputs.Select(i => Exact.Of(i.Value.Value))]);
        if (value.Why is null && value.Low == value.High && value.Low.IsWhole && value.Low >= 1)
        {
            return (value.Low.Numerator, inputs);
        }

        Diagnostics.Add(Mistakes.NoFreeNumber(text.At, what, value.Why?.Reason ?? value.Low.ToString(), example));
        return (null, []);
    }

    /// <summary>A text with the words of the claim's row put in; null where there is none, a cell is empty, or a mistake was said.</summary>
    public YamlNode.Scalar? Filled(YamlNode.Scalar? text)
    {
        if (text is null)
        {
            return null;
        }

        var filled = Template.Fill(text.Text, Scope, text.At, Diagnostics, out var isEmpty);
        IsEmpty |= isEmpty;
        return filled is null || isEmpty ? null : text with { Text = filled };
    }

    /// <summary>The claims above this one that a text or a list of texts names; a name without a claim, or of one of another kind, is said.</summary>
    public IReadOnlyList<Claim> Named(YamlNode? node, string kind)
    {
        var claims = new List<Claim>();
        foreach (var name in (node is YamlNode.Sequence list ? list.Items : [node!]).OfType<YamlNode.Scalar>())
        {
            if (!Scope.Claims.TryGetValue(name.Text, out var claim))
            {
                Diagnostics.Add(Mistakes.NoClaimAbove(name.At, name.Text, [.. Scope.Claims.Keys]));
            }
            else if (claim is not null && claim.Kind != kind)
            {
                Diagnostics.Add(Mistakes.OtherMeasure(name.At, claim.Id, claim.Kind, kind));
            }
            else if (claim is not null)
            {
                claims.Add(claim);
            }
        }

        return claims;
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
        Denominator.DenominatorKind.Kind,
        Baseline.BaselineKind.Kind,
        OneRounding.OneRoundingKind.Kind,
        Duplicates.DuplicatesKind.Kind,
        Jointly.JointlyKind.Kind,
        TestStatistic.TestStatisticKind.Kind,
        Fits.FitKind.Kind,
        Detectors.DetectorsKind.Kind,
        Extrapolation.ExtrapolationKind.Kind,
        Evaluations.EvaluationKind.Kind,
        Recorded.RecordedKind.Kind,
        Cost.CostKind.Kind,
        OneRate.OneRateKind.Kind,
        OneCount.OneCountKind.Kind,
    ];
}
