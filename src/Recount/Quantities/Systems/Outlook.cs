using Recount.Quantities.Expressions;

namespace Recount.Quantities.Systems;

/// <summary>What one part of a box says of the constraints: a point at which all hold, a proof that there is none, or neither.</summary>
internal static class Outlook
{
    // Few: a part that needs more is halved.
    private const int ProofSteps = 50;

    private static readonly double[] Shrinks = [0.05, 1e-4, 0];

    // Well inside the targets, then hardly, then as they are, where only a tie may be left; a point or a proof on the way ends the part.
    public static (Rational[]? Point, IEnumerable<int>? Proof, LeastViolation Last) At(IReadOnlyList<Constraint> constraints, Interval[] part, List<int> free)
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
        if (!found.IsDefined || found.Violation.Any(v => !(Math.Abs(v) <= 1e-6)) || found.Point.Any(p => !double.IsFinite(p)))
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

    // The sum of the constraints, each times its violation, is too large over the whole part: then they cannot all hold in it.
    private static IEnumerable<int>? Proof(IReadOnlyList<Constraint> constraints, Interval[] part, LeastViolation found)
    {
        if (!found.IsDefined)
        {
            return null;
        }

        var largest = found.Violation.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var used = Enumerable.Range(0, constraints.Count).Where(j => Math.Abs(found.Violation[j]) > 1e-6 * largest).ToList();
        if (used.Count == 0 || !double.IsFinite(largest))
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
}
