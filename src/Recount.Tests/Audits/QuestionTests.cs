using Recount.Audits;

namespace Recount.Tests.Audits;

public class QuestionTests
{
    [Theory]
    [InlineData("0.28/(0.34+0.28) = 0.46", "reproduced-by-rounding")]
    [InlineData("0.28/(0.34+0.28) = 0.47", "inconsistent")]
    [InlineData("6 * 400M * 8.0B = 1.92e19", "reproduced")]
    [InlineData("0.488 <= 0.50 <= 0.502", "consistent")]
    [InlineData("0.454 <= 0.46 <= 0.455", "inconclusive")]
    [InlineData("82.3% of 56", "inconsistent")]
    [InlineData("82.1 % of 56 items", "consistent")]
    [InlineData("5.19 of 28", "inconsistent")]
    [InlineData("79.3% of 10,042", "not-testable")]
    [InlineData("2 + 2 = 4", "consistent")]
    [InlineData("2 + 2 = 5", "inconsistent")]
    [InlineData("t(28) = 2.20, p = .03", "inconsistent")]
    [InlineData("43.2 % = 90.0 % - 46.8 %", "consistent")]
    [InlineData("90.0 % - 46.8 % = 45 %", "inconsistent")]
    [InlineData("(0.501-0.502)^-1 = -1100", "reproduced-by-rounding")]
    [InlineData("0.20-0.40 = -1/5", "reproduced")]
    public void A_question_is_answered_without_a_spec(string text, string verdict) => Assert.Equal(verdict, Question.Read(text, out _)!.Answer().Verdict.Word);

    [Theory]
    [InlineData("foo = 0.3")]
    [InlineData("0.3")]
    [InlineData("0.3 + = 2")]
    [InlineData("t(28) = 2.20, p = x")]
    [InlineData("")]
    [InlineData("1.0 = 1e999")]
    public void What_cannot_be_read_says_why(string text)
    {
        Assert.Null(Question.Read(text, out var mistake));
        Assert.False(string.IsNullOrEmpty(mistake));
    }

    [Fact]
    public void A_question_becomes_a_spec_with_the_same_answer()
    {
        foreach (var form in Question.Forms)
        {
            var question = Question.Read(form, out _)!;
            Assert.Equal(question.Answer().Verdict.Word, Audited.Finding(question.Yaml()).Verdict.Word);
        }
    }
}
