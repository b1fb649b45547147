using Recount.Fitting.Models;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Fitting;

/// <summary>Models from formulas with names.</summary>
internal static class Fits
{
    public static Model Model(string formula, string[] parameters, params (string Name, double[] Values)[] columns)
    {
        var names = parameters.Concat(columns.Select(c => c.Name)).ToList();
        return Recount.Fitting.Models.Model.Of(Bind(Formula.Parse(formula, out _)!.Terms[0], names), parameters.Length, [.. columns.Select(c => c.Values)], columns[0].Values.Length);
    }

    public static Expression Bind(Expression node, List<string> names) => node switch
    {
        Expression.Reference reference => new Expression.Input(names.IndexOf(reference.Name)),
        Expression.Negate negate => new Expression.Negate(Bind(negate.Operand, names)),
        Expression.Binary binary => binary with { Left = Bind(binary.Left, names), Right = Bind(binary.Right, names) },
        Expression.Call call => call with { Arguments = [.. call.Arguments.Select(a => Bind(a, names))] },
        _ => node,
    };
}
