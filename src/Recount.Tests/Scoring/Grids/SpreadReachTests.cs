using CsCheck;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

/// <summary>How far near ties can move a spread: tried one by one on small grids.</summary>
public class SpreadReachTests
{
    private static readonly Gen<Outcome> Outcomes = Gen.OneOf(new Outcome(0), new Outcome(1), new Outcome(0, 0, 1), new Outcome(1, 0, 1));

    [Fact]
    public void Bounds_hold_however_near_ties_fall_and_those_of_the_range_are_reached() =>
        Gen.Select(Gen.Int[2, 3], Gen.Int[2, 4]).SelectMany(size => Outcomes.Array[size.Item2].Array[size.Item1]).Where(g => g.Sum(f => f.Count(o => o.IsOpen)) is > 0 and < 8).Sample(grid =>
        {
            var reach = SpreadReach.Of(Grid.Of(grid))!;
            var (ranges, deviations) = (new List<double>(), new List<double>());
            foreach (var fallen in Fallen(grid))
            {
                var spread = FormatSpread.Of(Grid.Of(fallen));
                ranges.Add(spread.Range);
                deviations.Add(spread.CorrectedDeviation);
            }

            Assert.InRange(ranges.Min(), reach.Range.Low - 1e-12, 1);
            Assert.Equal(ranges.Max(), reach.Range.High, 12);
            Assert.InRange(deviations.Min(), reach.CorrectedDeviation.Low - 1e-12, 1);
            Assert.InRange(deviations.Max(), 0, reach.CorrectedDeviation.High + 1e-12);
        });

    [Fact]
    public void Without_near_ties_nothing_moves() => Assert.Null(SpreadReach.Of(Grid.Of("0011", "0111")));

    // Every way in which the open outcomes of a grid can fall.
    private static IEnumerable<Outcome[][]> Fallen(Outcome[][] grid)
    {
        var open = grid.SelectMany((f, at) => f.Select((o, i) => (Format: at, Item: i, o.IsOpen))).Where(o => o.IsOpen).ToList();
        for (var way = 0; way < 1 << open.Count; way++)
        {
            var fallen = grid.Select(f => f.ToArray()).ToArray();
            for (var at = 0; at < open.Count; at++)
            {
                fallen[open[at].Format][open[at].Item] = new((way >> at) & 1);
            }

            yield return fallen;
        }
    }
}
