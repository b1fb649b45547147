using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Tests.Scoring.Grids;

public class SpreadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // By hand: sums of squares 35/12 in all, 11/12 of items, 8/12 of formats, so 16/12 of both with 6 degrees of freedom.
    [Fact]
    public void The_corrected_deviation_is_that_of_a_two_way_layout()
    {
        var spread = FormatSpread.Of(Grid.Of("1011", "1000", "1101"));
        Assert.Equal(2 / 9.0, spread.Interaction, 14);
        Assert.Equal(1 / 12.0, spread.Deviation * spread.Deviation, 14);
        Assert.Equal((1 / 12.0) - (2 / 9.0 / 4), spread.CorrectedVariance, 14);
        Assert.Equal(1 / 6.0, spread.CorrectedDeviation, 14);
    }

    [Fact]
    public void Scores_between_0_and_1_have_a_two_way_layout_too()
    {
        // Formats (0, 1/2) and (1/2, 0): no effect of either, all of it interaction: 4/16 with one degree of freedom.
        var spread = FormatSpread.Of(Grid.Of([[0, 0.5], [0.5, 0]]));
        Assert.Equal(0.25, spread.Interaction, 15);
        Assert.Equal(-0.125, spread.CorrectedVariance, 15);
        Assert.Equal(0, spread.CorrectedDeviation);
    }

    [Fact]
    public void Formats_that_agree_on_every_item_have_no_spread()
    {
        var spread = FormatSpread.Of(Grid.Of("1011", "1011", "1011"));
        Assert.Equal((0, 0, 0), (spread.Range, spread.Deviation, spread.Interaction));
    }

    [Fact]
    public void Quartiles_are_linear_between_the_means()
    {
        var spread = FormatSpread.Of(Grid.Of("1110", "0000", "1111", "1000"));
        Assert.Equal((0, 0.1875, 0.5, 0.8125, 1), (spread.Least, spread.LowerQuartile, spread.Median, spread.UpperQuartile, spread.Most));
        Assert.Equal(1, spread.Range);
    }

    [Fact]
    public void One_format_or_one_item_has_no_spread_to_measure()
    {
        Assert.Throws<ArgumentException>(() => FormatSpread.Of(Grid.Of("1011")));
        Assert.Throws<ArgumentException>(() => FormatSpread.Of(Grid.Of("1", "0")));
    }

    // One item that differs: wherever it falls, the range is one item in four.
    [Fact]
    public void What_formats_cannot_change_is_the_same_in_every_permutation()
    {
        var permuted = PermutedFormats.Of(Grid.Of("1011", "1001"), 1, Stop, 99);
        Assert.Equal(new NullBand(0.25, 0.25, 0.25, 1, 99), permuted.Range);
        Assert.True(permuted.Deviation.Holds);
        Assert.Equal(0.1, PermutedFormats.Of(Grid.Of([[0.3, 0.5, 0.5, 1], [0.7, 0.5, 0.5, 1]]), 1, Stop, 99).Range.High, 14);
    }

    // Two formats: which way each of the differing items goes is a coin's toss.
    [Fact]
    public void Permuting_two_formats_is_McNemars_test()
    {
        var matrix = Grid.Of(new string('1', 14) + new string('0', 6) + "1100", new string('0', 14) + new string('1', 6) + "1100");
        var (least, most) = Grid.Region(PermutedFormats.Permutations, ProportionTest.McNemar(14, 6));
        var permuted = PermutedFormats.Of(matrix, 4, Stop);
        Assert.InRange(Math.Round(permuted.Range.P * (1 + PermutedFormats.Permutations)) - 1, least, most);
        Assert.Equal(permuted.Range.P, permuted.Deviation.P);
    }

    // Of three formats with one right answer in each of two items, both go to one format once in three: the range is then 1, else 1/2.
    [Fact]
    public void Every_format_is_as_likely_to_get_what_is_dealt_out()
    {
        var permuted = PermutedFormats.Of(Grid.Of("11", "00", "00"), 2, Stop, 3000);
        var (least, most) = Grid.Region(3000, 1 / 3.0);
        Assert.InRange(Math.Round(permuted.Range.P * 3001) - 1, least, most);
    }

    [Fact]
    public void Several_that_are_best_share_it()
    {
        var matrix = Grid.Of("1110", "1110", "0000", "0000", "0000", "0000");
        var extremes = Extremes.Of(matrix, ResampledMeans.Of(matrix, 1, Stop, 500));
        Assert.Equal(0.75, extremes.Range);

        // In one of 4^4 resamples there is but the item that none has right, and all six are best and worst.
        Assert.Equal(0.5, extremes.Best[0], 1);
        Assert.Equal(extremes.Best[0], extremes.Best[1]);
        Assert.Equal(0.25, extremes.Worst[5], 1);
        Assert.Equal(1, extremes.Best.Sum(), 12);
        Assert.Equal(1, extremes.Worst.Sum(), 12);
    }

    [Fact]
    public void A_format_that_nothing_beats_is_the_best_of_every_resample_or_shares_it()
    {
        var matrix = Grid.Of("1111", "0000", "1010");
        var extremes = Extremes.Of(matrix, ResampledMeans.Of(matrix, 1, Stop, 500));

        // The third is as good in the one of 16 resamples that has none of its wrong items, and as bad in the one that has no others.
        Assert.Equal(31 / 32.0, extremes.Best[0], 0.02);
        Assert.Equal(31 / 32.0, extremes.Worst[1], 0.02);
        Assert.Equal((1, 1), extremes.Percentile);
        Assert.Equal(0, extremes.Bias);
        Assert.Equal(1, extremes.Simultaneous().High);
        Assert.InRange(extremes.Simultaneous().Low, 0, 0.5);
    }
}
