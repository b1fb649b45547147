using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

public class PlaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Ones(int ones, int items = 20) => new string('1', ones) + new string('0', items - ones);

    private static FormatMatrix Picked(int[][] picks, int[] gold) =>
        Grid.Of([.. picks.Select(f => f.Select((p, i) => { double right = p == gold[i] ? 1 : 0; return new Outcome(right, right, right, p); }).ToArray())], gold);

    // Means .1, .5, .55, .6, 1. One-sided differences of up to 5 items cannot be significant: 2/32 is above .05.
    [Fact]
    public void A_published_score_has_its_place_among_the_formats()
    {
        var matrix = Grid.Of(Ones(2), Ones(10), Ones(11), Ones(12), Ones(20));
        var place = PublishedPlace.Of(matrix, 0.56, 0.555, 0.6);
        Assert.Equal((0.6, 0.2, 0.2), (place.Below, place.At, place.Above));
        Assert.Equal(2, place.Nearest);
        Assert.Equal(-0.01, place.Distance, 14);
        Assert.Equal([1, 3], place.NotTold);
    }

    [Fact]
    public void A_published_score_lies_between_its_ends() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PublishedPlace.Of(Grid.Of("1"), 0.5, 0.51, 0.52));

    [Fact]
    public void The_majority_line_is_the_share_of_the_commonest_class()
    {
        // Gold: 12 of class 1 and 8 of class 0. The third has 4 more right and none of theirs wrong, the fourth all, 8 more: 2/16 and 2/256.
        int[] gold = [.. Enumerable.Repeat(1, 12), .. Enumerable.Repeat(0, 8)];
        int[] Right(int zeros) => [.. Enumerable.Repeat(1, 12), .. Enumerable.Repeat(0, zeros), .. Enumerable.Repeat(1, 8 - zeros)];
        var line = MajorityLine.Of(Picked([[.. Enumerable.Repeat(0, 20)], Right(0), Right(4), gold], gold));
        Assert.Equal((1, 0.6), (line.Class, line.Share));

        // Always 0 has 8 right where the line has 12: 20 discordant items, a p of .5.
        Assert.Equal([0, 1, 2], line.NotTold);
    }

    [Fact]
    public void Items_without_classes_have_no_majority() => Assert.Throws<ArgumentException>(() => MajorityLine.Of(Grid.Of("10")));

    [Fact]
    public void Constant_predictions_are_seen()
    {
        int[] gold = [.. Enumerable.Repeat(0, 50)];
        int[] But(int others) => [.. Enumerable.Repeat(2, 50 - others), .. Enumerable.Repeat(1, others)];
        var matrix = Picked([But(0), But(1), But(2)], gold);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(f => PickShares.Of(matrix, f).Constant));
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(f => PickShares.Of(matrix, f, 0).Constant));
        Assert.True(PickShares.Of(matrix, 2, 0.04).Constant);
        Assert.Equal([(2, 0.96), (1, 0.04)], PickShares.Of(matrix, 2).Shares);
    }

    [Fact]
    public void Written_answers_have_no_picks()
    {
        var picks = PickShares.Of(Grid.Of("11", "00"), 0);
        Assert.Empty(picks.Shares);
        Assert.False(picks.Constant);
    }

    // Leads of 1, -1, 0, 8 and -8 items of 50, all of each on one side: one item is 2 points and not significant, 8 are.
    [Fact]
    public void Two_models_may_change_their_places_with_the_format()
    {
        string[] first = [Ones(21, 50), Ones(20, 50), Ones(20, 50), Ones(28, 50), Ones(20, 50)];
        string[] second = [Ones(20, 50), Ones(21, 50), Ones(20, 50), Ones(20, 50), Ones(28, 50)];
        var reversals = RankReversals.Of(Grid.Of(first), Grid.Of(second));
        Assert.Equal([0.02, -0.02, 0, 0.16, -0.16], reversals.Gaps.Select(g => g.Difference));
        Assert.Equal([0, 3], reversals.FirstAhead);
        Assert.Equal([1, 4], reversals.SecondAhead);
        Assert.Equal((10, 4, 1), (reversals.Pairs, reversals.Reversed, reversals.Significant));
        Assert.Equal(1, RankReversals.Of(Grid.Of(first), Grid.Of(second), 0.03).Reversed);
    }

    [Fact]
    public void Models_are_compared_on_the_same_items() =>
        Assert.Throws<ArgumentException>(() => RankReversals.Of(Grid.Of("10", "11"), Grid.Of("100", "110")));
}
