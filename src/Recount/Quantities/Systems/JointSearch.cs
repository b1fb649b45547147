using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>
/// Whether constraints can hold at once over a box. Equations are solved for variables; where the rest is violated least either nothing is (a
/// point, checked on fractions) or the weighted sum of the violated constraints is out of reach over the whole box (a proof, by its
/// enclosure); else the box is halved, up to a number of parts.
/// </summary>
public static class JointSearch
{
    /// <summary>Parts of the box that are looked at before a search is given up.</summary>
    public const int MostParts = 200;

    // Few: a part that needs more is halved.
    private const int ProofSteps = 50;

    private static readonly double[] Shrinks = [0.05, 1e-4, 0];

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
        var (left, replaced) = Isolation.Of(constraints, box);
        var gone = replaced.Select(r => r.Variable).ToHashSet();
        var free = left.SelectMany(c => c.Term.Inputs()).Distinct().Where(v => !gone.Contains(v)).ToList();
        var queue = new Queue<Interval[]>([[.. box]]);
        var owners = new HashSet<int>();
        while (queue.TryDequeue(out var part))
        {
            if (parts-- <= 0)
            {
                return new Joint.Undecided();
            }

            var (point, proof, last) = Look(left, part, free);
            if (point is not null)
            {
                return Holds(point, replaced);
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
    /// A minimal conflict: statements that cannot hold at once, while without any one of them no proof is found (a deletion filter; Chinneck
    /// and Dravnieks 1991).
    /// </summary>
    public static IReadOnlyList<int> Minimal(IReadOnlyList<Constraint> constraints, IReadOnlyList<Interval> box, Joint.Never never)
    {
        List<int> needed = [.. never.Owners];
        foreach (var owner in never.Owners.Where(o => needed.Contains(o)))
        {
            var without = needed.Where(o => o != owner).ToHashSet();
            if (Run([.. constraints.Where(c => c.Owners.All(without.Contains))], box) is Joint.Never smaller)
            {
                needed = [.. needed.Where(smaller.Owners.Contains)];
            }
        }

        return needed;
    }

    // Well inside the targets, then hardly, then as they are, where only a tie may be left; a point or a proof on the way ends the part.
    private static (Rational[]? Point, IEnumerable<int>? Proof, LeastViolation Last) Look(IReadOnlyList<Constraint> constraints, Interval[] part, List<int> free)
    {
        LeastViolation? last = null;
        foreach (var shrink in Shrinks)
        {
            last = new(constraints, part, shrink);
            var point = Met(constraints, part, free, last);
            var proof = point is null ? Proof(constraints, part, last) : null;
            if (point is not null || proof is not null)
            {
                return (point, proof, last);
            }
        }

        return (null, null, last!);
    }

    // A point near the one found, with as few digits as do, at which every constraint holds on fractions. Where only a tie is left, it stands
    // at ends of the box: at last those are tried.
    private static Rational[]? Met(IReadOnlyList<Constraint> constraints, Interval[] part, List<int> free, LeastViolation found)
    {
        if (!found.IsDefined || found.Violation.Any(v => Math.Abs(v) > 1e-6))
        {
            return null;
        }

        var point = part.Select(Extreme.Middle).ToArray();
        foreach (var digits in new int?[] { 2, 3, 4, 6, 9, 15, null })
        {
            foreach (var v in free)
            {
                point[v] = digits is { } some ? Short(found.Point[v], part[v], some) : AtEnd(found.Point[v], part[v]);
            }

            var input = point.Select(Exact.Of).ToArray();
            if (free.All(v => part[v].Contains(point[v])) && constraints.All(c => Reading.Of(c.Term, input) is { Why: null } value && c.Target.Contains(value.Interval)))
            {
                return point;
            }
        }

        return null;
    }

    private static Rational AtEnd(double value, Interval interval)
    {
        var exact = Rational.Of(value);
        return interval is not { Lo.Value: { } lo, Hi.Value: { } hi } ? exact
            : (exact - lo) * 1000 < hi - lo ? lo
            : (hi - exact) * 1000 < hi - lo ? hi
            : exact;
    }

    // With so many digits of the interval's width; exactly the double at last.
    private static Rational Short(double value, Interval interval, int digits)
    {
        var exact = Rational.Of(value);
        if (interval is not { Lo.Value: { } lo, Hi.Value: { } hi } || lo == hi || digits > 9)
        {
            return exact;
        }

        var unit = Rational.Ten((int)Math.Floor(Math.Log10((hi - lo).ToDouble())) - digits + 1);
        return ((exact / unit) + new Rational(1, 2)).Floor() * unit;
    }

    private static Joint.Holds Holds(Rational[] point, IReadOnlyList<(int Variable, Expression Is)> replaced)
    {
        var input = point.Select(Exact.Of).ToArray();
        foreach (var (variable, expression) in replaced)
        {
            point[variable] = Reading.Of(expression, input).Middle;
        }

        return new(point);
    }

    // The sum of the constraints, each times its violation, is too large over the whole part: then they cannot all hold in it.
    private static IEnumerable<int>? Proof(IReadOnlyList<Constraint> constraints, Interval[] part, LeastViolation found)
    {
        if (!found.IsDefined)
        {
            return null;
        }

        var largest = found.Violation.Max(Math.Abs);
        var used = Enumerable.Range(0, constraints.Count).Where(j => Math.Abs(found.Violation[j]) > 1e-6 * largest).ToList();
        if (used.Count == 0)
        {
            return null;
        }

        Expression? sum = null;
        var (most, open) = (Rational.Zero, false);
        foreach (var j in used)
        {
            var weight = Rational.Of(found.Violation[j]);
            var end = weight.Sign > 0 ? constraints[j].Target.Hi : constraints[j].Target.Lo;
            if (end.Value is not { } limit)
            {
                return null;
            }

            Expression weighted = new Expression.Binary('*', new Expression.Number("w", weight), constraints[j].Term);
            sum = sum is null ? weighted : new Expression.Binary('+', sum, weighted);
            (most, open) = (most + (weight * limit), open || end.Open);
        }

        var own = sum!.Inputs().Distinct().ToList();
        var reach = Enclosure.Of(sum.Replace(v => new Expression.Input(own.IndexOf(v))), [.. own.Select(v => part[v])], ProofSteps);
        return reach.Outer.Lo.Value is { } least && (least > most || (least == most && (open || reach.Outer.Lo.Open))) && reach.Gap is null
            ? used.SelectMany(j => constraints[j].Owners) : null;
    }

    private static Interval[] With(Interval[] part, int variable, Interval interval)
    {
        var copy = (Interval[])part.Clone();
        copy[variable] = interval;
        return copy;
    }
}
