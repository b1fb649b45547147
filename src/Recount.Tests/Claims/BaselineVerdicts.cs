using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>An accuracy beside what a constant answer scores.</summary>
public class BaselineVerdicts
{
    [Theory]
    [InlineData("76.7 %", "consistent", "76.7 % is above the baseline: always giving the commonest answer scores 62.17 % (2033 of 3270).")]
    [InlineData("60.5 %", "inconclusive", "60.5 % is below the baseline by no more than chance: always giving the commonest answer scores 62.17 % (2033 of 3270) (p = 0.027).")]
    [InlineData("62.4 %", "inconclusive", "62.4 % is above the baseline by no more than chance")]
    [InlineData("62.2 %", "inconclusive", "62.2 % may be one constant answer: ")]
    [InlineData("49.7 %", "deviates", "49.7 % is below the baseline: ")]
    [InlineData("0.0 %", "deviates", "At most 1 of 3270 items is right, and ")]
    [InlineData("0.00 %", "deviates", "None of 3270 items is right, and ")]
    [InlineData("> 50 %", "not-testable", "The paper says > 50 %")]
    public void An_accuracy_beside_the_commonest_answer(string accuracy, string verdict, string reason)
    {
        var finding = Audited.Finding(Spec(accuracy, "3270", "2033"));

        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.StartsWith(reason, finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_family_a_deviation_must_outlive_the_others()
    {
        // 49.0 % of 104 beside 66: p = 0.0018 alone, and no longer so among fifty rows that are as good as the baseline.
        string Rows(int honest) => "families: { f: {} }\nclaims:\n  - { id: low, says: b, published: \"49.0 %\", family: f, baseline: { items: \"104\", majority: \"66\" } }\n" +
            string.Concat(Enumerable.Range(0, honest).Select(i => $"  - {{ id: r{i}, says: b, published: \"65.4 %\", family: f, baseline: {{ items: \"104\", majority: \"66\" }} }}\n"));

        Assert.Equal(("deviates", Level.Warning), (Audited.Findings(Rows(0))[0].Verdict.Word, Audited.Findings(Rows(0))[0].Level));
        Assert.Equal(("inconclusive", Level.Note), (Audited.Findings(Rows(50))[0].Verdict.Word, Audited.Findings(Rows(50))[0].Level));
    }

    [Fact]
    public void A_score_of_no_count_is_left_to_the_granularity() => Assert.IsType<Verdict.NotTestable>(Audited.Finding(Spec("82.3 %", "56", "28")).Verdict);

    [Theory]
    [InlineData("56", "57")]
    [InlineData("56", "0")]
    [InlineData("some", "28")]
    public void What_is_no_count_is_a_mistake(string items, string majority) => Assert.Single(Audited.Mistakes(Spec("50 %", items, majority)));

    private static string Spec(string accuracy, string items, string majority) =>
        $"claims:\n  - {{ id: b, says: b, published: \"{accuracy}\", baseline: {{ items: \"{items}\", majority: \"{majority}\" }} }}\n";
}
