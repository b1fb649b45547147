using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class ExactMatchTests
{
    [Fact]
    public void Nothing_is_ignored_unless_asked()
    {
        Assert.Equal(1, new ExactMatch().Of("42", ["42"]));
        Assert.Equal(0, new ExactMatch().Of("42 ", ["42"]));
        Assert.Equal(0, new ExactMatch().Of("Yes", ["yes"]));
    }

    [Fact]
    public void Any_of_several_targets_will_do()
    {
        Assert.Equal(1, new ExactMatch().Of("b", ["a", "b"]));
        Assert.Equal(0, new ExactMatch().Of("c", ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ExactMatch().Of("c", []));
    }

    [Fact]
    public void What_is_ignored_is_ignored_on_both_sides()
    {
        var match = new ExactMatch { Ignored = [PythonPattern.Parse(","), PythonPattern.Parse(@"\$")] };
        Assert.Equal(1, match.Of("$1,234", ["12,34"]));
        Assert.Equal(1, match.Of("1234", ["$1,2,34"]));
    }

    [Fact]
    public void Each_option_ignores_what_it_says()
    {
        Assert.Equal(1, new ExactMatch { IgnoreCase = true }.Of("ΟΔΟΣ", ["οδος"]));
        Assert.Equal(1, new ExactMatch { IgnorePunctuation = true }.Of("it's [42].", ["its 42"]));
        Assert.Equal(0, new ExactMatch { IgnorePunctuation = true }.Of("“42”", ["42"]));
        Assert.Equal(1, new ExactMatch { IgnoreNumbers = true }.Of("a1b22", ["ab3"]));
        Assert.Equal(0, new ExactMatch { IgnoreNumbers = true }.Of("a\u0663", ["a"]));
    }

    [Fact]
    public void Patterns_come_before_case_and_punctuation()
    {
        Assert.Equal(0, new ExactMatch { Ignored = [PythonPattern.Parse("the ")], IgnoreCase = true }.Of("The cat", ["cat"]));
        Assert.Equal(1, new ExactMatch { Ignored = [PythonPattern.Parse(@"\.$")], IgnorePunctuation = true }.Of("42.", ["42"]));
        Assert.Equal(0, new ExactMatch { Ignored = [PythonPattern.Parse("42$")], IgnorePunctuation = true }.Of("42!", [""]));
    }
}
