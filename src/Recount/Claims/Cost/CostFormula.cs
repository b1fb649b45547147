using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Cost;

/// <summary>A quantity of a run as a formula over printed, catalogued and assumed numbers.</summary>
/// <param name="IsRatio">It is told as a share of something.</param>
/// <param name="Derivation">How it follows.</param>
/// <param name="Shown">In the unit in which it was published.</param>
/// <param name="Limits">What it is held against where nothing was published, in base units.</param>
/// <param name="IsWhole">It should be a whole number.</param>
public sealed record CostFormula(
    CostQuantity Gives, bool IsRatio, Derivation Derivation, Expression Shown, IReadOnlyList<(string Sign, Expression End)> Limits, bool IsWhole,
    IReadOnlyList<PrintedNumber> Numbers)
{
    /// <summary>What it is measured in.</summary>
    public Dimension Dimension => IsRatio ? Dimension.Share : Gives.Dimension;

    /// <summary>The formula as a relation, which is how it is measured and judged.</summary>
    /// <param name="price">Stands for the number with its index; null leaves all as they are.</param>
    internal RelationMeasure Relation((int Index, PrintedNumber Number)? price) => Of(
        Limits.Count == 0 ? new(Gives.Key, [Shown], [])
            : Limits.Count == 1 ? new(Gives.Key, [Shown, Limits[0].End], [Limits[0].Sign])
            : new(Gives.Key, [Limits[1].End, Shown, Limits[0].End], ["<=", "<="]), price);

    /// <summary>Another expression over the same numbers as a relation.</summary>
    internal RelationMeasure Relation(Expression other, (int Index, PrintedNumber Number)? price) => Of(new(Gives.Key, [other], []), price);

    /// <summary>The share of a cost that is saved when the price is another one.</summary>
    internal RelationMeasure Saving((int Index, PrintedNumber Number) price, PrintedNumber later)
    {
        var cost = Derivation.Expression;
        var then = cost.Replace(i => new Expression.Input(i == price.Index ? Numbers.Count : i));
        return Of(new(Gives.Key, [new Expression.Binary('/', new Expression.Binary('-', cost, then), cost)], []), price, later);
    }

    /// <summary>What an input has to be for the quantity, as it is shown, to have a value; in the unit of the input. Null where no such number was found.</summary>
    internal Rational? Needs(int index, Rational target, (int Index, PrintedNumber Number)? price) => Inverse.Of(
        Shown, index, [.. Numbers.Select((n, i) => (price is { } p && p.Index == i ? p.Number : n).Value.Value)], target);

    /// <summary>The value of an expression over the numbers, at the printed digits.</summary>
    internal Exact At(Expression expression, (int Index, PrintedNumber Number)? price)
    {
        var relation = Relation(expression, price);
        return Reading.Of(relation.Terms[0], [.. relation.Printed.Select(Exact.Of)]);
    }

    // Only the numbers that stand in the formula take part.
    private RelationMeasure Of(Formula formula, (int Index, PrintedNumber Number)? price, PrintedNumber? more = null)
    {
        IReadOnlyList<PrintedNumber> all = [.. Numbers.Select((n, i) => price is { } p && p.Index == i ? p.Number : n), .. more is null ? (IEnumerable<PrintedNumber>)[] : [more]];
        var used = formula.Terms.SelectMany(t => t.Inputs()).Distinct().Order().ToList();
        return new(formula.Select(t => t.Replace(i => new Expression.Input(used.IndexOf(i)))), [.. used.Select(i => all[i])]);
    }
}
