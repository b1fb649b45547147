namespace Recount.Tests.Scoring.Items;

public class ItemFilterTests
{
    private const string Item = """{"label": 1, "score": 0.50, "text": "01", "split": "test", "name": "high school and more", "flag": true, "word": "False", "none": null, "list": [1], "meta": {"n": 3}, "huge": 1e300}""";

    [Theory]
    [InlineData("label == 1", true)]
    [InlineData("label = 1.0", true)]
    [InlineData("label != 1", false)]
    [InlineData("score == 0.5", true)]
    [InlineData("score < 0.50", false)]
    [InlineData("score <= 5e-1 and label>=1 and label > 0", true)]
    [InlineData("text == 1", true)]
    [InlineData("text == '1'", false)]
    [InlineData("text == \"01\"", true)]
    [InlineData("split == test", true)]
    [InlineData("split == Test", false)]
    [InlineData("split != train", true)]
    [InlineData("split != 3", true)]
    [InlineData("name == 'high school and more'", true)]
    [InlineData("name == high school", false)]
    [InlineData("flag == true", true)]
    [InlineData("flag != true", false)]
    [InlineData("word == false", true)]
    [InlineData("word == 'false'", false)]
    [InlineData("none == 1", false)]
    [InlineData("none != 1", false)]
    [InlineData("meta.n == 3", true)]
    [InlineData("list[0] == 1", true)]
    [InlineData("list[4] == 1", false)]
    [InlineData("label == 1 and split == train", false)]
    public void An_item_is_kept_when_all_comparisons_hold(string filter, bool kept) => Assert.Equal(kept, SmallSets.Filter(filter).Keeps(SmallSets.One(Item)));

    [Theory]
    [InlineData("list == 1", "Item 1: 'list' is a list, which 'list == 1' cannot be asked of.")]
    [InlineData("label == test", "Item 1: 'label' is 1, which 'label == test' cannot be asked of.")]
    [InlineData("flag == 1", "Item 1: 'flag' is true, which 'flag == 1' cannot be asked of.")]
    [InlineData("split > 1", "Item 1: 'split' is 'test', which 'split > 1' cannot be asked of.")]
    [InlineData("huge > 1", "Item 1: 'huge' is 1e300, which 'huge > 1' cannot be asked of.")]
    public void What_cannot_be_compared_is_an_error_and_not_false(string filter, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => SmallSets.Filter(filter).Keeps(SmallSets.One(Item))).Message);

    [Fact]
    public void Filtered_items_keep_their_positions_and_names()
    {
        var items = SmallSets.Of("""{"a": 1}""", """{"a": 2}""", """{"a": 2}""") with { Sha256 = "abc" };
        var kept = items.Where(SmallSets.Filter("a == 2"));

        Assert.Equal([(2, "2"), (3, "3")], kept.Items.Select(i => (i.Position, i.Id)));
        Assert.Equal("abc", kept.Sha256);
        Assert.Empty(items.Where(SmallSets.Filter("a == 3")).Items);
    }
}
