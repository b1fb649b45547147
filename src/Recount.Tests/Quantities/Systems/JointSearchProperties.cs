using CsCheck;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;
using Recount.Tests.Quantities.Expressions;

namespace Recount.Tests.Quantities.Systems;

/// <summary>Random systems with a known answer.</summary>
public class JointSearchProperties
{
    [Fact]
    public void What_some_point_satisfies_is_never_refuted_and_a_witness_satisfies_it()
    {
        var (holds, all) = (0, 0);
        Gen.Select(RandomFormulas.Expressions.Array[2, 4], RandomFormulas.Boxes, Gen.Int[0, 64].Array[3], Gen.Int[1, 40].Array[4]).Sample((terms, box, shares, widths) =>
        {
            var input = RandomFormulas.Point(box, shares).Select(Exact.Of).ToArray();
            var values = terms.Select(t => Reading.Of(t, input)).ToList();
            if (values.Any(v => v.Why is not null) || box.Any(b => b.IsEmpty))
            {
                return;
            }

            // Each target holds the term's value at the point, off its middle.
            List<Constraint> constraints = [.. terms.Select((t, i) => new Constraint(
                t, Interval.Closed(values[i].Low - new Rational(1, widths[i]), values[i].High + new Rational(3, widths[i])), [i]))];
            var found = JointSearch.Run(constraints, box, 20);

            Assert.IsNotType<Joint.Never>(found);
            Interlocked.Increment(ref all);
            if (found is Joint.Holds { Point: var point })
            {
                Interlocked.Increment(ref holds);
                var at = point.Select(Exact.Of).ToArray();
                Assert.True(box.Zip(point).All(b => b.First.Contains(b.Second)));
                Assert.All(constraints, c => Assert.True(c.Target.Contains(Reading.Of(c.Term, at).Interval)));
            }
        }, iter: 2_000, seed: "0000JointPt1");

        // The search is of use: most of what holds is found to hold.
        Assert.True(holds > 0.9 * all, $"{holds} of {all}");
    }

    [Fact]
    public void Linear_systems_are_decided_as_their_corners_are()
    {
        var (decided, all, refuted) = (0, 0, 0);
        Gen.Select(Gen.Int[-4, 4].Array[3].Array[2, 4], Gen.Int[-30, 30].Array[4]).Sample((weights, limits) =>
        {
            var box = Enumerable.Repeat(Interval.Closed(-1, 1), 3).ToArray();
            List<Constraint> constraints = [.. weights.Select((w, j) => new Constraint(Sum(w), new(End.Unbounded, End.Closed(new Rational(limits[j], 4))), [j]))];
            var feasible = Feasible(weights, limits);
            var found = JointSearch.Run(constraints, box);

            Interlocked.Increment(ref all);
            Interlocked.Add(ref decided, found is Joint.Undecided ? 0 : 1);
            Interlocked.Add(ref refuted, found is Joint.Never ? 1 : 0);
            Assert.True(found is Joint.Undecided || found is Joint.Holds == feasible, $"{string.Join(" ", weights.Select(w => string.Join(',', w)))} {string.Join(',', limits)}: {found}");
            if (found is Joint.Never never)
            {
                var (minimal, isNeeded) = JointSearch.Minimal(constraints, box, never);
                Assert.IsType<Joint.Never>(JointSearch.Run([.. constraints.Where(c => minimal.Contains(c.Owners[0]))], box));
                Assert.True(isNeeded || minimal.Any(o => JointSearch.Run([.. constraints.Where(c => minimal.Contains(c.Owners[0]) && c.Owners[0] != o)], box) is Joint.Undecided));
                Assert.All(minimal, o => Assert.IsNotType<Joint.Never>(JointSearch.Run([.. constraints.Where(c => minimal.Contains(c.Owners[0]) && c.Owners[0] != o)], box)));
            }
        }, iter: 300, seed: "0000JointLp1");
        Assert.True(decided > 0.95 * all && refuted > 0.1 * all, $"{decided} of {all} decided, {refuted} refuted");
    }

    private static Expression Sum(int[] weights) => weights.Select((w, i) => (Expression)new Expression.Binary('*', new Expression.Number($"{w}", w), new Expression.Input(i)))
        .Aggregate((a, b) => new Expression.Binary('+', a, b));

    // Fourier-Motzkin elimination on fractions.
    private static bool Feasible(int[][] weights, int[] limits)
    {
        var rows = weights.Select((w, j) => (W: w.Select(x => (Rational)x).ToArray(), Most: new Rational(limits[j], 4))).ToList();
        for (var v = 0; v < 3; v++)
        {
            rows.Add((Unit(v, 1), 1));
            rows.Add((Unit(v, -1), 1));
        }

        for (var v = 0; v < 3; v++)
        {
            var (up, down) = (rows.Where(r => r.W[v].Sign > 0).ToList(), rows.Where(r => r.W[v].Sign < 0).ToList());
            rows = [.. rows.Where(r => r.W[v].Sign == 0), .. up.SelectMany(a => down.Select(b => (a.W.Zip(b.W, (x, y) => (x / a.W[v]) - (y / b.W[v])).ToArray(), (a.Most / a.W[v]) - (b.Most / b.W[v]))))];
        }

        return rows.All(r => r.Most.Sign >= 0);
    }

    private static Rational[] Unit(int v, int sign) => [.. Enumerable.Range(0, 3).Select(i => (Rational)(i == v ? sign : 0))];
}
