using Recount.Findings;
using Recount.Quantities;

namespace Recount.Tests.Claims;

public class RateVerdicts
{
    private static Finding Rate(string csv, string rate, string published = "") => Audited.Finding($$"""
        values:
          pue: { printed: "1.1", exact: true }
        tables:
          t: { file: t.csv, key: [run], exact: [hours], unit: { energy: MWh } }
        claims:
          - { id: it, says: it, {{published}} one-rate: {{rate}} }
        """, ("t.csv", csv));

    [Fact]
    public void Totals_that_are_hours_times_a_constant_are_circular()
    {
        var finding = Rate("run,hours,energy\na,809472,323.8\nb,530432,212.2\n", "{ rate: power, of: t.energy, per: t.hours }");
        Assert.IsType<Verdict.Consistent>(finding.Verdict);
        Assert.Contains("circular", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_of_different_rates_deviate()
    {
        var finding = Rate("run,hours,energy\na,100000,40.0\nb,200000,90.0\n", "{ rate: power, of: t.energy, per: t.hours }");
        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Contains("No rounding rule that is known rescues it.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cutting_off_digits_is_named_where_it_rescues()
    {
        var finding = Rate("run,hours,energy\na,1022362,449\nb,530432,233\nc,809472,356\n", "{ rate: power, of: t.energy, per: [t.hours, pue] }", "published: { printed: \"400 W\", exact: true },");
        Assert.IsType<Verdict.Inconsistent>(finding.Verdict);
        Assert.Contains("If the totals were rounded by floor or trunc, they would be one rate", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_total_over_one_amount_tells_by_how_round_it_is()
    {
        Assert.IsType<Verdict.Consistent>(Rate("run,hours,energy\na,1082990,433.196\n", "{ rate: power, of: t.energy, per: t.hours }").Verdict);
        Assert.IsType<Verdict.Inconclusive>(Rate("run,hours,energy\na,1082990,457.319\n", "{ rate: power, of: t.energy, per: t.hours }").Verdict);
    }

    [Theory]
    [InlineData("3999995", "4000005", "4000000", "0.00001")]
    [InlineData("0.423", "0.424", "0.423", "1")]
    [InlineData("1.99", "2.09", "2", "0.1")]
    [InlineData("95", "101", "100", "0.06")]
    public void The_roundest_number_of_a_range_has_the_fewest_digits(string low, string high, string round, string chance)
    {
        var found = Recount.Claims.OneRate.OneRateMeasure.Roundest(Interval.Closed(Rational.Parse(low), Rational.Parse(high)));
        Assert.Equal(Rational.Parse(round), found.Round);
        Assert.Equal(Rational.Parse(chance), found.Chance);
    }

    private static Finding Count(string published) => Audited.Findings($$"""
        tables:
          t: { file: t.csv, key: [model], exact: [layers, width, heads] }
        claims:
          - { id: each, says: each, each: t, published: "{flops}", cost: { gives: flops, count: 6nd, parameters: params, tokens: "300B", layers: layers, width: width, heads: heads, vocabulary: "32000", sequence: "2048" } }
          - { id: it, says: it, one-count: each }
        """, ("t.csv", $"model,params,layers,width,heads,flops\n{published}")).Single(f => f.Claim == "it");

    [Fact]
    public void The_convention_that_gives_all_is_named()
    {
        var finding = Count("a,174.6B,96,12288,96,3.14e23\nb,12.85B,40,5120,40,2.31e22\n");
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.StartsWith("Counted by 6nd (Kaplan et al. 2001.08361), all 2 published numbers come out", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_no_known_convention_deviate() => Assert.IsType<Verdict.Deviates>(Count("a,174.6B,96,12288,96,9.99e23\nb,12.85B,40,5120,40,2.31e22\n").Verdict);
}
