using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>
/// Whether constraints can hold at once over a box. Equations are solved for variables; where the rest is violated least either nothing is (a
/// point, checked on fractions) or the weighted sum of the violated constraints is out of reach over the whole box (a proof, by its
/// enclosure); else the box is halved, up to a number of parts.
/// </summary>
public static class JointSearch
{
    /// <summary>Parts of the box that are looked at before a search is given up; fewer for large systems.</summary>
    public const int MostParts = 200;

    // Inputs of all constraints, times parts: what a search may cost.
    private const int MostWork = 1_200;

    // A conflict of more statements is reported as it was found.
    private const int MostToMinimise = 40;

    /// <summary>Searches.</summary>
    /// <param name="box">What each variable may be.</param>
    /// <param name="parts">At most so many parts of the box.</param>
    public static Joint Run(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, int parts = MostParts)
    {
        // Only the variables that stand in them; the others are free.
        var own = constraints.SelectMany(c => c.Term.Inputs()).Distinct().ToList();
        var index = own.Select((v, i) => (v, i)).ToDictionary(x => x.v, x => x.i);
        var found = Search([.. constraints.Select(c => c with { Term = c.Term.Replace(v => new Expression.Input(index[v])) })], [.. own.Select(v => box[v])], parts);
        return found is not Joint.Holds holds ? found
            : new Joint.Holds([.. box.Select((b, v) => index.TryGetValue(v, out var i) ? holds.Point[i] : Extreme.Middle(b))]);
    }

    private static Joint Search(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, int parts)
    {
        var (solved, replaced) = Isolation.Of(constraints, box);
        if (Alone(solved, box, out var left) is { } never)
        {
            return never;
        }

        var gone = replaced.Select(r => r.Variable).ToHashSet();
        var free = Enumerable.Range(0, box.Count).Where(v => !gone.Contains(v)).ToList();
        var queue = new Queue<Interval[]>([[.. box]]);
        var owners = new HashSet<int>();
        parts = Math.Clamp(MostWork / Math.Max(1, left.Sum(c => c.Term.Inputs().Distinct().Count())), 3, parts);
        while (queue.TryDequeue(out var part))
        {
            if (parts-- <= 0)
            {
                return new Joint.Undecided();
            }

            var (point, proof, last) = Outlook.At(left, part, free);
            if (point is not null && Holds(point, replaced, constraints) is { } holds)
            {
                return holds;
            }

            if (proof is not null)
            {
                owners.UnionWith(proof);
                continue;
            }

            var widest = free.Where(v => part[v] is { IsPoint: false, IsBounded: true }).OrderByDescending(last.Impact).Cast<int?>().FirstOrDefault();
            if (widest is not { } split || !last.IsDefined)
            {
                return new Joint.Undecided();
            }

            var middle = Extreme.Middle(part[split]);
            queue.Enqueue(With(part, split, new(part[split].Lo, End.Closed(middle))));
            queue.Enqueue(With(part, split, new(End.Closed(middle), part[split].Hi)));
        }

        return new Joint.Never([.. owners.Order()]);
    }

    /// <summary>
    /// A smaller conflict: statements are left out one after the other while a proof remains (a deletion filter; Chinneck and Dravnieks 1991).
    /// </summary>
    /// <returns>The statements that are left, and whether without any one of them the others were shown to hold.</returns>
    public static (IReadOnlyList<int> Owners, bool EachIsNeeded) Minimal(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, Joint.Never never)
    {
        List<int> needed = [.. never.Owners];
        Joint Without(int owner) => Run([.. constraints.Where(c => c.Owners.All(o => o != owner && needed.Contains(o)))], box);
        foreach (var owner in never.Owners.Count > MostToMinimise ? [] : never.Owners.Where(o => needed.Contains(o)))
        {
            if (Without(owner) is Joint.Never smaller)
            {
                needed = [.. needed.Where(smaller.Owners.Contains)];
            }
        }

        return (needed, needed.Count <= MostToMinimise && needed.All(o => Without(o) is Joint.Holds));
    }

    // Constraints that always hold are left out; one that never does is a conflict by itself.
    private static Joint.Never? Alone(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, out IReadOnlyList<Constraint> left)
    {
        Bracket[] ranges = [.. box.Select(b => Bracket.Of(b.Lo.Value, b.Hi.Value))];
        var open = new List<Constraint>();
        left = open;
        foreach (var constraint in constraints)
        {
            var range = Reading.Of(constraint.Term, ranges);
            var own = new Interval(
                double.IsFinite(range.Low) ? End.Closed(Rational.Of(range.Low)) : End.Unbounded, double.IsFinite(range.High) ? End.Closed(Rational.Of(range.High)) : End.Unbounded);
            if (range.Gap is null && own.IsDisjointFrom(constraint.Target))
            {
                return new(constraint.Owners);
            }

            if (range.Gap is not null || !constraint.Target.Contains(own))
            {
                open.Add(constraint);
            }
        }

        return null;
    }

    // The point with the variables that were solved for; null where some statement, as it was made, has no value there or misses.
    private static Joint.Holds? Holds(Rational[] point, IReadOnlyList<(int Variable, Expression Is)> replaced, IReadOnlyList<Constraint> constraints)
    {
        var input = point.Select(Exact.Of).ToArray();
        var whole = (Exact[])input.Clone();
        foreach (var (variable, expression) in replaced)
        {
            whole[variable] = Reading.Of(expression, input);
            if (whole[variable].Why is not null)
            {
                return null;
            }

            point[variable] = whole[variable].Middle;
        }

        return constraints.All(c => Reading.Of(c.Term, whole) is { Why: null } value && !value.Interval.IsDisjointFrom(c.Target)) ? new(point) : null;
    }

    private static Interval[] With(Interval[] part, int variable, Interval interval)
    {
        var copy = (Interval[])part.Clone();
        copy[variable] = interval;
        return copy;
    }
}
