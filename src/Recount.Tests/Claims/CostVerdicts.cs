using Recount.Findings;

namespace Recount.Tests.Claims;

public class CostVerdicts
{
    private static string Claim(string published, string cost, string more = "") => $$"""
        {{more}}
        claims:
          - id: it
            says: "it"
            published: {{published}}
            cost: {{cost}}
        """;

    [Fact]
    public void What_follows_from_printed_numbers_is_reproduced()
    {
        var finding = Audited.Finding(Claim("3.14e23", """{ gives: flops, parameters: "174.6B", tokens: "300B" }"""));
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.Equal("6 * 174.6B * 300B is 3.1428e23; 3.14e23 is printed.", finding.Reason);
    }

    [Fact]
    public void Units_are_converted_on_both_sides()
    {
        var finding = Audited.Finding(Claim("1,289 MWh", """{ gives: energy, devices: "10,000", duration: "14.8 days", power: "330 W", pue: "1.10" }"""));
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.StartsWith("1289.38 MWh", finding.Measured!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_numbers_that_print_so_give_is_inconsistent() => Assert.IsType<Verdict.Inconsistent>(
        Audited.Finding(Claim("2,000 MWh", """{ gives: energy, devices: "10,000", duration: "14.8 days", power: "330 W", pue: "1.10" }""")).Verdict);

    [Fact]
    public void Missing_by_a_convention_that_the_paper_does_not_name_deviates_and_one_that_fits_is_named()
    {
        var finding = Audited.Finding(Claim("2.30e23", """{ gives: flops, parameters: "50.6B", tokens: "569B" }"""));
        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Contains("Counted otherwise it fits: 2.3033e23 by 8nd", finding.Reason, StringComparison.Ordinal);
        Assert.IsType<Verdict.Inconsistent>(Audited.Finding(Claim("2.30e23", """{ gives: flops, count: 6nd, parameters: "50.6B", tokens: "569B" }""")).Verdict);
    }

    [Fact]
    public void What_fits_only_through_an_assumption_is_inconclusive_and_says_what_it_needs()
    {
        var finding = Audited.Priced(Claim("$4.6M", """
            { gives: money, flops: "3.14e23", price: "$1.50", accelerator: V100, assumed: { mfu: { range: "15-30 %", because: "what others reached" } } }
            """));
        Assert.IsType<Verdict.Inconclusive>(finding.Verdict);
        Assert.Contains("needs an MFU of 22.8 %", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("an MFU, printed or measured", ((Verdict.Inconclusive)finding.Verdict).Decides);
    }

    [Fact]
    public void What_misses_even_over_all_that_is_assumed_deviates()
    {
        var finding = Audited.Priced(Claim("$1.0M", """
            { gives: money, flops: "3.14e23", price: "$1.50", accelerator: V100, assumed: { mfu: { range: "15-30 %", because: "what others reached" } } }
            """));
        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Contains("which needs an MFU of 105 %", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_printed_is_not_assumed() => Assert.IsType<Verdict.Reproduced>(Audited.Finding(
        Claim("356 MWh", """{ gives: energy, device-hours: "809,472", power: "400 W", pue: "1.1", assumed: { pue: { range: "1.3-1.6", because: "anything" } } }""")).Verdict);

    [Fact]
    public void Energy_from_hours_and_the_rating_is_circular()
    {
        var finding = Audited.Priced(Claim("433,196 kWh", """{ gives: energy, device-hours: "1,082,990", accelerator: A100-80GB }"""));
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.Contains("Circular: energy here is device-hours times a power of 400 W (the rating of A100-80GB); no rate was measured", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Energy_from_a_power_that_is_not_the_rating_is_not_circular() => Assert.DoesNotContain(
        "ircular", Audited.Priced(Claim("1,289 MWh", """{ gives: energy, device-hours: "3,552,000", power: "330 W", pue: "1.10", accelerator: V100 }""")).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_catalogued_number_can_deviate_and_contradicts_nobody()
    {
        var finding = Audited.Priced(Claim("21.3 %", """{ gives: mfu, flops: "3.14e23", device-hours: "3,552,000", accelerator: V100 }"""));
        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Equal(Level.Note, finding.Level);
    }

    [Fact]
    public void A_limit_is_held_or_not()
    {
        static string Limit(string limit) => $$"""
            claims:
              - { id: it, says: it, cost: { gives: mfu, flops: "3.14e23", device-hours: "3,552,000", accelerator: V100, {{limit}} } }
            """;
        var held = Audited.Priced(Limit("at-most: \"100 %\""));
        Assert.IsType<Verdict.Consistent>(held.Verdict);
        Assert.Contains("is 19.64 %, and 19.54 to 19.75 % over all that is allowed: at most 100 %, as claimed.", held.Reason, StringComparison.Ordinal);
        Assert.IsType<Verdict.Deviates>(Audited.Priced(Limit("at-least: \"50 %\"")).Verdict);
    }

    [Theory]
    [InlineData("135,168", "consistent")]
    [InlineData("82,432", "deviates")]
    public void Hours_of_so_many_devices_are_whole_or_not(string hours, string verdict) => Assert.Equal(verdict, Audited.Finding($$"""
        values:
          hours: { printed: "{{hours}}", exact: true }
        claims:
          - { id: it, says: it, cost: { gives: duration, device-hours: hours, devices: "2048", whole: true } }
        """).Verdict.Word);

    [Fact]
    public void A_price_of_the_day_is_named_in_the_sentence()
    {
        var finding = Audited.Priced(Claim("$379M", """{ gives: money, device-hours: "30.84M", offer: aws-p5.48xlarge, on: 2024-07-23 }"""));
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.Contains("AWS p5.48xlarge (8 x H100, us-east-1) cost 98.32 USD an hour on 2024-07-23.", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(Printed.Status.Secondary, finding.Status);
    }

    [Fact]
    public void A_day_without_a_price_is_not_run_and_the_neighbours_are_named()
    {
        var finding = Audited.Priced(Claim("$379M", """{ gives: money, device-hours: "30.84M", offer: aws-p5.48xlarge, on: 2025-06-15 }"""));
        Assert.IsType<Verdict.NotRun>(finding.Verdict);
        Assert.Contains("98.32 USD an hour was seen on 2025-05-29, and 55.04 USD an hour was seen on 2025-07-03", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_day_can_be_asked_for()
    {
        const string cost = """{ gives: money, device-hours: "30.84M", offer: aws-p5.48xlarge, on: 2025-06-15 }""";
        Assert.StartsWith("$212", Audited.Priced(Claim("$379M", cost), new(2026, 1, 1)).Measured!.Text, StringComparison.Ordinal);
        Assert.StartsWith("$379", Audited.Priced(Claim("$379M", cost), new(2024, 3, 1)).Measured!.Text, StringComparison.Ordinal);
        Assert.IsType<Verdict.NotRun>(Audited.Priced(Claim("$379M", cost), new(2020, 1, 1)).Verdict);
    }

    [Fact]
    public void What_is_saved_between_two_days_shows_both_prices()
    {
        var finding = Audited.Priced(Claim("44.0 %", """{ gives: money, device-hours: "30.84M", offer: aws-p5.48xlarge, on: 2024-07-23, saved-by: 2025-07-23 }"""));
        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.Contains("98.32 USD an hour on 2024-07-23, so that the run cost USD 379,023,600", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("55.04 USD an hour on 2025-07-23, so that the run cost USD 212,179,200", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_is_shared_and_a_claim_has_the_last_word()
    {
        var spec = """
            values:
              n: { printed: "70B" }
            runs:
              big: { parameters: n, tokens: "1.4T" }
            claims:
              - { id: a, says: a, published: "5.88e23", cost: { run: big, gives: flops } }
              - { id: b, says: b, published: "8.40e23", cost: { run: big, gives: flops, tokens: "2.0T" } }
            """;
        Assert.All(Audited.Findings(spec), f => Assert.IsType<Verdict.Reproduced>(f.Verdict));
    }
}
