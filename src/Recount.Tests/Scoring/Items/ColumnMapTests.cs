using Recount.Text;

namespace Recount.Tests.Scoring.Items;

public class ColumnMapTests
{
    [Fact]
    public void New_columns_hold_what_their_paths_lead_to()
    {
        var diagnostics = new Diagnostics();
        var items = SmallSets.Of("""{"question": {"stem": "Why?"}, "choices": {"text": ["x", "y"]}, "a": 1, "b": 2}""", """{"question": null, "choices": {"text": []}, "a": 3}""");
        var mapped = SmallSets.Columns("context=question.stem, choices=choices.text, first = choices.text[0], a=b, b=a").Apply(items, diagnostics)!;

        Assert.Equal(["question", "choices", "a", "b", "context", "first"], mapped.Columns);
        Assert.Equal("""{"stem":"Why?"} ["x","y"] 2 1 "Why?" "x" """.TrimEnd(), string.Join(' ', mapped.Columns.Select(c => mapped.Items[0][c].Json)));
        Assert.Equal("null [] null 3 null null", string.Join(' ', mapped.Columns.Select(c => mapped.Items[1][c].Json)));
    }
}
