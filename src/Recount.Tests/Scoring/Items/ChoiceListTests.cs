namespace Recount.Tests.Scoring.Items;

public class ChoiceListTests
{
    [Fact]
    public void One_template_of_one_column_gives_the_elements_of_its_list()
    {
        var item = SmallSets.One("""{"choices": [" x", "y", 3, true], "nested": [{"text": "p"}, {"text": "q"}]}""");

        Assert.Equal([" x", "y", "3", "true"], SmallSets.Choices("{choices}").Render(item));
        Assert.Equal(["p", "q"], SmallSets.Choices("{nested.text}").Render(item));
    }

    [Fact]
    public void Several_templates_are_a_choice_each() =>
        Assert.Equal(["yes", "no: b"], SmallSets.Choices("yes", "no: {a}").Render(SmallSets.One("""{"a": "b"}""")));

    [Theory]
    [InlineData("{text}", "Item 1: the choices come from 'text', which is a text and no list. Write each choice as a template of its own, or name a column of lists.")]
    [InlineData("{one}", "Item 1: there is one choice; a question needs two.")]
    [InlineData("{no}", "Item 1: there are 0 choices; a question needs two.")]
    [InlineData("constant", "Item 1: there is one choice; a question needs two.")]
    [InlineData("{holes}", "Item 1: choice 1 in 'holes' is nothing, and no text.")]
    [InlineData("{lists}", "Item 1: choice 0 in 'lists' is a list, and no text.")]
    [InlineData("{empties}", "Item 1: choice 1 is an empty text, which no model can score.")]
    [InlineData("{none}", "Item 1: 'none' is empty, but '{none}' needs it.")]
    public void What_are_no_choices_is_an_error(string template, string message)
    {
        var item = SmallSets.One("""{"text": "x", "one": ["x"], "no": [], "holes": ["x", null], "lists": [["x"]], "empties": ["x", ""], "none": null}""");
        Assert.Equal(message, Assert.Throws<FormatException>(() => SmallSets.Choices(template).Render(item)).Message);
    }
}
