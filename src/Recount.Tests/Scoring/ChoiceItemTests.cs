using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class ChoiceItemTests
{
    private static readonly Normalisation Plain = new Normalisation.None();

    private static ScoredChoice Choice(string text, double logLikelihood, int tokens = 1, bool greedy = false) => new(text, logLikelihood, tokens, greedy);

    private static double Known(Amount amount) => Assert.IsType<Amount.Known>(amount).Value;

    [Fact]
    public void The_greatest_log_likelihood_is_picked() =>
        Assert.Equal(new Pick.Chosen(1, Tied: false), Pick.Of([Choice("a", -3), Choice("b", -1), Choice("c", -2)], Plain));

    [Fact]
    public void A_tie_goes_to_the_first_choice()
    {
        Assert.Equal(new Pick.Chosen(1, Tied: true), Pick.Of([Choice("a", -3), Choice("b", -1), Choice("c", -1)], Plain));
        Assert.Equal(new Pick.Chosen(2, Tied: false), Pick.Of([Choice("a", -2), Choice("b", -2), Choice("c", -1)], Plain));
    }

    [Fact]
    public void No_choice_is_no_pick() => Assert.IsType<Pick.Undetermined>(Pick.Of([], Plain));

    [Fact]
    public void Characters_are_code_points_and_neither_units_nor_bytes()
    {
        var choice = Choice("\U0001f600é", -12, tokens: 3);
        Assert.Equal(-6, Known(new Normalisation.Character().Of(choice)));
        Assert.Equal(-2, Known(new Normalisation.Byte().Of(choice)));
        Assert.Equal(-4, Known(new Normalisation.Token().Of(choice)));
        Assert.Equal(-12, Known(Plain.Of(choice)));
    }

    [Fact]
    public void Each_normalisation_may_pick_another_choice()
    {
        ScoredChoice[] choices =
        [
            Choice("no", -4, tokens: 1) with { Given = new Dictionary<string, double> { [""] = -4, ["Answer:"] = -5 } },
            Choice("\U0001f600\U0001f600\U0001f600", -6, tokens: 1) with { Given = new Dictionary<string, double> { [""] = -6.5, ["Answer:"] = -6 } },
            Choice("maybe", -5.5, tokens: 4) with { Given = new Dictionary<string, double> { [""] = -3, ["Answer:"] = -7 } },
        ];
        int Index(Normalisation normalisation) => Assert.IsType<Pick.Chosen>(Pick.Of(choices, normalisation)).Index;
        Assert.Equal(0, Index(Plain));
        Assert.Equal(2, Index(new Normalisation.Character()));
        Assert.Equal(1, Index(new Normalisation.Byte()));
        Assert.Equal(2, Index(new Normalisation.Token()));
        Assert.Equal(1, Index(new Normalisation.Unconditional("")));
        Assert.Equal(2, Index(new Normalisation.Unconditional("Answer:")));
    }

    [Fact]
    public void A_likelihood_that_was_not_measured_is_said_to_be_missing()
    {
        var item = new ChoiceItem([Choice("a", -1) with { Given = new Dictionary<string, double> { [""] = -1 } }, Choice("b", -2)], [0]);
        Assert.Equal(new Amount.Unavailable("the choices were not scored given \"\""), item.Accuracy(new Normalisation.Unconditional("")));
        Assert.Equal(new Amount.Unavailable("the choices were not scored given \"Answer:\""), item.Accuracy(new Normalisation.Unconditional("Answer:")));
        Assert.Equal(1, Known(item.Accuracy(Plain)));
    }

    [Fact]
    public void An_empty_choice_has_no_length_to_divide_by()
    {
        var item = new ChoiceItem([Choice("", -1), Choice("b", -2)], [0]);
        Assert.IsType<Amount.Unavailable>(item.Accuracy(new Normalisation.Character()));
        Assert.IsType<Amount.Unavailable>(item.Accuracy(new Normalisation.Byte()));
        Assert.Equal(1, Known(item.Accuracy(new Normalisation.Token())));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(-1, 0)]
    public void A_choice_without_a_likelihood_is_none(double logLikelihood, int tokens) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoredChoice("a", logLikelihood, tokens, false));

    [Fact]
    public void A_likelihood_given_another_context_is_a_number_too() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Choice("a", -1) with { Given = new Dictionary<string, double> { [""] = double.NaN } });

    [Fact]
    public void Any_of_several_right_choices_will_do()
    {
        ScoredChoice[] choices = [Choice("a", -3), Choice("b", -1, greedy: true), Choice("c", -2)];
        Assert.Equal(1, Known(new ChoiceItem(choices, [0, 1]).Accuracy(Plain)));
        Assert.Equal(0, Known(new ChoiceItem(choices, [0, 2]).Accuracy(Plain)));
        Assert.Equal(1, new ChoiceItem(choices, [0, 1]).GreedyAccuracy);
        Assert.Equal(0, new ChoiceItem(choices, [0, 2]).GreedyAccuracy);
    }

    [Fact]
    public void Right_choices_are_some_of_the_choices()
    {
        Assert.Throws<ArgumentException>(() => new ChoiceItem([Choice("a", -1)], [1]));
        Assert.Throws<ArgumentException>(() => new ChoiceItem([Choice("a", -1)], [-1]));
        Assert.Throws<ArgumentException>(() => new ChoiceItem([Choice("a", -1)], []));
    }

    // From an independent computation in Python.
    [Fact]
    public void The_Brier_score_is_that_of_the_softmax()
    {
        ScoredChoice[] choices = [Choice("a", -1.5), Choice("b", -2.25), Choice("c", -0.5), Choice("d", -4)];
        Assert.Equal(0.19972270459838676, Known(new ChoiceItem(choices, [2]).Brier), 15);
        Assert.Equal(1.0040236874646944, Known(new ChoiceItem(choices, [0]).Brier), 14);
        Assert.IsType<Amount.Unavailable>(new ChoiceItem(choices, [0, 2]).Brier);
    }

    [Fact]
    public void A_Brier_score_bears_likelihoods_of_long_choices() =>
        Assert.Equal(0.5, Known(new ChoiceItem([Choice("a", -2000), Choice("b", -2000)], [0]).Brier), 15);
}
