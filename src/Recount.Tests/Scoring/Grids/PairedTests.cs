using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Tests.Scoring.Grids;

public class PairedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Outcome[] Outcomes(params double[] scores) => [.. scores.Select(s => new Outcome(s))];

    // The 2 x 2 table 59, 6, 16, 80 of many introductions: twice the sum of C(22, 0) to C(22, 6), which is 110,056, over 2^22.
    [Fact]
    public void McNemars_p_is_that_of_the_textbooks()
    {
        int[] cells = [59, 6, 16, 80];
        Outcome[] Row(params double[] scores) => Outcomes([.. scores.SelectMany((s, i) => Enumerable.Repeat(s, cells[i]))]);
        var test = PairedTest.Of(Row(1, 1, 0, 0), Row(1, 0, 1, 0));
        Assert.Equal((6, 16, 161), (test.OnlyFirst, test.OnlySecond, test.Items));
        Assert.Equal(2 * 110_056 / 4_194_304.0, test.P, 14);
        Assert.Equal(22.0 / 161, test.Discordance);
    }

    [Fact]
    public void Pairs_are_right_or_wrong_and_as_many_of_one_as_of_the_other()
    {
        Assert.Throws<ArgumentException>(() => PairedTest.Of(Outcomes(1, 0.5), Outcomes(1, 0)));
        Assert.Throws<ArgumentException>(() => PairedTest.Of(Outcomes(1, 0), Outcomes(1)));
    }

    [Fact]
    public void A_p_is_never_nought() => Assert.Equal(double.Epsilon, PairedTest.Of(Outcomes([.. Enumerable.Repeat(1.0, 1100)]), Outcomes([.. Enumerable.Repeat(0.0, 1100)])).P);

    // The second has 6 items of 14 that the reference lacks, the third lacks its 8: p = 2/64 and 2/256.
    [Fact]
    public void Formats_are_compared_with_the_reference_by_Holms_p()
    {
        var matrix = Grid.Of("11111111000000", "11111111111111", "00000000000000");
        var comparisons = PairedComparison.Of(matrix, 0, ResampledMeans.Of(matrix, 1, Stop, 200));
        Assert.Equal([1, 2], comparisons.Select(c => c.Format));
        Assert.Equal([6 / 14.0, -8 / 14.0], comparisons.Select(c => c.Difference));
        Assert.Equal([600 / 14.0, -800 / 14.0], comparisons.Select(c => c.Points), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([2 / 64.0, 2 / 256.0], comparisons.Select(c => c.Test.P), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([2 / 64.0, 4 / 256.0], comparisons.Select(c => c.AdjustedP), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // Against a format that is always right, the difference in a resample is the share of wrong items among n: a binomial variate.
    [Fact]
    public void The_interval_of_a_difference_is_that_of_resampled_items()
    {
        var matrix = Grid.Of("1111111110000000", "1111111111111111");
        var means = ResampledMeans.Of(matrix, 1, Stop);
        double Quantile(double share) => Enumerable.Range(0, 17).First(k => Binomial.AtMost(k, 16, 7 / 16.0) >= share) / 16.0;
        var (low, high) = means.Difference(1, 0);
        Assert.Equal(Quantile(0.025), low, 14);
        Assert.Equal(Quantile(0.975), high, 14);
    }

    [Fact]
    public void A_resample_has_the_same_items_under_all_formats()
    {
        var matrix = Grid.Of("10110", "10110", "01001", "11111", "00000");
        var means = ResampledMeans.Of(matrix, 1, Stop, 100);
        Assert.Equal((0, 0), means.Difference(0, 1));
        Assert.Equal((1, 1), means.Difference(3, 4));
        for (var r = 0; r < means.Count; r++)
        {
            Assert.Equal(1, means[r][0] + means[r][2], 14);
        }
    }

    [Fact]
    public void A_seed_gives_the_same_resamples_and_another_seed_others()
    {
        var matrix = Grid.Drawn([0.5, 0.6], 50, new PythonRandom(1));
        Assert.Equal(ResampledMeans.Of(matrix, 1, Stop, 10)[9].ToArray(), ResampledMeans.Of(matrix, 1, Stop, 10)[9].ToArray());
        Assert.NotEqual(ResampledMeans.Of(matrix, 1, Stop, 10)[9].ToArray(), ResampledMeans.Of(matrix, 2, Stop, 10)[9].ToArray());
    }

    [Fact]
    public void Long_runs_can_be_stopped()
    {
        var (stopped, matrix) = (new CancellationToken(canceled: true), Grid.Drawn([0.5, 0.6], 50, new PythonRandom(1)));
        Assert.Throws<OperationCanceledException>(() => ResampledMeans.Of(matrix, 1, stopped));
        Assert.Throws<OperationCanceledException>(() => PermutedFormats.Of(matrix, 1, stopped));
    }
}
