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
        var finding = Audited.Finding(Claim("3.14e23", """{ gives: flops, count: 6nd, parameters: "174.6B", tokens: "300B" }"""));
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

    // --- what is supposed ---
    [Fact]
    public void A_law_that_supposes_something_contradicts_nobody_and_says_what()
    {
        var finding = Audited.Finding(Claim("1,001 MWh", """{ gives: energy, device-hours: "1,000,001", power: "0.9000 kW" }"""));
        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Contains("It supposes nothing is added to the accelerators' energy, which the paper does not say.", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device-hours", "3,545,454.5", """energy: "1287.0 MWh", it-energy: "1170.0 MWh", power: "330.0 W" """)]
    [InlineData("pue", "1.25", """device-hours: "1,000,001", power: "400.0 W", carbon: "200.0 t", carbon-intensity: "0.4000 kg/kWh" """)]
    [InlineData("money", "$2.00M", """energy: "500.0 MWh", it-energy: "400.0 MWh", power: "0.4000 kW", price: "$2.000" """)]
    [InlineData("mfu", "55.6 %", """parameters: "100.0B", tokens: "1.000T", hardware-flops: "8.000e23", device-hours: "1.000M", peak: "300.0 TFLOP/s" """)]
    public void What_can_be_known_exactly_is_not_supposed(string gives, string published, string run) => Assert.False(
        Audited.Finding(Claim(published, $"{{ gives: {gives}, {run} }}")).Verdict is Verdict.Inconsistent or Verdict.Deviates);

    [Fact]
    public void Nothing_is_taken_to_be_computed_again_or_not() => Assert.Contains(Audited.Mistakes(
        Claim("57.8 %", """{ gives: hfu, mfu: "46.2 %" }""")), m => m.Contains("RC104: 'hfu' does not follow", StringComparison.Ordinal));

    // --- assumptions and limits ---
    private static Finding Limited(string limit) => Audited.Priced($$"""
        claims:
          - { id: it, says: it, cost: { gives: money, flops: "3.14e23", price: "$1.50", peak: "125 TFLOP/s", assumed: { mfu: { range: "15-40 %", because: "others" } }, {{limit}} } }
        """);

    [Fact]
    public void A_limit_over_an_assumption_holds_depends_or_does_not()
    {
        Assert.IsType<Verdict.Consistent>(Limited("at-most: \"$40M\"").Verdict);
        Assert.IsType<Verdict.Deviates>(Limited("at-most: \"$1M\"").Verdict);
        var depends = Limited("at-most: \"$4M\"");
        Assert.IsType<Verdict.Inconclusive>(depends.Verdict);
        Assert.Contains("The limit is met at an MFU of 26.2 %", depends.Reason, StringComparison.Ordinal);
        Assert.False(depends.Flips);
    }

    [Fact]
    public void What_an_assumption_needs_comes_by_the_way_that_was_followed()
    {
        // The throughput leads to a duration of its own; the claim was followed through the one that is assumed.
        var finding = Audited.Finding("""
            runs:
              r: { tokens: "1.00T", tokens-per-second: "1.00M" }
            claims:
              - { id: it, says: it, published: "200,001", cost: { run: r, gives: device-hours, devices: "1000", using: [tokens], assumed: { duration: { range: "100-300 h", because: "a guess" } } } }
            """);
        Assert.IsType<Verdict.Inconclusive>(finding.Verdict);
        Assert.Contains("a duration of 8.33 days", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assumption_is_nobodys_number()
    {
        var finding = Audited.Finding(Claim("$1.0M", """{ gives: money, flops: "3.14e23", price: "$1.50", peak: "125 TFLOP/s", assumed: { mfu: { range: "15-30 %", because: "others" } } }"""));
        Assert.Equal(Level.Note, finding.Level);
        Assert.False(finding.Headline);
    }

    [Fact]
    public void Zeros_at_the_end_leave_an_assumption_open() => Assert.IsType<Verdict.Inconclusive>(Audited.Finding(
        Claim("$5,000,000", """{ gives: money, flops: "3.14e23", price: "$1.500", peak: "125 TFLOP/s", assumed: { mfu: { range: "22-23 %", because: "others" } } }""")).Verdict);

    // --- whole, over, using, cells ---
    [Theory]
    [InlineData("exact: true", "differs: \"it need not be\",", "not-comparable")]
    [InlineData("exact: false", "", "not-testable")]
    public void Whole_numbers_need_exact_ones_and_may_differ(string how, string differs, string verdict) => Assert.Equal(verdict, Audited.Finding($$"""
        values:
          hours: { printed: "82,433", {{how}} }
        claims:
          - { id: it, says: it, {{differs}} cost: { gives: duration, device-hours: hours, devices: "2048", whole: true } }
        """).Verdict.Word);

    [Fact]
    public void A_ratio_is_a_share_or_a_factor()
    {
        Assert.IsType<Verdict.Reproduced>(Audited.Finding(Claim("1.03", """{ gives: flops-per-token, over: "6.00e9", count: palm, parameters: "1.000e9", layers: "10", heads: "16", key: "64", sequence: "1465" }""")).Verdict);
        Assert.Contains(Audited.Mistakes(Claim("10 kWh", """{ gives: energy, device-hours: "1000", power: "1 kW", pue: "1.1", over: "100 kWh" }""")), m => m.Contains("RC103", StringComparison.Ordinal));
    }

    [Fact]
    public void What_using_leaves_out_the_catalog_does_not_bring_back() => Assert.Contains(Audited.Mistakes("""
        runs:
          r: { devices: "10,000", duration: "14.7 days", accelerator: V100, power: "330 W" }
        claims:
          - { id: it, says: it, published: "1,058 MWh", cost: { run: r, gives: energy, using: [devices, duration] } }
        """), m => m.Contains("RC104", StringComparison.Ordinal));

    [Fact]
    public void A_cell_that_is_empty_and_not_needed_is_not_missed()
    {
        var findings = Audited.Findings("""
            tables:
              t: { file: t.csv, key: [run], unit: { power: W, energy: MWh } }
            runs:
              row: { device-hours: hours, power: power, flops: flops }
            claims:
              - { id: speed, says: it, each: t, published: "{speed}", cost: { run: row, gives: achieved } }
              - { id: energy, says: it, each: t, published: "{energy}", cost: { run: row, gives: it-energy } }
            """.Replace("published: \"{speed}\"", "published: { printed: \"{speed}\", unit: TFLOP/s }", StringComparison.Ordinal), ("t.csv", "run,hours,power,flops,speed,energy\na,1000,400,3.60e20,100,0.40\nb,1000,,3.60e20,100,0.40\n"));
        Assert.Equal(["speed[a]", "speed[b]", "energy[a]"], findings.Select(f => f.Key));
    }

    // --- units and currencies ---
    [Theory]
    [InlineData("""{ gives: money, device-hours: "1000", price: "€2" }""", "$2,000", "RC105")]
    [InlineData("""{ gives: device-hours, money: "€1.00M", price: "$2.00" }""", "500,000", "RC105")]
    [InlineData("""{ gives: flops, achieved: "100 TFLOP/s", device-hours: "3640 PF-days" }""", "1e23", "RC103")]
    [InlineData("""{ gives: flops, parameters: "10.0B kWh", tokens: "1T" }""", "1e23", "RC103")]
    [InlineData("""{ gives: mfu, parameters: "10.0B", tokens-per-second: "380 tokens/s/GPU", devices: "8", peak: "1 TFLOP/s" }""", "10 %", "RC103")]
    [InlineData("""{ gives: flops, mfu: "30", peak: "1 TFLOP/s", device-hours: "1000" }""", "1e23", "RC106")]
    [InlineData("""{ gives: energy, it-energy: "1 MWh", pue: "0.9" }""", "1 MWh", "RC106")]
    [InlineData("""{ gives: money, device-hours: "1000", price: "$2", saved-by: 2026-01-01 }""", "44 %", "RC019")]
    public void What_cannot_be_read_or_be_is_a_mistake(string cost, string published, string code) =>
        Assert.Contains(Audited.Mistakes(Claim($"\"{published}\"", cost)), m => m.Contains(code, StringComparison.Ordinal));

    [Fact]
    public void A_price_for_a_day_is_one_for_24_hours() => Assert.IsType<Verdict.Reproduced>(
        Audited.Finding(Claim("$2,000", """{ gives: money, device-hours: "1,000", price: "$48.00 per day" }""")).Verdict);

    [Fact]
    public void Short_times_add_up_in_formulas() => Assert.IsType<Verdict.Reproduced>(Audited.Finding("""
        values:
          one: { printed: "50.0", unit: ms }
          other: { printed: "150.0", unit: ms }
        claims:
          - { id: it, says: it, published: "5.00", cost: { gives: capacity, request-time: one + other } }
        """).Verdict);

    [Fact]
    public void Circular_is_only_what_is_an_amount_times_constants()
    {
        Assert.DoesNotContain("Circular", Audited.Priced(Claim("100 MWh", """{ gives: it-energy, energy: "120 MWh", site: jean-zay }""")).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Circular", Audited.Priced(Claim("1.1 GWh", """{ gives: it-energy, flops: "3.14e23", mfu: "25 %", accelerator: A100 }""")).Reason, StringComparison.Ordinal);
        Assert.Contains("Circular: energy here is energy of the computers times a PUE of 1.2 (jean-zay of the catalog)",
            Audited.Priced(Claim("120 MWh", """{ gives: energy, it-energy: "100 MWh", site: jean-zay }""")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paper_that_counts_recomputation_calls_that_its_FLOPs()
    {
        Assert.IsType<Verdict.Reproduced>(Audited.Finding(Claim("8.00e23", """{ gives: flops, count: 8nd, parameters: "100.0B", tokens: "1.000T" }""")).Verdict);
        Assert.IsType<Verdict.Reproduced>(Audited.Finding(Claim("16.7 %", """{ gives: mfu, count: 8nd, parameters: "100.0B", tokens: "1.000T", device-hours: "1.000M", peak: "1000 TFLOP/s" }""")).Verdict);
    }
}
