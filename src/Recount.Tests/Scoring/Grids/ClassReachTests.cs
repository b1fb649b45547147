using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

/// <summary>What metrics of classes can become as near ties fall.</summary>
public class ClassReachTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void All_ways_are_gone_through()
    {
        var random = new PythonRandom(7);
        for (var round = 0; round < 200; round++)
        {
            int[] gold = [.. Enumerable.Range(0, 9).Select(_ => random.Below(3))];
            Outcome[] outcomes = [.. gold.Select(_ => Drawn(random))];
            foreach (var metric in new Func<ReadOnlySpan<Labelled>, double>[] { Classification.MacroF1, Classification.Matthews })
            {
                var all = Ways(outcomes, 0).Select(picks => metric([.. gold.Zip(picks, (g, p) => new Labelled(g, p))])).ToList();
                var (low, high) = ClassReach.Of(gold, outcomes, metric, Stop)!.Value;
                Assert.Equal((all.Min(), all.Max()), (low, high));
            }
        }
    }

    [Fact]
    public void Hundreds_of_ties_in_two_classes_are_few_ways_and_of_more_nothing_is_told()
    {
        Outcome open = new(1, 0, 1, 1) { Possible = [0, 1] };
        int[] gold = [.. Enumerable.Range(0, 180).Select(i => i % 2)];
        var (low, high) = ClassReach.Of(gold, [.. gold.Select(_ => open)], Classification.MacroF1, Stop)!.Value;
        Assert.Equal((0, 1), (low, high));
        int[] more = [.. Enumerable.Range(0, 220).Select(i => i % 2)];
        Assert.Null(ClassReach.Of(more, [.. more.Select(_ => open)], Classification.MacroF1, Stop));
    }

    private static Outcome Drawn(PythonRandom random)
    {
        var picked = random.Below(3);
        return new(0, 0, 0, picked) { Possible = random.Below(3) switch { 0 => [.. new[] { picked, (picked + 1) % 3 }.Order()], 1 when random.Below(3) == 0 => [0, 1, 2], _ => null } };
    }

    private static IEnumerable<int[]> Ways(Outcome[] outcomes, int from) => from == outcomes.Length ? [[]]
        : (outcomes[from].Possible ?? [outcomes[from].Picked]).SelectMany(p => Ways(outcomes, from + 1).Select(w => (int[])[p, .. w]));
}
