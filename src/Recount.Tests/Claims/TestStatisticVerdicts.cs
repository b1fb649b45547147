using Recount.Audits;

namespace Recount.Tests.Claims;

public class TestStatisticVerdicts
{
    [Theory]
    [InlineData("t(28) = 2.20, p = .036", "reproduced", false)]
    [InlineData("t(28) = 2, p = .14", "reproduced-by-rounding", false)]
    [InlineData("t(28) = 2.20, p = .03", "inconsistent", false)]
    [InlineData("t(28) = 2.20, p > .05", "inconsistent", true)]
    [InlineData("t(28) = 1.20, p < .05", "inconsistent", true)]
    [InlineData("t(28) = 1.75, p = .045", "inconclusive", false)]
    [InlineData("F(2, 28) = 20, p = .00001", "inconclusive", false)]
    [InlineData("t(2.5) = 4.00, p = .038", "reproduced-by-rounding", false)]
    [InlineData("chi2(5) = 238.40, p = 1.69e-49", "reproduced", false)]
    [InlineData("z = 1.96, p <= .05", "reproduced", false)]
    public void A_printed_statistic_and_its_p(string text, string verdict, bool flips)
    {
        var finding = Audited.Finding($"claims:\n  - {{ id: test, says: \"A test\", test-statistic: \"{text}\" }}\n");

        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Equal(flips, finding.Flips);
        Assert.NotNull(finding.P);
    }

    [Fact]
    public void A_family_is_adjusted_over_all_its_claims()
    {
        const string body = """
            families: { tests: { method: holm } }
            claims:
              - { id: a, says: "a", test-statistic: "z = 2.20, p = .028", family: tests }
              - { id: b, says: "b", test-statistic: "z = 2.00, p = .046", family: tests }
              - { id: c, says: "c", published: "1", relation: 1 + 0, family: tests }
            """;
        var findings = Audited.Findings(body);

        Assert.Equal(0.0834, findings[0].P!.Adjusted!.Value, 1e-4);
        Assert.Equal(0.0910, findings[1].P!.Adjusted!.Value, 1e-4);
        Assert.Null(findings[2].P);
        Assert.Contains("over the 3 checks of the family tests (holm), p is 0.0834: not below 0.05", findings[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_counts_what_did_not_run_as_one()
    {
        var spec = Audited.Read("""
            families: { tests: { method: holm } }
            claims:
              - { id: a, says: "a", test-statistic: "z = 2.20, p = .028", family: tests }
              - { id: b, says: "b", test-statistic: "z = 3.00, p = .0027", family: tests }
            """);
        var finding = Assert.Single(Audited.Audit(Plan.Of([spec], ["a"], out _)!).Findings);

        Assert.Equal(0.0556, finding.P!.Adjusted!.Value, 1e-4);
        Assert.Contains("1 of them not measured in this run and counted as 1", finding.Reason, StringComparison.Ordinal);
    }
}
