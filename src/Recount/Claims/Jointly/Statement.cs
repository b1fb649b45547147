using Recount.Claims.Relation;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;

namespace Recount.Claims.Jointly;

/// <summary>One check of a relation, as a part of what must hold at once.</summary>
internal sealed record Statement(Claim Claim, Check Check)
{
    public string Key => Finding.KeyOf(Claim.Id, Check.Row);

    public RelationMeasure Relation => (RelationMeasure)Check.Measure;

    /// <summary>Its printed numbers: the inputs, and the published one where that is a cell and so may stand in other statements too.</summary>
    public IEnumerable<PrintedNumber> Numbers => Check.Published is { } published && IsCell(published) ? Relation.Numbers.Append(published) : Relation.Numbers;

    /// <summary>What tells printed numbers apart: where they stand, and how they are read there.</summary>
    public static object Identity(PrintedNumber number) => (number.Id, number.Value);

    /// <summary>A missed statement contradicts nobody: it is another work's number, a declared tolerance, or a reading of "almost".</summary>
    public bool IsSoft => Claim.Tolerance is not null || Relation.Numbers.Append(Check.Published).OfType<PrintedNumber>().Any(n => n.Elsewhere || n.Value.IsAssumed);

    /// <summary>The constraints of the statement; none where it names no limits.</summary>
    /// <param name="owner">Its number among the statements.</param>
    /// <param name="variable">The variable of a printed number, or the number itself where it is exact.</param>
    /// <param name="interval">What a printed number may be.</param>
    public IEnumerable<Constraint> Constraints(int owner, Func<PrintedNumber, Expression> variable, Func<PrintedNumber, Interval?> interval)
    {
        Expression Over(Expression term) => term.Replace(i => variable(Relation.Numbers[i]));
        var terms = Relation.Terms;
        if (Check.Published is not { } published)
        {
            return terms.Select((t, i) => (Term: t, Target: Relation.Formula.Comparisons[i] switch
            {
                "=" => Interval.Point(Rational.Zero),
                "<" => new(End.Unbounded, End.Excluded(Rational.Zero)),
                "<=" => new(End.Unbounded, End.Closed(Rational.Zero)),
                ">" => new(End.Excluded(Rational.Zero), End.Unbounded),
                ">=" => new(End.Closed(Rational.Zero), End.Unbounded),
                _ => Interval.Whole,
            })).Where(c => c.Target != Interval.Whole).Select(c => new Constraint(Over(c.Term), c.Target, [owner]));
        }

        if (interval(published) is not { } printed)
        {
            return [];
        }

        // A cell is a variable of its own; a number that stands in the claim is met by nothing else.
        return IsCell(published) && !printed.IsPoint
            ? [new(new Expression.Binary('-', Over(terms[0]), variable(published)), Widened(Interval.Point(Rational.Zero), published), [owner])]
            : [new(Over(terms[0]), Widened(printed, published), [owner])];
    }

    /// <summary>Left minus right of each "other than".</summary>
    public IEnumerable<Expression> Differences(Func<PrintedNumber, Expression> variable) => Check.Published is not null ? []
        : Relation.Terms.Where((_, i) => Relation.Formula.Comparisons[i] == "!=").Select(t => t.Replace(i => variable(Relation.Numbers[i])));

    private Interval Widened(Interval interval, PrintedNumber published) => Claim.Tolerance?.Widen(interval, published.Value) ?? interval;

    private static bool IsCell(PrintedNumber number) => number.Id.Contains('[', StringComparison.Ordinal);
}
