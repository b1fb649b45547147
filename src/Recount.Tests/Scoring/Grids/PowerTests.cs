using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Tests.Scoring.Grids;

public class PowerTests
{
    private static double Known(Amount amount) => Assert.IsType<Amount.Known>(amount).Value;

    // Of six items only six differences on one side are significant: 2/64. .7 and .2 of the items are right for one only.
    [Fact]
    public void Six_items_show_a_difference_when_all_go_one_way() => Assert.Equal(Math.Pow(0.7, 6) + Math.Pow(0.2, 6), PairedPower.Of(6, 0.5, 0.9), 14);

    // All numbers of items that only the first, and only the second, has right.
    [Theory]
    [InlineData(25, 0.2, 0.5)]
    [InlineData(40, -0.15, 0.4)]
    [InlineData(30, 0, 1)]
    public void Power_is_the_probability_of_all_that_is_significant(int items, double difference, double discordance)
    {
        var (first, power) = ((discordance + difference) / 2, 0.0);
        for (var b = 0; b <= items; b++)
        {
            for (var c = 0; b + c <= items; c++)
            {
                var p = Binomial.Probability(b, items, first) * Binomial.Probability(c, items - b, (discordance - first) / (1 - first));
                power += ProportionTest.McNemar(b, c) < 0.05 ? p : 0;
            }
        }

        Assert.Equal(power, PairedPower.Of(items, difference, discordance), 11);
    }

    [Fact]
    public void Items_are_those_at_which_the_power_passes_what_is_asked()
    {
        var items = (long)Known(PairedPower.Items(0.05, 0.25));
        Assert.True(PairedPower.Of(items, 0.05, 0.25) >= 0.8);
        Assert.True(PairedPower.Of(items - 1, 0.05, 0.25) < 0.8);
        Assert.Equal(6, Known(PairedPower.Items(1, 1)));
    }

    [Fact]
    public void A_difference_is_that_at_which_the_power_is_what_is_asked()
    {
        var difference = Known(PairedPower.Difference(1000, 0.25, 0.9));
        Assert.Equal(0.9, PairedPower.Of(1000, difference, 0.25), 6);
        Assert.Equal(0.9, PairedPower.Of(1000, -difference, 0.25), 6);
    }

    [Fact]
    public void What_cannot_be_shown_is_said_to_be_so()
    {
        Assert.IsType<Amount.Unavailable>(PairedPower.Items(0, 0.25));
        Assert.IsType<Amount.Unavailable>(PairedPower.Difference(100, 0.01));
        Assert.Equal(0, PairedPower.Of(100, 0, 0));
    }

    // 5,000 expected discordant items are summed over, one more is approximated.
    [Theory]
    [InlineData(0.006)]
    [InlineData(0.009)]
    public void The_approximation_goes_on_where_the_sum_ends(double difference) =>
        Assert.Equal(PairedPower.Of(25_000, difference, 0.2), PairedPower.Of(25_005, difference, 0.2), 0.006);

    [Fact]
    public void A_difference_is_no_greater_than_the_discordance() => Assert.Throws<ArgumentOutOfRangeException>(() => PairedPower.Of(100, 0.2, 0.1));
}
