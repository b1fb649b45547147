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
        Assert.Equal(Rational.Parse(round), found);
        Assert.Equal(Rational.Parse(chance), Recount.Claims.OneRate.OneRateMeasure.Chance(found, Rational.Parse(high) - Rational.Parse(low)));
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

    [Fact]
    public void Two_runs_that_agree_to_some_percent_may_have_been_measured() => Assert.IsType<Verdict.Inconclusive>(
        Rate("run,hours,energy\na,100000,41\nb,200000,83\n", "{ rate: power, of: t.energy, per: t.hours }").Verdict);

    [Fact]
    public void A_measured_power_that_is_printed_is_not_circular()
    {
        var finding = Rate("run,hours,energy\na,1000,0.413\n", "{ rate: power, of: t.energy, per: t.hours }", "published: \"413 W\",");
        Assert.IsType<Verdict.Consistent>(finding.Verdict);
        Assert.DoesNotContain("circular", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("published: { printed: \"500 W\", elsewhere: true, source: others },", "deviates")]
    [InlineData("published: { printed: \"about 500 W\", margin: 5 % },", "deviates")]
    [InlineData("published: \"500 W\", differs: \"another power\",", "not-comparable")]
    [InlineData("published: \"500 W\",", "inconsistent")]
    public void Only_the_papers_own_numbers_contradict_it(string published, string verdict) => Assert.Equal(
        verdict, Rate("run,hours,energy\na,1000000,400\nb,500000,200\n", "{ rate: power, of: t.energy, per: t.hours }", published).Verdict.Word);

    [Fact]
    public void One_count_looks_at_no_assumption() => Assert.Contains(Audited.Mistakes("""
        claims:
          - { id: a, says: a, published: "3.14e23", cost: { gives: flops, parameters: "174.6B", assumed: { tokens: { range: 250B-350B, because: guess } } } }
          - { id: b, says: b, one-count: a }
        """), m => m.Contains("RC106", StringComparison.Ordinal));

    [Fact]
    public void One_count_needs_two_conventions_to_choose_from() => Assert.IsType<Verdict.NotTestable>(Audited.Findings("""
        claims:
          - { id: a, says: a, published: "3.14e23", cost: { gives: mfu, over: "1", parameters: "174.6B", tokens-per-second: "1e6", devices: "1000", peak: "1000 TFLOP/s" } }
          - { id: b, says: b, one-count: a }
        """.Replace("published: \"3.14e23\"", "published: \"1.05\"", StringComparison.Ordinal).Replace("over: \"1\", ", "", StringComparison.Ordinal)).Single(f => f.Claim == "b").Verdict);
}
