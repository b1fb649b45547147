using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

public class OutcomeTests
{
    private static ScoredChoice Choice(string text, double logLikelihood, int tokens = 1) => new(text, logLikelihood, tokens, false);

    private static IReadOnlyList<int> Possible(Normalisation normalisation, double tolerance, params ScoredChoice[] choices) =>
        NearTie.Of(choices, normalisation, tolerance).Possible;

    [Fact]
    public void Log_likelihoods_within_the_tolerance_are_as_good_as_equal()
    {
        Assert.Equal([0, 1], Possible(new Normalisation.None(), NearTie.Single, Choice("a", -1), Choice("b", -1.00009), Choice("c", -2)));
        Assert.Equal([0], Possible(new Normalisation.None(), NearTie.Single, Choice("a", -1), Choice("b", -1.00011), Choice("c", -2)));
        Assert.Equal([0, 1], Possible(new Normalisation.None(), NearTie.Half, Choice("a", -1), Choice("b", -1.00011), Choice("c", -2)));
    }

    // Half of 0.04 over 2 and over 4 is 0.01 and 0.005.
    [Theory]
    [InlineData(-1.0149, 2)]
    [InlineData(-1.0151, 1)]
    public void A_length_divides_the_tolerance_too(double second, int possible)
    {
        Assert.Equal(possible, Possible(new Normalisation.Character(), 0.04, Choice("ab", -2), Choice("abcd", 4 * second)).Count);
        Assert.Equal(possible, Possible(new Normalisation.Byte(), 0.04, Choice("é", -2), Choice("éé", 4 * second)).Count);
        Assert.Equal(possible, Possible(new Normalisation.Token(), 0.04, Choice("a", -2, tokens: 2), Choice("b", 4 * second, tokens: 4)).Count);
    }

    [Theory]
    [InlineData(-2.0199, 2)]
    [InlineData(-2.0201, 1)]
    public void A_value_of_two_log_likelihoods_takes_twice_the_tolerance(double second, int possible)
    {
        ScoredChoice Given(string text, double logLikelihood) => Choice(text, logLikelihood - 3) with { Given = new Dictionary<string, double> { [""] = -3 } };
        Assert.Equal(possible, Possible(new Normalisation.Unconditional(""), 0.01, Given("a", -2), Given("b", second)).Count);
    }

    // The third is within the tolerance of the short best one, but not of the second, whose value is known far better.
    [Fact]
    public void A_choice_that_another_surely_beats_is_not_possible() =>
        Assert.Equal([0, 1], Possible(new Normalisation.Token(), 0.1, Choice("a", -1), Choice("b", -101, tokens: 100), Choice("c", -104, tokens: 100)));

    [Fact]
    public void Without_a_tolerance_an_exact_tie_is_open_still()
    {
        var tie = NearTie.Of([Choice("a", -2), Choice("b", -1), Choice("c", -1)], new Normalisation.None(), 0);
        Assert.True(tie.IsOpen);
        Assert.Equal(1, tie.Picked);
        Assert.Equal([1, 2], tie.Possible);
    }

    [Theory]
    [InlineData(new[] { 0 }, 1, 0, 1)]
    [InlineData(new[] { 1 }, 0, 0, 1)]
    [InlineData(new[] { 0, 1 }, 1, 1, 1)]
    [InlineData(new[] { 2 }, 0, 0, 0)]
    public void A_near_tie_leaves_a_score_open_where_it_decides(int[] gold, double score, double low, double high)
    {
        var outcome = Outcome.Of(new ChoiceItem([Choice("a", -1), Choice("b", -1.00005), Choice("c", -2)], gold), new Normalisation.None(), NearTie.Single);
        Assert.Equal(new Outcome(score, low, high, 0), outcome with { Possible = null });
        Assert.Equal([0, 1], outcome.Possible!);
        Assert.Null(Outcome.Of(new ChoiceItem([Choice("a", -1), Choice("b", -1.00005), Choice("c", -2)], gold), new Normalisation.None(), 0).Possible);
    }

    [Fact]
    public void A_choice_without_a_value_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => Possible(new Normalisation.Unconditional(""), 0, Choice("a", -1), Choice("b", -2)));

    [Theory]
    [InlineData(0.5, 0.6, 1)]
    [InlineData(0.5, 0, 0.4)]
    [InlineData(1.5, 0, 2)]
    [InlineData(double.NaN, 0, 1)]
    public void A_score_lies_in_its_range_and_that_between_0_and_1(double score, double low, double high) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Outcome(score, low, high));
}
