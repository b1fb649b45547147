using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class StandardErrorTests
{
    private static readonly double[] LogLikelihoods = [-1.5, -0.25, -3, -2.125, -0.75, -4.5, -1, -0.5, -2, -1.25];
    private static readonly double[] Right = [1, 0, 1, 1, 0, 1, 0, 1, 1, 1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Amount.Known Error(double value) => new(value);

    private static double Known(Amount amount) => Assert.IsType<Amount.Known>(amount).Value;

    [Fact]
    public void The_error_of_an_accuracy_is_that_of_the_harness()
    {
        var mean = Mean.Of(Right);
        Assert.Equal(0.7, Known(mean.Value), 15);
        Assert.Equal(0.15275252316519466, Known(mean.Error), 15);
    }

    [Fact]
    public void The_pooled_error_is_that_of_the_harness()
    {
        var mean = Mean.BySize([(0.5, Error(0.02), 100), (0.2, Error(0.05), 50), (0.8, Error(0.01), 400)]);
        Assert.Equal(0.009304374298517897, Known(mean.Error), 15);
        Assert.Equal(((0.5 * 100) + (0.2 * 50) + (0.8 * 400)) / 550, Known(mean.Value), 15);
    }

    [Fact]
    public void Groups_that_count_alike_have_the_error_of_a_sum_of_independent_means()
    {
        var mean = Mean.Alike([(0.5, Error(0.03), 100), (0.1, Error(0.04), 5)]);
        Assert.Equal(0.3, Known(mean.Value), 15);
        Assert.Equal(0.025, Known(mean.Error), 15);
    }

    [Fact]
    public void One_item_has_a_mean_and_no_error()
    {
        var mean = Mean.Of([0.25]);
        Assert.Equal(0.25, Known(mean.Value));
        Assert.IsType<Amount.Unavailable>(mean.Error);
        Assert.IsType<Amount.Unavailable>(Mean.Of(Array.Empty<double>()).Value);
    }

    [Fact]
    public void A_mean_over_items_of_which_one_is_missing_is_missing()
    {
        var mean = Mean.Of([Error(1), new Amount.Unavailable("it broke"), Error(0)]);
        Assert.Equal(new Amount.Unavailable("1 of 3 items have no value: it broke"), mean.Value);
        Assert.IsType<Amount.Unavailable>(mean.Error);
        Assert.Equal(0.5, Known(Mean.Of([Error(1), Error(0)]).Value));
    }

    [Fact]
    public void A_group_without_an_error_leaves_none_for_all()
    {
        (double, Amount, int)[] groups = [(0.5, Error(0.02), 100), (1, new Amount.Unavailable("a spread takes two items"), 1)];
        Assert.Equal(new Amount.Unavailable("a spread takes two items"), Mean.BySize(groups).Error);
        Assert.Equal(new Amount.Unavailable("a spread takes two items"), Mean.Alike(groups).Error);
        Assert.IsType<Amount.Known>(Mean.BySize(groups).Value);
        Assert.IsType<Amount.Unavailable>(StandardError.Pooled([(Error(0), 1), (Error(0), 1)]));
        Assert.IsType<Amount.Unavailable>(Mean.BySize([]).Value);
        Assert.IsType<Amount.Unavailable>(Mean.Alike([]).Error);
    }

    [Fact]
    public void Perplexity_is_per_target()
    {
        Assert.Equal(5.405948925141167, Known(Perplexity.OfTargets(LogLikelihoods)), 14);
        Assert.Equal(Math.E, Known(Perplexity.OfTarget(-1)), 14);
        Assert.IsType<Amount.Unavailable>(Perplexity.OfTargets([]));
        Assert.IsType<Amount.Unavailable>(Perplexity.OfTarget(-1000));
    }

    [Theory]
    [InlineData(1000, 2.6011684051677326)]
    [InlineData(100_000, 2.5070851967499164)]
    public void The_bootstrap_of_a_perplexity_is_that_of_the_harness(int resamples, double error) =>
        Assert.Equal(error, Known(ItemBootstrap.Error(LogLikelihoods, Perplexity.OfResample, resamples, Stop)), 12);

    // From an independent computation in Python.
    [Fact]
    public void The_bootstrap_of_a_macro_F1_is_that_of_the_harness()
    {
        var replicates = ItemBootstrap.Replicates<Labelled>(ClassificationTests.Items, Classification.MacroF1, 2500, Stop);
        Assert.Equal(2000, replicates.Length);
        Assert.Equal(0.5321245421245421, replicates[0], 14);
        Assert.Equal(0.4992567818654775, replicates[^1], 14);
        Assert.Equal(0.08310934921425679, Known(ItemBootstrap.Error<Labelled>(ClassificationTests.Items, Classification.MacroF1, 2500, Stop)), 13);
    }

    [Fact]
    public void Metrics_that_share_resamples_have_the_errors_of_each_alone() => Assert.Equal(
        [
            ItemBootstrap.Error<Labelled>(ClassificationTests.Items, Classification.MacroF1, 2500, Stop),
            ItemBootstrap.Error<Labelled>(ClassificationTests.Items, Classification.Matthews, 2500, Stop),
        ],
        ItemBootstrap.Errors<Labelled>(ClassificationTests.Items, [Classification.MacroF1, Classification.Matthews], 2500, Stop));

    [Fact]
    public void A_bootstrap_of_nothing_to_draw_from_has_no_error()
    {
        Assert.IsType<Amount.Unavailable>(ItemBootstrap.Error([-1.0], Perplexity.OfResample, 100, Stop));
        Assert.IsType<Amount.Unavailable>(ItemBootstrap.Error(LogLikelihoods, Perplexity.OfResample, 1, Stop));
        Assert.IsType<Amount.Unavailable>(ItemBootstrap.Error([-1.0, -5000], Perplexity.OfResample, 100, Stop));
    }

    [Fact]
    public void A_bootstrap_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => ItemBootstrap.Replicates<double>(LogLikelihoods, xs =>
        {
            stop.Cancel();
            return xs[0];
        }, 100_000, stop.Token));
    }
}
