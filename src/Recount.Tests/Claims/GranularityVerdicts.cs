using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>What becomes of a printed share or mean when the number of items is known.</summary>
public class GranularityVerdicts
{
    [Theory]
    [InlineData("82.1 %", "items: \"56\"", "consistent")]
    [InlineData("82.3 %", "items: \"56\"", "inconsistent")]
    [InlineData("79.3 %", "items: \"10042\"", "not-testable")]
    [InlineData("79.307 %", "items: \"10042\"", "consistent")]
    [InlineData("0.821", "items: \"56\", data: share", "consistent")]
    [InlineData("1.02", "items: \"56\", data: share", "inconsistent")]
    [InlineData("5.19", "items: \"28\"", "inconsistent")]
    [InlineData("5.18", "items: \"14\", parts: \"2\"", "consistent")]
    [InlineData("5.21", "items: \"28\", sd: \"1.6\"", "consistent")]
    [InlineData("3.44", "items: \"18\", sd: \"2.47\"", "inconsistent")]
    [InlineData("5.19", "items: \"28\", sd: \"1.5\"", "inconsistent")]
    [InlineData("2", "items: \"1\", sd: \"1\"", "not-testable")]
    [InlineData("0.19", "items: \"1683\", sd: \"0.35\", data: binary", "inconsistent")]
    [InlineData("0.53", "items: \"1683\", sd: \"0.50\", data: binary", "consistent")]
    [InlineData("30 %", "items: \"3\"", "inconclusive")]
    [InlineData("50 %", "items: \"3\"", "inconsistent")]
    [InlineData("about 50 %", "items: \"3\"", "not-testable")]
    [InlineData("< 50 %", "items: \"3\"", "not-testable")]
    [InlineData("67.0 %", "items: \"164\"", "inconsistent")]
    [InlineData("67.0 %", "items: \"164 * 200\"", "not-testable")]
    public void A_printed_number_of_so_many_items(string published, string keys, string verdict) => Assert.Equal(verdict, Claim(published, keys).Verdict.Word);

    [Fact]
    public void An_impossible_share_says_what_is_near_and_what_else_could_be_wrong()
    {
        var finding = Claim("82.3 %", "items: \"56\"");

        Assert.Equal(
            "82.3 % of 56 items is no whole number of items: 46 of 56 prints 82.1 %, 47 of 56 prints 83.9 %. One of these must be otherwise: the number, " +
            "the item count (62 would do: 51 of 62), the metric (an average over runs?), or the data. No rounding rule that is known rescues it.",
            finding.Reason);
        Assert.Equal(Level.Error, finding.Level);
    }

    [Fact]
    public void Passing_carries_its_power_and_no_power_what_would_give_it_some()
    {
        Assert.StartsWith("94.4 % of the values", Assert.IsType<Verdict.Consistent>(Claim("82.1 %", "items: \"56\"").Verdict).Power, StringComparison.Ordinal);
        Assert.Equal("2 more digits of the number (power 90 %)", Assert.IsType<Verdict.NotTestable>(Claim("79.3 %", "items: \"10042\"").Verdict).Decides);
    }

    [Fact]
    public void The_rounding_rule_that_rescues_a_value_is_named() =>
        Assert.Contains("Rounding by ceiling or anti-trunc or ceiling-or-floor or twice would rescue it", Claim("84.3 %", "items: \"273\"").Reason, StringComparison.Ordinal);

    [Fact]
    public void Items_come_from_a_table_and_a_row_without_a_score_makes_no_claim()
    {
        var findings = Audited.Findings("""
            tables:
              scores: { file: s.csv, key: [task], unit: { score: percent } }
              items: { file: i.csv, key: [task], exact: [n] }
            claims:
              - { id: possible, says: "{task}", each: scores, published: "{score}", granularity: { items: "items[{task}].n" } }
            """, ("s.csv", "task,score\nCB,82.3\nRTE,-\nCOPA,91.0\n"), ("i.csv", "task,n\nCB,56\nRTE,277\nCOPA,100\n"));

        Assert.Equal(["inconsistent", "consistent"], findings.Select(f => f.Verdict.Word));
    }

    [Fact]
    public void Too_many_sums_are_not_tried() => Assert.Contains("would have to be tried",
        Assert.IsType<Verdict.NotTestable>(Claim("5.1", "items: \"9000000000\", sd: \"1.6\"").Verdict).Power, StringComparison.Ordinal);

    [Theory]
    [InlineData("items: \"0\"")]
    [InlineData("items: \"5.5\"")]
    [InlineData("items: \"n\"")]
    [InlineData("items: \"5 = 5\"")]
    [InlineData("parts: \"2\"")]
    [InlineData("items: \"56\", sd: \"some\", data: mean")]
    [InlineData("items: \"56\", sd: \"1.2\"")]
    [InlineData("items: \"56\", data: shares")]
    public void What_is_no_test_set_is_a_mistake(string keys) =>
        Assert.Single(Audited.Mistakes($"claims:\n  - {{ id: a, says: \"a\", published: \"82.1 %\", granularity: {{ {keys} }} }}\n"));

    private static Finding Claim(string published, string keys) =>
        Audited.Finding($"claims:\n  - {{ id: a, says: \"a\", published: \"{published}\", granularity: {{ {keys} }} }}\n");
}
