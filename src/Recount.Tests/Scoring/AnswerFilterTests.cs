using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class AnswerFilterTests
{
    private static string Found(string pattern, int which, string text) =>
        Assert.Single(new AnswerFilter.Find(PythonPattern.Parse(pattern), which).Apply([text]));

    [Theory]
    [InlineData(0, "1,234")]
    [InlineData(1, "-7")]
    [InlineData(-1, "8")]
    [InlineData(-3, "1,234")]
    [InlineData(3, "[invalid]")]
    [InlineData(-4, "[invalid]")]
    public void The_chosen_match_is_found_from_either_end(int which, string found) =>
        Assert.Equal(found, Found(@"#### (\-?[0-9\.\,]+)", which, "#### 1,234 #### -7 and #### 8"));

    [Fact]
    public void A_pattern_without_a_group_gives_the_match_trimmed() => Assert.Equal("b c", Found(@"\s[a-c\s]+", 0, "a:\u00a0b c \n"));

    [Fact]
    public void A_group_of_its_own_is_given_even_if_it_is_empty() => Assert.Equal("", Found("answer:(.*)", 0, "answer:"));

    [Fact]
    public void Of_several_groups_the_first_that_is_not_empty_is_given()
    {
        Assert.Equal("$12.50", Found("(-?[$0-9.,]{2,})|(-?[0-9]+)", 0, "I have $12.50 or 7"));
        Assert.Equal("7", Found("(-?[$0-9.,]{2,})|(-?[0-9]+)", -1, "I have $12.50 or 7"));
        Assert.Equal("[invalid]", Found("x(a?)(b?)", 0, "x"));
    }

    [Fact]
    public void An_answer_without_a_match_falls_back()
    {
        Assert.Equal("[invalid]", Found("[0-9]", 0, "none"));
        Assert.Equal(["0", "5"], new AnswerFilter.Find(PythonPattern.Parse("[0-9]"), Fallback: "0").Apply(["none", "5"]));
    }

    [Fact]
    public void Each_stop_string_in_turn_cuts_at_its_first_place()
    {
        var cut = new AnswerFilter.Cut(["\n\n", "", "Q:", "</s>"]);
        Assert.Equal([" 42", "", " 7 ", "whole"], cut.Apply([" 42\n\nQ: 1\n\n", "Q:1</s>", " 7 </s>Q:", "whole"]));
    }

    [Fact]
    public void Stop_strings_are_found_by_their_characters_and_not_by_a_language() => Assert.Equal(["a\u00adb"], new AnswerFilter.Cut(["ab"]).Apply(["a\u00adb"]));

    [Fact]
    public void Steps_are_applied_in_turn()
    {
        AnswerFilter[] steps =
            [new AnswerFilter.Cut(["\n"]), new AnswerFilter.LeadingSpace(), new AnswerFilter.Lowercase(), new AnswerFilter.Find(PythonPattern.Parse("^yes|^no")), new AnswerFilter.First()];
        Assert.Equal(["yes"], steps.Aggregate<AnswerFilter, IReadOnlyList<string>>(["\t YES, no\nNO", "no"], (answers, step) => step.Apply(answers)));
        Assert.Empty(new AnswerFilter.First().Apply([]));
    }
}
