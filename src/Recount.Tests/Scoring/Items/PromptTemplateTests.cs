namespace Recount.Tests.Scoring.Items;

public class PromptTemplateTests
{
    private const string Arc = """{"id": "Mercury_7", "question": {"stem": "Why?", "choices": [{"text": "x", "label": "A"}, {"text": "y", "label": "B"}]}, "n": 1.10, "big": 1e3, "hard": true, "none": null, "empty": "", "answers": ["a", "b"]}""";

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("Question: {question.stem}\nAnswer:", "Question: Why?\nAnswer:")]
    [InlineData("{ n } {big} {hard}", "1.10 1e3 true")]
    [InlineData("{answers[1]}{answers[0]}", "ba")]
    [InlineData("{question.choices[1].text}", "y")]
    [InlineData("{question.choices.label[1]}", "B")]
    [InlineData("{{{n}}} {{}} }}{{", "{1.10} {} }{")]
    [InlineData("[{empty}]", "[]")]
    public void Fields_stand_where_their_names_stood(string template, string text) => Assert.Equal(text, SmallSets.Template(template).Render(SmallSets.One(Arc)));

    [Fact]
    public void Braces_that_an_item_holds_are_only_text() =>
        Assert.Equal("{b} {{x}}", SmallSets.Template("{a}").Render(SmallSets.One("""{"a": "{b} {{x}}", "b": "no"}""")));

    [Fact]
    public void A_column_that_is_called_like_a_path_is_meant_first() =>
        Assert.Equal("flat", SmallSets.Template("{question.stem}").Render(SmallSets.One("""{"question": {"stem": "nested"}, "question.stem": "flat"}""")));

    [Theory]
    [InlineData("Q: {none}", "Item 1: 'none' is empty, but 'Q: {none}' needs it.")]
    [InlineData("{other}", "Item 1: 'other' is empty, but '{other}' needs it.")]
    [InlineData("{question.passage}", "Item 1: 'question' has no 'passage', but '{question.passage}' needs it.")]
    [InlineData("{answers[2]}", "Item 1: 'answers' has 2 elements, and no [2], but '{answers[2]}' needs it.")]
    [InlineData("{answers.text}", "Item 1: 'answers' is a list of other things than records, and has no 'text', but '{answers.text}' needs it.")]
    [InlineData("{n[0]}", "Item 1: 'n' is a number, and has no [0], but '{n[0]}' needs it.")]
    [InlineData("A: {answers}", "Item 1: 'answers' is a list, and has no place inside a text. Name an element of it, such as {answers[0]}.")]
    [InlineData("{question}", "Item 1: 'question' is a record, and has no place inside a text. Name a part of it, such as {question.stem}.")]
    public void What_is_not_there_is_an_error_that_names_the_item(string template, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => SmallSets.Template(template).Render(SmallSets.One(Arc))).Message);

    [Fact]
    public void A_template_of_one_field_is_whole()
    {
        Assert.Equal("choices.text", SmallSets.Template("{choices.text}").Whole?.Written);
        Assert.Null(SmallSets.Template(" {choices.text}").Whole);
        Assert.Null(SmallSets.Template("choices").Whole);
    }

    [Fact]
    public void A_field_that_some_items_lack_is_no_mistake_of_the_template()
    {
        var items = SmallSets.Of("""{"a": null}""", """{"a": {"b": []}}""", """{"a": {"b": [{"c": 1}]}, "d": 2}""");
        var diagnostics = new Recount.Text.Diagnostics();

        Assert.True(SmallSets.Template("{a.b[0].c} {d}").Check(items, diagnostics));
        Assert.False(diagnostics.Any);
    }
}
