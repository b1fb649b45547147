using Recount.Scoring.Items;

namespace Recount.Tests.Scoring.Items;

public class TrapsTests
{
    private static readonly ItemSet Items = SmallSets.Of(
        """{"q": "Why?", "tail": "so ", "c": [" x", " y"], "w": ["x", "x"]}""",
        """{"q": "How?", "tail": "so", "c": ["x", "y"], "w": ["x", "y"]}""",
        """{"q": "When?", "tail": null, "c": null, "w": ["x", "y"]}""");

    [Fact]
    public void A_backslash_and_an_n_are_no_line_break()
    {
        var trap = Assert.Single(Traps.BackslashN(SmallSets.Template("Q: {q}\\nA:")));
        Assert.Equal(("backslash-n", 0, "The template 'Q: {q}\\nA:' holds a backslash and an n, two characters; a line break is written in double quotes."), (trap.Id, trap.Items, trap.Sentence));
        Assert.Empty(Traps.BackslashN(SmallSets.Template("Q: {q}\nA:")));
    }

    [Fact]
    public void Braces_that_are_doubled_around_a_column_show_it_as_text()
    {
        Assert.Equal("doubled-braces", Assert.Single(Traps.DoubledBraces(SmallSets.Template("Q: {{q}}"), Items)).Id);
        Assert.Empty(Traps.DoubledBraces(SmallSets.Template("Q: {{other}} {q}"), Items));
    }

    [Fact]
    public void White_space_at_the_end_of_a_context_is_counted()
    {
        Assert.Equal("The context of 1 of 3 items ends in white space.", Assert.Single(Traps.TrailingWhite(SmallSets.Template("{tail}"), Items)).Sentence);
        Assert.Equal(3, Assert.Single(Traps.TrailingWhite(SmallSets.Template("{q}\n"), Items)).Items);
        Assert.Empty(Traps.TrailingWhite(SmallSets.Template("{q}"), Items));
    }

    [Fact]
    public void Choices_that_are_equal_are_counted()
    {
        Assert.Equal("1 of 3 items has choices that are equal to one another.", Assert.Single(Traps.EqualChoices(SmallSets.Choices("{w}"), Items)).Sentence);
        Assert.Empty(Traps.EqualChoices(SmallSets.Choices("{c}"), Items));
    }

    [Theory]
    [InlineData("{q}", " ", "double-space", 1)]
    [InlineData("{q}\n", "", "double-space", 1)]
    [InlineData("A", "", "no-space", 1)]
    [InlineData("{q}", "", null, 0)]
    [InlineData("{q} A", "\n", "double-space", 1)]
    public void Joins_have_white_space_once(string context, string delimiter, string? id, int items) =>
        Assert.Equal(id is null ? [] : [(id, items)], Traps.Joins(SmallSets.Template(context), delimiter, SmallSets.Choices("{c}"), Items).Select(t => (t.Id, t.Items)));

    [Fact]
    public void A_pool_of_shots_that_holds_evaluated_items_is_counted()
    {
        var (items, question) = (Items with { Sha256 = "a" }, SmallSets.Template("{q}"));
        var other = SmallSets.Of("""{"q": "Why?", "idx": 7}""", """{"q": "Where?"}""") with { Sha256 = "b" };

        Assert.Equal("3 of 3 items stand among the 3 that shots are drawn from, which are the same file: a shot can show the answer.", Assert.Single(Traps.Leak(items, items, question)).Sentence);
        Assert.Equal("1 of 3 items stands among the 2 that shots are drawn from: a shot can show the answer.", Assert.Single(Traps.Leak(other, items, question)).Sentence);
        Assert.Empty(Traps.Leak(SmallSets.Of("""{"q": "Where?"}"""), items, question));
    }

    [Fact]
    public void Parts_of_one_file_that_share_no_row_do_not_leak()
    {
        var file = Items with { Sha256 = "a" };
        Assert.Empty(Traps.Leak(file.Where(SmallSets.Filter("q == 'How?'")), file.Where(SmallSets.Filter("q != 'How?'")), SmallSets.Template("{q}")));
    }
}
