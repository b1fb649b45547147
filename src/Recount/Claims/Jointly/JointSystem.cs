using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;

namespace Recount.Claims.Jointly;

/// <summary>Statements as constraints over the printed numbers that are not exact.</summary>
internal sealed class JointSystem
{
    private readonly IReadOnlyList<PrintedNumber> _numbers;
    private readonly Dictionary<object, int> _index;
    private readonly IReadOnlyList<Interval> _box;
    private readonly IReadOnlyList<Constraint> _constraints;

    public JointSystem(IReadOnlyList<Statement> statements, IReadOnlyList<PrintedNumber> numbers, Func<PrintedNumber, Interval?> interval)
    {
        _numbers = numbers;
        _index = numbers.Select((n, i) => (Key: Statement.Identity(n), i)).ToDictionary(x => x.Key, x => x.i);
        _box = [.. numbers.Select(n => interval(n) ?? Interval.Point(n.Value.Value))];
        _constraints = [.. statements.SelectMany((s, owner) => s.Constraints(owner, Variable, interval))];
    }

    /// <summary>Whether the statements with these numbers can hold at once.</summary>
    public Joint Search(IReadOnlyCollection<int> statements) => JointSearch.Run(Of(statements), _box);

    /// <summary>A minimal conflict among them.</summary>
    public IReadOnlyList<int> Minimal(IReadOnlyCollection<int> statements, Joint.Never never) => JointSearch.Minimal(Of(statements), _box, never);

    private List<Constraint> Of(IReadOnlyCollection<int> statements) => [.. _constraints.Where(c => statements.Contains(c.Owners[0]))];

    private Expression Variable(PrintedNumber number)
    {
        var index = _index[Statement.Identity(number)];
        return _box[index].IsPoint ? new Expression.Number(number.Shown, _numbers[index].Value.Value) : new Expression.Input(index);
    }
}
