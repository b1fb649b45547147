using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>What becomes of a relation, verdict by verdict.</summary>
public class RelationVerdicts
{
    private const string Values = """
        values:
          alpha: { printed: "0.34" }
          beta: { printed: "0.28" }
          a: { printed: "0.46 (0.454, 0.455)" }
          b: { printed: "0.54 (0.542, 0.543)" }
          half: { printed: "0.5" }
          many: { printed: "300" }
          exactly: { printed: "300", exact: true }
          three: { printed: "300", digits: "3" }
          over: { printed: "over 5", bound: above }
          almost: { printed: "almost 5", bound: below }
          about: { printed: "about 5" }
          roughly: { printed: "about 5", margin: 10 % }
          around_zero: { printed: "0.0" }
          theirs: { printed: "0.30", elsewhere: true, source: "another paper" }
          percent: { printed: "82.3 %" }
          score: { printed: "82.3", unit: percent }
        claims:

        """;

    [Theory]
    [InlineData("0.4516", "beta / (alpha + beta)", "reproduced")]
    [InlineData("0.46", "beta / (alpha + beta)", "reproduced-by-rounding")]
    [InlineData("0.47", "beta / (alpha + beta)", "inconsistent")]
    [InlineData("0.45 (0.44, 0.46)", "beta / (alpha + beta)", "reproduced")]
    [InlineData("< 0.5", "beta / (alpha + beta)", "reproduced")]
    [InlineData("> 0.5", "beta / (alpha + beta)", "inconsistent")]
    [InlineData("about 0.46", "beta / (alpha + beta)", "not-testable")]
    [InlineData("0.46", "about / 10", "not-testable")]
    [InlineData("600", "many * 2", "reproduced")]
    [InlineData("640", "many * 2", "inconclusive")]
    [InlineData("641", "exactly * 2", "inconsistent")]
    [InlineData("641", "three * 2", "inconsistent")]
    [InlineData("1.0", "half / around_zero", "not-testable")]
    [InlineData("1.0", "half / (alpha - alpha)", "failed")]
    [InlineData("1.0", "ln(-1 * half)", "failed")]
    [InlineData("1.0", "2^(9^9^9)", "not-testable")]
    [InlineData("0.40", "theirs", "deviates")]
    [InlineData("0.30", "theirs", "reproduced")]
    [InlineData("6.0", "roughly", "deviates")]
    [InlineData("6.0", "almost", "deviates")]
    [InlineData("4.0", "over", "inconsistent")]
    [InlineData("0.823", "percent", "reproduced")]
    [InlineData("82.3 %", "score", "reproduced")]
    [InlineData("0.0 points", "percent - score", "reproduced")]
    [InlineData("82.4 %", "percent", "inconclusive")]
    [InlineData("82.5 %", "percent", "inconsistent")]
    [InlineData("0.35", "alpha", "inconclusive")]
    [InlineData("0.8", "alpha + a", "reproduced")]
    public void A_formula_against_a_published_number(string published, string relation, string verdict) =>
        Assert.Equal(verdict, Claim($"published: \"{published}\"", relation).Verdict.Word);

    [Theory]
    [InlineData("a + b = 1", "consistent", false)]
    [InlineData("a + b = 1.2", "inconsistent", false)]
    [InlineData("a != b", "consistent", false)]
    [InlineData("alpha = 0.345", "consistent", false)]
    [InlineData("percent = score", "consistent", false)]
    [InlineData("percent = score + 0.001", "inconclusive", false)]
    [InlineData("b.high = 1 - a.low", "inconsistent", false)]
    [InlineData("a.low <= a <= a.high", "inconclusive", false)]
    [InlineData("alpha > beta", "consistent", false)]
    [InlineData("alpha < beta", "inconsistent", true)]
    [InlineData("alpha < beta + 0.06", "inconclusive", false)]
    [InlineData("over > alpha", "consistent", false)]
    [InlineData("over < 1", "inconsistent", true)]
    [InlineData("over < 9", "not-testable", false)]
    [InlineData("about < 9", "not-testable", false)]
    [InlineData("many = 340", "inconclusive", false)]
    [InlineData("exactly = 340", "inconsistent", false)]
    [InlineData("theirs > alpha", "deviates", true)]
    [InlineData("roughly = 6", "deviates", false)]
    [InlineData("a = b < alpha", "inconsistent", true)]
    [InlineData("a = alpha < over", "inconsistent", false)]
    public void A_comparison(string relation, string verdict, bool flips)
    {
        var finding = Claim("at: here", relation);

        Assert.Equal(verdict, finding.Verdict.Word);
        Assert.Equal(flips, finding.Flips);
    }

    [Fact]
    public void A_witness_prints_like_the_inputs_and_satisfies_the_claim()
    {
        var finding = Claim("published: \"0.46\"", "beta / (alpha + beta)");

        Assert.Equal("beta = 0.283 and alpha = 0.338", Assert.IsType<Verdict.ReproducedByRounding>(finding.Verdict).Witness);
        Assert.Contains("0.28/(0.34 + 0.28) is 0.4516, not 0.46", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("0.4516 in 0.4435 to 0.4597", finding.Measured!.Text);
    }

    [Fact]
    public void An_impossible_claim_says_what_else_could_be_wrong_and_which_rounding_would_rescue_it()
    {
        var finding = Audited.Finding("""
            values: { n: { printed: "1.23" }, m: { printed: "5.76" } }
            claims:
              - { id: ratio, says: "A ratio", published: "1/4", relation: n / m }
            """);

        var otherwise = Assert.IsType<Verdict.Inconsistent>(finding.Verdict).Otherwise;
        Assert.Contains("1/4, n or m, the formula, or the rounding", otherwise, StringComparison.Ordinal);
        Assert.Contains("Rounding by floor or trunc or ceiling-or-floor would rescue it", otherwise, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_open_says_what_would_decide_it()
    {
        Assert.Equal("one more digit of a (printed 0.46)", Assert.IsType<Verdict.Inconclusive>(Claim("at: here", "a.low <= a <= a.high").Verdict).Decides);
        Assert.Contains("'margin:' or a 'bound:'", Assert.IsType<Verdict.NotTestable>(Claim("published: \"about 0.46\"", "a").Verdict).Decides, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tolerance_widens_the_published_number_and_a_miss_beyond_it_deviates()
    {
        Assert.IsType<Verdict.Reproduced>(Claim("published: \"0.50\"\n    tolerance: { margin: 10 %, because: \"two seeds\" }", "beta / (alpha + beta)").Verdict);
        Assert.IsType<Verdict.Deviates>(Claim("published: \"0.60\"\n    tolerance: { margin: 10 %, because: \"two seeds\" }", "beta / (alpha + beta)").Verdict);
    }

    [Fact]
    public void Another_protocol_is_not_comparable_whatever_the_numbers()
    {
        Assert.IsType<Verdict.NotComparable>(Claim("published: \"0.60\"\n    differs: \"other shots\"", "alpha").Verdict);
        Assert.Equal("0.28 to 0.34", Assert.IsType<Verdict.NotComparable>(Claim("differs: \"other shots\"", "alpha = beta").Verdict).Range);
    }

    [Fact]
    public void One_printed_number_used_twice_is_one_input() => Assert.IsType<Verdict.Reproduced>(Claim("published: \"1.000\"", "alpha / alpha").Verdict);

    private static Finding Claim(string keys, string relation) =>
        Audited.Finding($"{Values}  - id: claim\n    says: \"A claim\"\n    {keys}\n    relation: \"{relation}\"\n");
}
