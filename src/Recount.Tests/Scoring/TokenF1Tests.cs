using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class TokenF1Tests
{
    // From an independent computation in Python, by the functions of SQuAD's evaluation script.
    [Theory]
    [InlineData("The cat, a CAT, sat!", "cat cat cat", 0.6666666666666666)]
    [InlineData("an-other the_end", "another theend", 1)]
    [InlineData("in the year 1999", "1999", 0.5)]
    [InlineData("theatre anthem", "the theatre", 0.6666666666666666)]
    [InlineData("Ünïcode “the” word", "ünïcode word", 0.6666666666666666)]
    [InlineData("a b c d e", "d e f g", 0.5)]
    [InlineData("x y", "z", 0)]
    public void The_overlap_is_that_of_the_script(string answer, string target, double f1) => Assert.Equal(f1, TokenF1.Of(answer, [target]), 15);

    [Fact]
    public void No_answer_is_right_where_there_is_none()
    {
        Assert.Equal(1, TokenF1.Of("The a an", [""]));
        Assert.Equal(0, TokenF1.Of("x", [""]));
        Assert.Equal(0, TokenF1.Of("", ["x"]));
    }

    [Fact]
    public void The_nearest_target_counts()
    {
        Assert.Equal(1, TokenF1.Of("blue whale", ["whale", "the blue whale", "shark"]));
        Assert.Throws<ArgumentException>(() => TokenF1.Of("blue whale", []));
    }

    [Fact]
    public void Words_are_without_case_articles_and_punctuation() => Assert.Equal(["“", "”", "its", "ii"], TokenF1.Words("“The” It's a\u00a0the II."));
}
