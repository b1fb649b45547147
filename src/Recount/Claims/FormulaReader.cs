using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Claims;

/// <summary>Reads formulas from YAML texts; what is wrong with one is said at its place in the text.</summary>
internal static class FormulaReader
{
    /// <summary>Reads a formula; null when it is none, which is said.</summary>
    public static Formula? Parse(YamlNode.Scalar text, Diagnostics diagnostics)
    {
        if (Formula.Parse(text.Text, out var mistake) is { } formula)
        {
            return formula;
        }

        var at = text.Part(mistake!.Offset, mistake.Length);
        diagnostics.Add(mistake.Function is { } name ? Mistakes.UnknownFunction(at, name, Functions.Names) : Mistakes.Formula(at, mistake.Message, mistake.Advice));
        return null;
    }

    /// <summary>Gives every name in an expression its index; null when one has none.</summary>
    /// <param name="index">The index of a name, or null after saying what is wrong with it.</param>
    public static Expression? Resolve(Expression expression, YamlNode.Scalar text, Diagnostics diagnostics, Func<Expression.Reference, int?> index)
    {
        var failed = false;
        Expression Below(Expression node)
        {
            switch (node)
            {
                case Expression.Reference { Table: null, Part: null } reference:
                    var found = index(reference);
                    failed |= found is null;
                    return new Expression.Input(found ?? 0);
                case Expression.Reference reference:
                    diagnostics.Add(Mistakes.Formula(
                        text.Part(reference.Offset, reference.Length), "the cell of a table cannot stand here", "Give it a name under 'values', or use a column."));
                    failed = true;
                    return node;
                case Expression.Negate negate:
                    return new Expression.Negate(Below(negate.Operand));
                case Expression.Binary binary:
                    return binary with { Left = Below(binary.Left), Right = Below(binary.Right) };
                case Expression.Call { Function: "sum" or "mean" or "median" or "count" or "slope" } call:
                    diagnostics.Add(Mistakes.Formula(text.Part(call.Offset, call.Function.Length), $"'{call.Function}' has no value for one row"));
                    failed = true;
                    return node;
                case Expression.Call call:
                    return call with { Arguments = [.. call.Arguments.Select(Below)] };
                default:
                    return node;
            }
        }

        var resolved = Below(expression);
        return failed ? null : resolved;
    }
}
