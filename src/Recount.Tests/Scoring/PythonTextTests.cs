using Recount.Scoring;

namespace Recount.Tests.Scoring;

/// <summary>What CPython 3.11.7 gives.</summary>
public class PythonTextTests
{
    [Theory]
    [InlineData("ΟΔΟΣ", "\u03bf\u03b4\u03bf\u03c2")]
    [InlineData("Σ", "\u03c3")]
    [InlineData("ΑΣ ΣΑ", "\u03b1\u03c2 \u03c3\u03b1")]
    [InlineData("ΑΣ'Α", "\u03b1\u03c3'\u03b1")]
    [InlineData("ΟΔΟΣ.", "\u03bf\u03b4\u03bf\u03c2.")]
    [InlineData("ΟΔΟΣ.Α", "\u03bf\u03b4\u03bf\u03c3.\u03b1")]
    [InlineData("\u0130stanbul", "i\u0307stanbul")]
    [InlineData("ẞß", "ßß")]
    [InlineData("\U00010400", "\U00010428")]
    [InlineData("ǅ", "ǆ")]
    public void Text_is_lowered_as_Python_lowers_it(string text, string lower) => Assert.Equal(lower, PythonText.Lower(text));

    [Fact]
    public void White_space_holds_the_separators_of_information_and_no_zero_width_space()
    {
        Assert.Equal("a\u00a0\u200b", PythonText.Trim("\x1c a\u00a0\u200b"));
        Assert.Equal("a ", PythonText.TrimStart("\x1f\n a "));
        Assert.Equal(["a", "b", "c"], PythonText.Split("\x1f" + "a b\u0085" + "c\u3000"));
        Assert.Empty(PythonText.Split(" \n"));
        Assert.Equal("", PythonText.Trim(" \t"));
    }

    [Fact]
    public void Punctuation_is_that_of_ASCII()
    {
        Assert.Equal(PythonText.Punctuation, string.Concat(Enumerable.Range(33, 94).Select(i => (char)i).Where(c => !char.IsAsciiLetterOrDigit(c))));
        Assert.Equal("a“b”", PythonText.Without("a“,b”.", PythonText.Punctuation));
    }
}
