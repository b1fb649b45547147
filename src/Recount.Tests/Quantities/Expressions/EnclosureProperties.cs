using CsCheck;
using Recount.Claims.Relation;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Quantities.Expressions;

/// <summary>An enclosure is a proof: a value outside of it would accuse a paper of what it did not do.</summary>
public class EnclosureProperties
{
    [Fact]
    public void An_enclosure_holds_the_value_at_every_point_of_the_box() =>
        Gen.Select(RandomFormulas.Expressions, RandomFormulas.Boxes, Gen.Int[0, 64].Array[RandomFormulas.Inputs].Array[20]).Sample(
            (expression, box, shares) =>
            {
                var enclosure = Enclosure.Of(expression, box, 100);
                foreach (var point in shares.Select(s => RandomFormulas.Point(box, s)))
                {
                    var value = Reading.Of(expression, [.. point.Select(Exact.Of)]);
                    Assert.True(value.Why is not null || !enclosure.Outer.IsDisjointFrom(value.Interval), $"{expression.Print()} over {string.Join(' ', box.Select(b => b.ToString()))} at {string.Join(' ', point)}: {value.Low} is not in {enclosure.Outer}");
                }
            },
            iter: 4_000);

    [Fact]
    public void What_is_attained_lies_inside_and_belongs_to_the_box() => Gen.Select(RandomFormulas.Expressions, RandomFormulas.Boxes).Sample(
        (expression, box) =>
        {
            var enclosure = Enclosure.Of(expression, box, 100);
            foreach (var attained in new[] { enclosure.Lowest, enclosure.Highest }.OfType<Attained>())
            {
                Assert.False(enclosure.Outer.IsDisjointFrom(attained.Value.Interval) && attained.Belongs);
                Assert.Equal(attained.Belongs, attained.Point.Zip(box, (p, b) => b.Contains(p)).All(inside => inside));
            }
        },
        iter: 4_000);

    [Fact]
    public void A_witness_prints_so_and_lands_in_the_target() => Gen.Select(RandomFormulas.Expressions, RandomFormulas.Boxes, Gen.Int[0, 64].Array[RandomFormulas.Inputs], Gen.Int[-20, 20]).Sample(
        (expression, box, shares, low) =>
        {
            var target = Interval.Closed(low, low + 1);
            if (Witness.Find(expression, box, RandomFormulas.Point(box, shares), Enclosure.Of(expression, box, 50), target) is { } witness)
            {
                Assert.All(witness.Point.Zip(box), x => Assert.True(x.Second.Contains(x.First)));
                Assert.True(target.Contains(Reading.Of(expression, [.. witness.Point.Select(Exact.Of)]).Interval));
            }
        },
        iter: 4_000);

    [Fact]
    public void The_ends_of_every_shipped_relation_are_attained()
    {
        var terms = 0;
        foreach (var relation in Audited.Shipped.SelectMany(s => s.Claims).SelectMany(c => c.Checks).Select(c => c.Measure).OfType<RelationMeasure>())
        {
            var computed = (Recount.Findings.Measurement.Computed)relation.Run();
            foreach (var range in computed.Terms.Select(t => t.Range).Where(r => r.Outer.IsBounded))
            {
                var (lo, hi) = (range.Outer.Lo.Value!.Value, range.Outer.Hi.Value!.Value);
                var size = Rational.Max(Rational.Abs(lo), Rational.Abs(hi));
                Assert.True(range.Complete);
                Assert.True(Rational.Abs(hi - range.Highest!.Value.High) <= size / 1_000_000, $"{relation.Formula.Text}: {range.Outer}");
                Assert.True(Rational.Abs(lo - range.Lowest!.Value.Low) <= size / 1_000_000, $"{relation.Formula.Text}: {range.Outer}");
                terms++;
            }
        }

        Assert.True(terms > 300, $"{terms} terms");
    }
}
