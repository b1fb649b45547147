using MathNet.Numerics.Distributions;
using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

public class ThompsonSamplingTests
{
    // Scores by format and item that are always the same: right with the format's probability.
    private static double[][] Scores(int formats, int items, Func<int, double> accuracy)
    {
        var random = new PythonRandom(17);
        return [.. Enumerable.Range(0, formats).Select(f => Enumerable.Range(0, items).Select(_ => random.Next() < accuracy(f) ? 1.0 : 0).ToArray())];
    }

    private static List<FormatBatch> Run(ThompsonSampling sampling, double[][] scores)
    {
        var batches = new List<FormatBatch>();
        while (sampling.Next() is { } batch)
        {
            batches.Add(batch);
            sampling.Take([.. batch.Items.Select(i => scores[batch.Format][i])]);
        }

        return batches;
    }

    [Fact]
    public void Half_of_the_budget_looks_for_the_best_and_half_for_the_worst()
    {
        var batches = Run(new ThompsonSampling(70, 100, 0.5, 1005, seed: 1), Scores(70, 100, f => 0.3 + (f / 200.0)));
        Assert.Equal(502, batches.Where(b => b.Sought == Extreme.Best).Sum(b => b.Items.Count));
        Assert.Equal(503, batches.Where(b => b.Sought == Extreme.Worst).Sum(b => b.Items.Count));
        Assert.All(batches, b => Assert.InRange(b.Items.Count, 1, 20));
        Assert.True(batches.FindLastIndex(b => b.Sought == Extreme.Best) < batches.FindIndex(b => b.Sought == Extreme.Worst));
    }

    [Fact]
    public void No_item_is_evaluated_twice_under_a_format()
    {
        // The budget is more than there is to evaluate.
        var batches = Run(new ThompsonSampling(5, 33, 0.5, 10_000, seed: 2), Scores(5, 33, _ => 0.5));
        Assert.Equal(5 * 33, batches.SelectMany(b => b.Items.Select(i => (b.Format, i))).Distinct().Count());
        Assert.Equal(5 * 33, batches.Sum(b => b.Items.Count));
        Assert.All(batches.SelectMany(b => b.Items), i => Assert.InRange(i, 0, 32));
    }

    [Fact]
    public void A_seed_gives_the_same_search_and_another_seed_another()
    {
        List<(int, int)> Searched(uint seed) => [.. Run(new ThompsonSampling(70, 100, 0.5, 2000, seed), Scores(70, 100, _ => 0.5)).Select(b => (b.Format, b.Items[0]))];
        Assert.Equal(Searched(3), Searched(3));
        Assert.NotEqual(Searched(3), Searched(4));
    }

    [Fact]
    public void A_batch_stays_the_next_one_until_its_scores_are_taken()
    {
        var sampling = new ThompsonSampling(3, 50, 0.5, 100, seed: 5);
        Assert.Throws<InvalidOperationException>(() => sampling.Take([]));
        var batch = sampling.Next()!;
        Assert.Same(batch, sampling.Next());
        Assert.Throws<ArgumentException>(() => sampling.Take([1]));
        Assert.Throws<ArgumentException>(() => sampling.Take([.. batch.Items.Select(_ => 2.0)]));
        Assert.Equal(0, sampling.Spent);
        Assert.Null(sampling.Found(Extreme.Best));
        sampling.Take([.. batch.Items.Select(_ => 0.25)]);
        Assert.Equal(20, sampling.Spent);

        // Prior Beta(5, 5), and 5 of 20 right: 10 of 30.
        Assert.Equal(new FormatBelief(batch.Format, 20, 5, 10 / 30.0), sampling.Found(Extreme.Worst));
    }

    [Theory]
    [InlineData(0.8, 20.0)]
    [InlineData(0.1, 1.1)]
    [InlineData(0, 1.1)]
    public void The_prior_has_the_expected_score_as_its_mean_unless_that_is_low(double accuracy, double right) =>
        Assert.Equal(right / (right + 5), new ThompsonSampling(1, 1, accuracy, 1, seed: 1).Beliefs[0].Expected, 12);

    [Fact]
    public void An_expected_score_of_1_makes_no_prior() => Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampling(1, 1, 1, 1, seed: 1));

    // 100 formats from .3 to .7 and a tenth of all evaluations. Of the 40 that are found, 4 would be among the nearest ten by chance.
    [Fact]
    public void The_best_and_the_worst_are_found_for_a_tenth_of_the_evaluations()
    {
        var near = 0;
        for (var seed = 0u; seed < 20; seed++)
        {
            var sampling = new ThompsonSampling(100, 500, 0.5, 5000, seed);
            Run(sampling, Scores(100, 500, f => 0.3 + (0.4 * f / 99)));
            near += sampling.Found(Extreme.Best)!.Format >= 90 ? 1 : 0;
            near += sampling.Found(Extreme.Worst)!.Format < 10 ? 1 : 0;
        }

        Assert.InRange(near, 30, 40);
    }

    [Theory]
    [InlineData(1.1, 5)]
    [InlineData(20, 5)]
    [InlineData(400.5, 100.25)]
    public void Draws_from_a_beta_distribution_fall_below_its_quantiles_as_often_as_they_should(double a, double b)
    {
        var draws = new BetaDraws(new PythonRandom(8));
        var drawn = Enumerable.Range(0, 20_000).Select(_ => draws.Next(a, b)).ToList();
        Assert.All(new[] { 0.01, 0.1, 0.5, 0.9, 0.99 }, share =>
        {
            var (least, most) = Grid.Region(drawn.Count, share);
            Assert.InRange(drawn.Count(d => Beta.CDF(a, b, d) < share), least, most);
        });
    }

    [Fact]
    public void A_format_that_is_known_costs_nothing_is_not_drawn_and_can_be_found()
    {
        var sampling = new ThompsonSampling(3, 20, 0.5, 1_000, 1);
        sampling.Know(1, [.. Enumerable.Repeat(1.0, 20)]);
        Assert.Throws<ArgumentException>(() => sampling.Know(1, [.. Enumerable.Repeat(1.0, 20)]));
        Assert.Throws<ArgumentException>(() => sampling.Know(0, [1.0]));
        while (sampling.Next() is { } batch)
        {
            Assert.NotEqual(1, batch.Format);
            sampling.Take([.. batch.Items.Select(i => batch.Format == 0 ? 0.0 : i % 2)]);
        }

        Assert.Equal((40, 1, 0), (sampling.Spent, sampling.Found(Extreme.Best)!.Format, sampling.Found(Extreme.Worst)!.Format));
    }
}
