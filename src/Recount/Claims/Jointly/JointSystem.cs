using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;

namespace Recount.Claims.Jointly;

/// <summary>Statements as constraints over the printed numbers that are not exact. A number that names no limits may be anything.</summary>
internal sealed class JointSystem
{
    private readonly IReadOnlyList<PrintedNumber> _numbers;
    private readonly Dictionary<object, int> _index;
    private readonly IReadOnlyList<Interval> _box;
    private readonly IReadOnlyList<Constraint> _constraints;
    private readonly IReadOnlyList<(int Owner, Expression Term)> _differences;

    public JointSystem(IReadOnlyList<Statement> statements, IReadOnlyList<PrintedNumber> numbers, Func<PrintedNumber, Interval?> interval)
    {
        _numbers = numbers;
        _index = numbers.Select((n, i) => (Key: Statement.Identity(n), i)).ToDictionary(x => x.Key, x => x.i);
        _box = [.. numbers.Select(n => interval(n) ?? Interval.Whole)];
        _constraints = [.. statements.SelectMany((s, owner) => s.Constraints(owner, Variable, interval))];
        _differences = [.. statements.SelectMany((s, owner) => s.Differences(Variable).Select(t => (owner, t)))];
    }

    /// <summary>How many constraints the statements make.</summary>
    public int Count => _constraints.Count;

    /// <summary>Whether the statements with these numbers can hold at once.</summary>
    public Joint Search(IReadOnlyCollection<int> statements)
    {
        var found = JointSearch.Run(Of(statements), _box);

        // "Other than" leaves all but one number: it is asked of the point that was found.
        return found is Joint.Holds holds && _differences.Where(d => statements.Contains(d.Owner))
            .Any(d => Reading.Of(d.Term, [.. holds.Point.Select(Exact.Of)]) is not { Why: null } value || value.Interval.Contains(Rational.Zero)) ? new Joint.Undecided() : found;
    }

    /// <summary>A conflict among them with no statement that a proof can do without; see <see cref="JointSearch.Minimal"/>.</summary>
    public (IReadOnlyList<int> Owners, bool EachIsNeeded) Minimal(IReadOnlyCollection<int> statements, Joint.Never never) => JointSearch.Minimal(Of(statements), _box, never);

    /// <summary>True where a point stands on an end of what some number may be.</summary>
    public bool IsAtAnEnd(Joint.Holds holds) => _box.Zip(holds.Point).Any(x => !x.First.IsPoint && (x.First.Lo.Value == x.Second || x.First.Hi.Value == x.Second));

    private List<Constraint> Of(IReadOnlyCollection<int> statements)
    {
        var chosen = statements.ToHashSet();
        return [.. _constraints.Where(c => chosen.Contains(c.Owners[0]))];
    }

    private Expression Variable(PrintedNumber number)
    {
        var index = _index[Statement.Identity(number)];
        return _box[index].IsPoint ? new Expression.Number(number.Shown, _numbers[index].Value.Value) : new Expression.Input(index);
    }
}
