using Recount.Scoring.Items;

namespace Recount.Tests.Scoring.Items;

public class GoldTests
{
    private static readonly string[] Animals = ["cat", "dog", "1", "cow"];

    private static IReadOnlyList<int> Of(string gold, GoldReading reading, IReadOnlyList<string>? choices = null, string template = "{gold}") =>
        new Gold(SmallSets.Template(template), reading).Of(SmallSets.One($$"""{"gold": {{gold}}, "labels": ["A", "B", "C", "D"], "digits": [1, 2, 3, 4], "short": ["A"]}"""), choices ?? Animals);

    private static string Mistake(string gold, GoldReading reading, IReadOnlyList<string>? choices = null) => Assert.Throws<FormatException>(() => Of(gold, reading, choices)).Message;

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3.0", 3)]
    [InlineData("\"3\"", 3)]
    [InlineData("\"dog\"", 1)]
    [InlineData("\" dog \"", 1)]
    [InlineData("1", 1)]
    public void Undeclared_an_index_is_from_0_and_other_texts_are_those_of_a_choice(string gold, int index) => Assert.Equal([index], Of(gold, new GoldReading.Undeclared()));

    [Fact]
    public void Undeclared_digits_that_are_also_the_text_of_another_choice_are_no_guess()
    {
        Assert.Equal("Item 1: the gold answer '1' is the index of choice 1 and the text of choice 2. Say which is meant: an index or a choice's text.", Mistake("\"1\"", new GoldReading.Undeclared()));
        Assert.Equal([1], Of("\"1\"", new GoldReading.Index(0)));
        Assert.Equal([2], Of("\"1\"", new GoldReading.ChoiceText()));
        Assert.Equal([2], Of("1", new GoldReading.ChoiceText()));
        Assert.Equal([1], Of("\"1\"", new GoldReading.Undeclared(), ["0", "1"]));
    }

    [Theory]
    [InlineData("4", "Item 1: the gold answer 4 is not the index of a choice, from 0 to 3.")]
    [InlineData("-1", "Item 1: the gold answer -1 is not the index of a choice, from 0 to 3.")]
    [InlineData("1.5", "Item 1: the gold answer 1.5 is not the index of a choice, from 0 to 3.")]
    [InlineData("true", "Item 1: the gold answer true is not the index of a choice, from 0 to 3.")]
    [InlineData("\"A\"", "Item 1: the gold answer 'A' is not the index of a choice, from 0 to 3, nor the text of exactly one of 'cat', 'dog', '1', 'cow'.")]
    [InlineData("null", "Item 1: 'gold' is empty, but '{gold}' needs it.")]
    [InlineData("[]", "Item 1: the list of gold answers is empty.")]
    [InlineData("[0, [1]]", "Item 1: the gold answer a list is not the index of a choice, from 0 to 3.")]
    public void Undeclared_what_fits_nothing_is_an_error(string gold, string message) => Assert.Equal(message, Mistake(gold, new GoldReading.Undeclared()));

    [Fact]
    public void A_text_that_two_choices_have_is_none_of_them() => Assert.Equal(
        "Item 1: the gold answer 'cat' is not the text of exactly one of the choices 'cat', 'cat'.", Mistake("\"cat\"", new GoldReading.ChoiceText(), ["cat", "cat"]));

    [Theory]
    [InlineData("1", 0)]
    [InlineData("\"4\"", 3)]
    public void Indices_may_count_from_1(string gold, int index) => Assert.Equal([index], Of(gold, new GoldReading.Index(1)));

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("99999999999999999999")]
    public void Beyond_the_choices_there_is_no_index(string gold) => Assert.Equal($"Item 1: the gold answer {gold} is not the number of a choice, from 1 to 4.", Mistake(gold, new GoldReading.Index(1)));

    [Theory]
    [InlineData("\"A\"", 0)]
    [InlineData("\"d\"", 3)]
    public void Letters_count_from_A(string gold, int index) => Assert.Equal([index], Of(gold, new GoldReading.Letter()));

    [Theory]
    [InlineData("\"E\"", "'E'")]
    [InlineData("\"AB\"", "'AB'")]
    [InlineData("0", "0")]
    [InlineData("\"Ä\"", "'Ä'")]
    public void Beyond_the_choices_there_is_no_letter(string gold, string shown) => Assert.Equal($"Item 1: the gold answer {shown} is not the letter of a choice, from A to D.", Mistake(gold, new GoldReading.Letter()));

    [Fact]
    public void A_label_is_looked_up_among_the_labels_of_the_item()
    {
        Assert.Equal([2], Of("\"C\"", new GoldReading.Label(SmallSets.Path("labels"))));
        Assert.Equal([2], Of("\"3\"", new GoldReading.Label(SmallSets.Path("digits"))));
        Assert.Equal("Item 1: the gold answer 'E' is not exactly one of the labels A, B, C, D.", Mistake("\"E\"", new GoldReading.Label(SmallSets.Path("labels"))));
        Assert.Equal("Item 1: the labels of the choices come from 'short', which is a list of 1; 4 labels are needed, one for each choice.", Mistake("\"A\"", new GoldReading.Label(SmallSets.Path("short"))));
        Assert.Equal("Item 1: the labels of the choices come from 'gold', which is a text; 4 labels are needed, one for each choice.", Mistake("\"A\"", new GoldReading.Label(SmallSets.Path("gold"))));
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    [InlineData("\"True\"", 0)]
    [InlineData("\"false\"", 1)]
    public void True_and_false_stand_for_the_choices_that_are_declared(string gold, int index) => Assert.Equal([index], Of(gold, new GoldReading.Truth(1, 0)));

    [Theory]
    [InlineData("\"yes\"", "Item 1: the gold answer 'yes' is not true or false.")]
    [InlineData("1", "Item 1: the gold answer 1 is not true or false.")]
    [InlineData("true", "Item 1: the gold answer true is not one of the 4 choices: it stands for choice 4.")]
    public void What_is_not_true_and_not_false_is_an_error(string gold, string message) => Assert.Equal(message, Mistake(gold, new GoldReading.Truth(0, 4)));

    [Fact]
    public void A_list_is_several_right_choices_each_once() => Assert.Equal([2, 0], Of("[\"C\", \"A\", \"c\"]", new GoldReading.Letter()));

    [Fact]
    public void A_template_with_more_than_a_field_is_read_as_text() => Assert.Equal([1], Of("\"do\"", new GoldReading.ChoiceText(), template: "{gold}g"));
}
