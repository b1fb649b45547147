using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>
/// Solves equations for variables, so that what is left are ranges: no search meets an equation exactly. <c>a + b = 1</c> with a and b
/// printed becomes <c>b := 1 - a</c> with <c>1 - a</c> inside what b may be.
/// </summary>
internal static class Isolation
{
    private const int MostNodes = 2_000;
    private const int MostTried = 60;

    /// <summary>Replaces as many variables as equations allow; one that is a single number stays.</summary>
    /// <param name="box">What each variable may be.</param>
    /// <returns>The constraints that are left, and what stands for each replaced variable, in terms of those that are left.</returns>
    public static (IReadOnlyList<Constraint> Left, IReadOnlyList<(int Variable, Expression Is)> Replaced) Of(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box)
    {
        var left = constraints.ToList();
        var replaced = new List<(int Variable, Expression Is)>();
        for (var at = 0; at < left.Count; at++)
        {
            if (!left[at].IsEquation || Best(left[at], left, box) is not var (variable, solution))
            {
                continue;
            }

            var equation = left[at];
            left[at] = new(solution, box[variable], equation.Owners);
            for (var i = 0; i < left.Count; i++)
            {
                if (i != at && left[i].Term.Inputs().Contains(variable))
                {
                    left[i] = left[i] with { Term = Put(left[i].Term, variable, solution), Owners = [.. left[i].Owners.Union(equation.Owners)] };
                }
            }

            replaced = [.. replaced.Select(r => (r.Variable, Put(r.Is, variable, solution))), (variable, solution)];
        }

        return (left, replaced);
    }

    // The variable that stands once in the equation and least often elsewhere.
    private static (int Variable, Expression Solution)? Best(Constraint equation, List<Constraint> all, IReadOnlyList<Interval> box)
    {
        // A published number stands alone behind its formula; in a long equation only that one is tried.
        var inputs = equation.Term.Inputs().ToList();
        var often = inputs.CountBy(i => i).ToDictionary();
        IEnumerable<int> candidates = inputs.Count > MostTried ? inputs.TakeLast(1) : often.Keys.OrderBy(v => all.Count(c => c.Term.Inputs().Contains(v)));
        var size = equation.Term.Nodes().Count();
        foreach (var variable in candidates.Where(v => !box[v].IsPoint && often[v] == 1))
        {
            var elsewhere = all.Sum(c => c.Term.Inputs().Count(i => i == variable)) - 1;
            if (elsewhere * size < MostNodes &&
                Solve(equation.Term, variable, new Expression.Number(equation.Target.Lo.Value!.Value.ToString(), equation.Target.Lo.Value!.Value), box) is { } solution)
            {
                return (variable, solution);
            }
        }

        return null;
    }

    // Undoes one operation after the other, from the outside in; null where one cannot be undone everywhere.
    private static Expression? Solve(Expression term, int variable, Expression equals, IReadOnlyList<Interval> box)
    {
        bool Has(Expression e) => e.Inputs().Contains(variable);
        Expression Two(char sign, Expression a, Expression b) => new Expression.Binary(sign, a, b);
        switch (term)
        {
            case Expression.Input:
                return equals;
            case Expression.Negate negate:
                return Solve(negate.Operand, variable, new Expression.Negate(equals), box);
            case Expression.Binary { Operator: '+' } sum:
                return Has(sum.Left) ? Solve(sum.Left, variable, Two('-', equals, sum.Right), box) : Solve(sum.Right, variable, Two('-', equals, sum.Left), box);
            case Expression.Binary { Operator: '-' } difference:
                return Has(difference.Left) ? Solve(difference.Left, variable, Two('+', equals, difference.Right), box)
                    : Solve(difference.Right, variable, Two('-', difference.Left, equals), box);
            case Expression.Binary { Operator: '*' } product:
                var (inner, factor) = Has(product.Left) ? (product.Left, product.Right) : (product.Right, product.Left);
                return IsNeverZero(factor, box) ? Solve(inner, variable, Two('/', equals, factor), box) : null;
            case Expression.Binary { Operator: '/' } quotient when Has(quotient.Left):
                return IsNeverZero(quotient.Right, box) ? Solve(quotient.Left, variable, Two('*', equals, quotient.Right), box) : null;
            case Expression.Binary { Operator: '/' } quotient:
                return IsNeverZero(equals, box) ? Solve(quotient.Right, variable, Two('/', quotient.Left, equals), box) : null;
            case Expression.Call { Function: "exp", Arguments: [var exponent] }:
                return IsPositive(equals, box) ? Solve(exponent, variable, new Expression.Call("ln", [equals]), box) : null;
            case Expression.Call { Function: "ln", Arguments: [var argument] }:
                return Solve(argument, variable, new Expression.Call("exp", [equals]), box);
            case Expression.Call { Function: "sum" or "mean" } many:
                var items = many.Arguments.SelectMany(a => a is Expression.Column column ? column.Items : [a]).ToList();
                var total = many.Function == "sum" ? equals : Two('*', equals, new Expression.Number($"{items.Count}", items.Count));
                return Solve(items.First(Has), variable, items.Where(i => !Has(i)).Aggregate(total, (rest, i) => Two('-', rest, i)), box);
            default:
                return null;
        }
    }

    private static Expression Put(Expression term, int variable, Expression instead) => term.Replace(i => i == variable ? instead : new Expression.Input(i));

    private static bool IsNeverZero(Expression term, IReadOnlyList<Interval> box) => Range(term, box) is { Gap: null } range && (range.Low > 0 || range.High < 0);

    private static bool IsPositive(Expression term, IReadOnlyList<Interval> box) => Range(term, box) is { Gap: null, Low: > 0 };

    private static Bracket Range(Expression term, IReadOnlyList<Interval> box) => Reading.Of(term, [.. box.Select(b => Bracket.Of(b.Lo.Value, b.Hi.Value))]);
}
