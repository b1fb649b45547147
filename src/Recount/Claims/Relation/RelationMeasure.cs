using System.Text.RegularExpressions;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Relation;

/// <summary>A formula that ties printed numbers to one another, ready to evaluate.</summary>
/// <param name="Formula">With inputs for names.</param>
public sealed partial record RelationMeasure(Formula Formula, IReadOnlyList<PrintedNumber> Numbers) : Measure
{
    public override IReadOnlyList<PrintedNumber> Inputs => Numbers;

    public override bool CanBeWidened => !Formula.IsComparison;

    public override Measurement Run() => Over(input => input.Value.Interval);

    public override Judgement Judge(Measurement measurement, Claim claim, Check check) =>
        Formula.IsComparison ? new ComparisonJudge(this, claim).Judge((Measurement.Computed)measurement)
            : new ValueJudge(this, claim, check).Judge((Measurement.Computed)measurement);

    /// <summary>The terms to enclose: the formula, or left minus right of each comparison.</summary>
    internal IReadOnlyList<Expression> Terms => Formula.IsComparison
        ? [.. Formula.Comparisons.Select((_, i) => new Expression.Binary('-', Formula.Terms[i], Formula.Terms[i + 1]))]
        : [Formula.Terms[0]];

    /// <summary>The inputs as printed.</summary>
    internal IReadOnlyList<Rational> Printed => [.. Numbers.Select(n => n.Value.Value)];

    /// <summary>Value and range when every input has the given interval; the printed number alone where it has none.</summary>
    internal Measurement.Computed Over(Func<PrintedNumber, Interval?> interval)
    {
        var box = Box(interval);
        var point = Printed.Select(Exact.Of).ToArray();
        return new([.. Terms.Select(t => (Reading.Of(t, point), Enclosure.Of(t, box)))]);
    }

    internal IReadOnlyList<Interval> Box(Func<PrintedNumber, Interval?> interval) => [.. Numbers.Select(n => interval(n) ?? Interval.Point(n.Value.Value))];

    /// <summary>The formula with the printed numbers in place of the names.</summary>
    internal string WithNumbers() => Formula.Print(Shown);

    /// <summary>One side of the formula with the printed numbers in.</summary>
    internal string WithNumbers(Expression side) => side.Print(Shown);

    /// <summary>The formula with the names, as written.</summary>
    internal string WithNames() => Formula.Print(i => Numbers[i].Label);

    // A sign, a fraction or a range would read as part of the formula.
    private string Shown(int index) => PlainNumber().IsMatch(Numbers[index].Shown) || Formula.Terms.Any(t => t is Expression.Input input && input.Index == index)
        ? Numbers[index].Shown
        : $"({Numbers[index].Shown})";

    [GeneratedRegex(@"^[0-9.][0-9A-Za-z.,% +]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainNumber();
}
