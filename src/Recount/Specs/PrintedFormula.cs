using Recount.Claims;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads a number for a fit: a printed one, or a formula over the spec's values and table cells.</summary>
internal sealed class PrintedFormula(Scope scope, Diagnostics diagnostics)
{
    /// <summary>The number at the printed digits, with the formula that it comes from; null when there is a mistake in it.</summary>
    /// <param name="label">What a number that stands here itself is called.</param>
    public (double Value, Expression Formula, IReadOnlyList<PrintedNumber> Numbers)? Read(YamlNode.Scalar text, string label)
    {
        // A plain number is a printed one: what rounds to it is known.
        if (PublishedValue.Parse(text.Text, PrintedAs.Plainly, out _) is { } printed)
        {
            return (printed.Value.ToDouble(), new Expression.Input(0), [new(label, label, printed, null, Status.Primary, null, false, text.At)]);
        }

        if (FormulaReader.Parse(text, diagnostics) is not { } formula)
        {
            return null;
        }

        if (formula.IsComparison)
        {
            diagnostics.Add(Mistakes.Formula(text.At, "one number is needed here, not a comparison"));
            return null;
        }

        var binder = new Binder(scope, text, diagnostics);
        if (binder.Bind(formula) is not { } bound)
        {
            return null;
        }

        var exact = Reading.Of(bound.Terms[0], [.. binder.Inputs.Select(i => Exact.Of(i.Value.Value))]);
        if (exact.Why is { } why)
        {
            diagnostics.Add(Mistakes.Formula(text.At, $"it has no value: {why.Reason}"));
            return null;
        }

        return (exact.Middle.ToDouble(), bound.Terms[0], binder.Inputs);
    }
}
