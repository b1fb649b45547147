using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Tests.Scoring.Grids;

public class PairedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Outcome[] Outcomes(params double[] scores) => [.. scores.Select(s => new Outcome(s))];

    private static PairedTest.McNemar McNemar(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second) =>
        Assert.IsType<PairedTest.McNemar>(PairedTest.Of(first, second, 1, Stop));

    private static PairedTest.SignFlip SignFlip(double[] differences, int flips = SignFlips.Drawn) => SignFlips.Test(differences, 5, flips, Stop);

    // The 2 x 2 table 59, 6, 16, 80 of many introductions: twice the sum of C(22, 0) to C(22, 6), which is 110,056, over 2^22.
    [Fact]
    public void McNemars_p_is_that_of_the_textbooks()
    {
        int[] cells = [59, 6, 16, 80];
        Outcome[] Row(params double[] scores) => Outcomes([.. scores.SelectMany((s, i) => Enumerable.Repeat(s, cells[i]))]);
        var test = McNemar(Row(1, 1, 0, 0), Row(1, 0, 1, 0));
        Assert.Equal((6, 16, 161), (test.OnlyFirst, test.OnlySecond, test.Items));
        Assert.Equal(2 * 110_056 / 4_194_304.0, test.P, 14);
        Assert.Equal((test.P, test.P), (test.LeastP, test.MostP));
        Assert.Equal(22.0 / 161, test.Discordance);
    }

    [Fact]
    public void The_range_of_p_is_that_over_all_ways_in_which_near_ties_may_fall()
    {
        var random = new PythonRandom(11);
        for (var trial = 0; trial < 300; trial++)
        {
            Outcome Drawn() => random.Below(4) == 0 ? new Outcome(random.Below(2), 0, 1) : new Outcome(random.Below(2));
            var (first, second) = (Enumerable.Range(0, 9).Select(_ => Drawn()).ToArray(), Enumerable.Range(0, 9).Select(_ => Drawn()).ToArray());
            var open = first.Concat(second).Select((o, i) => (o, i)).Where(x => x.o.IsOpen).Select(x => x.i).ToArray();
            var all = Enumerable.Range(0, 1 << open.Length).Select(way =>
            {
                var scores = first.Concat(second).Select(o => o.Score).ToArray();
                for (var i = 0; i < open.Length; i++)
                {
                    scores[open[i]] = (way >> i) & 1;
                }

                return ProportionTest.McNemar(Enumerable.Range(0, 9).Count(i => scores[i] > scores[9 + i]), Enumerable.Range(0, 9).Count(i => scores[i] < scores[9 + i]));
            }).ToList();
            var test = McNemar(first, second);
            Assert.Equal((all.Min(), all.Max()), (test.LeastP, test.MostP));
        }
    }

    [Fact]
    public void Few_differences_have_all_their_signs_flipped()
    {
        Assert.Equal(new PairedTest.SignFlip(2 / 8.0, 8, true), PairedTest.Of(Outcomes(0.5, 0.25, 0.25, 1), Outcomes(0, 0, 0, 1), 1, Stop));
        Assert.Equal(new PairedTest.SignFlip(6 / 8.0, 8, true), PairedTest.Of(Outcomes(0.5, 0, 0.25), Outcomes(0, 0.25, 0), 1, Stop));
        Assert.Equal(new PairedTest.SignFlip(1, 1, true), PairedTest.Of(Outcomes(0.5, 0.25), Outcomes(0.5, 0.25), 1, Stop));
    }

    // Differences of one size make it McNemar's test: 13 signs in two tables, all flipped; 45 in six, drawn.
    [Fact]
    public void Differences_of_one_size_are_McNemars_test()
    {
        static double[] Halves(int plus, int minus) => [.. Enumerable.Repeat(0.5, plus), .. Enumerable.Repeat(-0.5, minus)];
        var complete = SignFlip(Halves(10, 3));
        Assert.True(complete.Complete);
        Assert.Equal(ProportionTest.McNemar(10, 3), complete.P, 14);
        var drawn = SignFlip(Halves(28, 17));
        Assert.False(drawn.Complete);
        var (least, most) = Grid.Region(SignFlips.Drawn, ProportionTest.McNemar(28, 17));
        Assert.InRange(Math.Round(drawn.P * (1 + SignFlips.Drawn)) - 1, least, most);
    }

    [Fact]
    public void Drawn_signs_give_the_p_of_all_signs()
    {
        var random = new PythonRandom(3);
        var differences = Enumerable.Range(0, 17).Select(_ => random.Next() - 0.4).ToArray();
        var complete = SignFlip(differences, 1 << 17);
        var drawn = SignFlip(differences);
        Assert.True(complete.Complete && !drawn.Complete);
        var (least, most) = Grid.Region(SignFlips.Drawn, complete.P);
        Assert.InRange(Math.Round(drawn.P * (1 + SignFlips.Drawn)) - 1, least, most);
    }

    // The second has 6 items of 14 that the reference lacks, the third lacks its 8: p = 2/64 and 2/256.
    [Fact]
    public void Formats_are_compared_with_the_reference_by_Holms_p()
    {
        var matrix = Grid.Of("11111111000000", "11111111111111", "00000000000000");
        var comparisons = PairedComparison.Of(matrix, 0, ResampledMeans.Of(matrix, 1, Stop, 200), 1, Stop);
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
        Assert.Throws<OperationCanceledException>(() => SignFlips.Test([.. Enumerable.Repeat(0.5, 40)], 1, 10_000, stopped));
    }
}
