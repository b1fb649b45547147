namespace Recount.Tests.Cli;

public class PriceCommandTests
{
    private static (int Code, string Output, string Error) Ran(params string[] args)
    {
        var terminal = new Terminal();
        var code = terminal.Run(args);
        return (code, terminal.Out, terminal.Error);
    }

    private static readonly string[] Train = ["price", "train", "--parameters", "70B", "--tokens", "1.4T"];

    private static readonly string[] Serve =
        ["price", "serve", "--parameters", "70B", "--layers", "80", "--heads", "64", "--kv-heads", "8", "--key", "128", "--prompt", "1000", "--output", "300"];

    [Fact]
    public void One_run_on_two_days_shows_both_prices_and_why_they_differ()
    {
        var (code, output, _) = Ran([.. Train, "--offer", "aws-p5.48xlarge", "--on", "2024-07-23", "--on", "2025-07-23"]);
        Assert.Equal(0, code);
        Assert.Contains("98.32 an hour on 2024-07-23, 55.04 on 2025-07-23, 44 % less. The run is the same", output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_without_a_price_is_refused_with_the_nearest()
    {
        var (code, output, error) = Ran([.. Train, "--offer", "aws-p5.48xlarge", "--on", "2025-06-10"]);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("98.32 USD an hour was seen on 2025-05-29, and 55.04 USD an hour was seen on 2025-07-03", error, StringComparison.Ordinal);
        Assert.Contains("The nearest day with a price: --on 2025-05-29", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("serve")]
    public void What_is_written_for_a_spec_audits_as_it_is(string verb)
    {
        var folder = Directory.CreateTempSubdirectory("recount-price-").FullName;
        try
        {
            var (code, _, error) = Ran([.. verb == "train" ? Train : Serve, "--out", folder]);
            Assert.True(code == 0, error);
            Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, "price.svg")), StringComparison.Ordinal);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(folder, "price.png")).Take(4));

            var finding = Audited.Priced(File.ReadAllText(Path.Combine(folder, "price.yaml")));
            Assert.True(finding.Verdict is Findings.Verdict.Consistent, finding.Reason);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_published_number_says_what_the_assumption_would_have_to_be()
    {
        var (_, output, _) = Ran(["price", "train", "--flops", "3.14e23", "--price", "$1.50", "--accelerator", "V100", "--published", "$4.6M"]);
        Assert.Contains("$4.6M agrees with what it comes to, USD 2.33M to 5.23M, on V100 at the price given.", Whole(output), StringComparison.Ordinal);
        Assert.Matches(@"What \$4.6M needs, all else as it is, on V100[^\n]*\n(  price +USD 2.14 a device-hour; here it is USD 1.5 a device-hour\n|  mfu +22.8 %; assumed is 20 to 45 %\n){2}\n", output);
    }

    [Fact]
    public void Utilisation_is_not_assumed_where_the_hours_are_known()
    {
        var (_, output, _) = Ran([.. Train, "--device-hours", "1000000", "--accelerator", "A100"]);
        Assert.DoesNotContain("an MFU of", output, StringComparison.Ordinal);
        Assert.Contains("MFU, %", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Serving_names_what_matters_most_and_where_it_breaks_even()
    {
        var (code, output, _) = Ran([.. Serve, "--accelerator", "H100", "--on", "2026-01-01", "--request-rate", "10", "--price-in", "3", "--price-out", "3"]);
        Assert.Equal(0, code);
        Assert.Matches(@"What matters most for money per million tokens[^\n]*\n  batch ", output);
        Assert.Contains("breaks even at", output, StringComparison.Ordinal);
        Assert.Contains("replicas, whole, on", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_fit_is_not_priced()
    {
        var (code, output, _) = Ran([.. Serve, "--on", "2026-01-01"]);
        Assert.Equal(0, code);
        Assert.Contains("AWS p3.16xlarge (8 x V100): no sequence fits beside 140 GB of weights into 115 GB of usable memory.", Whole(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_is_cut_to_what_the_memory_holds()
    {
        var (_, output, _) = Ran([.. Serve, "--offer", "aws-p4d.24xlarge", "--on", "2026-01-01", "--batch", "8-5000"]);
        Assert.Matches(@"the memory holds no more\s+than 347 at once", output);
    }

    [Fact]
    public void All_mistakes_of_a_command_line_are_said()
    {
        var (code, _, error) = Ran([.. Train, "--power", "400", "--mfu", "much", "--offer", "aws-p6", "--accelerator", "H1000", "--on", "yesterday", "--count", "7nd"]);
        Assert.Equal(2, code);
        Assert.Contains("--power 400 is not power with its unit (kW, W, MW, GW).", error, StringComparison.Ordinal);
        Assert.Contains("--mfu much is not a share", error, StringComparison.Ordinal);
        Assert.Contains("'aws-p6' is no offer of the catalog.", error, StringComparison.Ordinal);
        Assert.Contains("Did you mean H100?", error, StringComparison.Ordinal);
        Assert.Contains("'yesterday' is no day.", error, StringComparison.Ordinal);
        Assert.Contains("'7nd' is no convention", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_asked_for()
    {
        var (code, _, error) = Ran("price", "serve", "--parameters", "70B");
        Assert.Equal(2, code);
        Assert.Contains("--prompt", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_may_lie_elsewhere_and_its_mistakes_are_shown()
    {
        var (code, _, error) = Ran([.. Train, "--catalog", Path.Combine(Repository.Tests, "Specs", "BrokenCatalogs")]);
        Assert.Equal(2, code);
        Assert.Contains("error RC012", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tokens", "0", "tokens of nought or less cannot be")]
    [InlineData("--mfu", "135 %", "an MFU above 100 % cannot be")]
    [InlineData("--mfu", "30", "an MFU above 100 % cannot be")]
    [InlineData("--pue", "0.5", "a PUE below 1 cannot be")]
    [InlineData("--price", "€-3", "a price of nought or less cannot be")]
    public void What_cannot_be_is_refused(string option, string value, string why)
    {
        var (code, _, error) = Ran("price", "train", "--parameters", "70B", option, value);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EUR and USD cannot be compared", "--price", "€1.50", "--published", "$4.6M")]
    [InlineData("EUR and USD cannot be compared", "--price", "€1.50", "--currency", "USD")]
    [InlineData("'banana' is no currency", "--currency", "banana")]
    [InlineData("--price and --offer are two prices", "--price", "2", "--offer", "aws-p5.48xlarge")]
    [InlineData("is of H100, not of V100", "--accelerator", "V100", "--offer", "aws-p5.48xlarge")]
    public void What_does_not_go_together_is_refused(string why, params string[] args)
    {
        var (code, _, error) = Ran([.. Train, .. args]);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_day_twice_is_one_day()
    {
        var (_, output, _) = Ran([.. Train, "--offer", "aws-p5.48xlarge", "--on", "2026-01-01", "--on", "2026-01-01"]);
        Assert.DoesNotContain("costs the same", output, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(output, "a device-hour on 2026-01-01"));
    }

    [Fact]
    public void An_offer_is_priced_on_its_own_last_day() => Assert.Contains("on 2024-04-18", Ran([.. Train, "--offer", "azure-nd96asr-v4"]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("$1M", "is below what it comes to, whose lower end is 2.33 times as much: USD 2.33M to 5.23M")]
    [InlineData("$10M", "is above what it comes to, 1.91 times the upper end of USD 2.33M to 5.23M")]
    [InlineData("$4-9M", "agrees with what it comes to, USD 2.33M to 5.23M")]
    public void A_published_number_is_held_against_each_line(string published, string stands) => Assert.Contains(
        $"{published} {stands}", Whole(Ran(["price", "train", "--flops", "3.14e23", "--price", "$1.50", "--accelerator", "V100", "--published", published]).Output), StringComparison.Ordinal);

    [Fact]
    public void What_a_published_range_needs_has_two_ends_and_is_told_where_nothing_is_assumed()
    {
        var (_, output, _) = Ran(["price", "train", "--device-hours", "1M", "--accelerator", "V100", "--price", "1.50", "--published", "$4-5M"]);
        Assert.Contains("price           USD 4 to 5 a device-hour; here it is USD 1.5 a device-hour", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stated_numbers_that_do_not_agree_are_named()
    {
        var (_, output, _) = Ran("price", "train", "--devices", "1024", "--duration", "10 days", "--device-hours", "1M", "--accelerator", "H100");
        Assert.Contains("--devices 1024 does not agree with the other numbers, by which it is 4167; it changes nothing here.", Whole(output), StringComparison.Ordinal);
        (_, output, _) = Ran([.. Train, "--device-hours", "1M", "--mfu", "40 %", "--accelerator", "H100"]);
        Assert.Contains("--mfu 40 % does not agree with the other numbers and the catalog, by which it is 16.5 %", Whole(output), StringComparison.Ordinal);
        (_, output, _) = Ran("price", "train", "--devices", "1024", "--duration", "10 days", "--device-hours", "246k", "--accelerator", "H100");
        Assert.Contains("--devices 1024 changes nothing here: it is 1025 by the other numbers.", Whole(output), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assumption_is_not_told_as_a_result() =>
        Assert.DoesNotContain("MFU, %", Ran("price", "train", "--device-hours", "1M", "--accelerator", "A100").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--parameters and --tokens, or with --flops, or with --device-hours")]
    [InlineData("--tokens, or with --flops, or with --device-hours", "--parameters", "70B")]
    [InlineData("--peak, or with --format fp16 or --format fp32", "--parameters", "70B", "--tokens", "1T", "--accelerator", "V100", "--format", "fp8")]
    public void Each_way_that_would_lead_there_is_told(string ways, params string[] args)
    {
        var (code, _, error) = Ran(["price", "train", .. args]);
        Assert.Equal(2, code);
        Assert.Contains($"It would with {ways}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No offer in '", "is in EUR: there are prices in USD", "--currency", "EUR")]
    [InlineData("There is no offer of L4 in '", "there are offers of V100, A100", "--accelerator", "L4")]
    public void Why_there_is_no_offer_is_told(string what, string why, params string[] args)
    {
        var (code, _, error) = Ran([.. Train, .. args]);
        Assert.Equal(2, code);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mfu 50-30% runs backwards.", "Write it as 30-50%", "--mfu", "50-30%")]
    [InlineData("--price $3-2 runs backwards.", "Write it as $2-3", "--price", "$3-2")]
    [InlineData("--devices 10.5 is not whole.", "", "--devices", "10.5")]
    [InlineData("--published 0: money of nought", "", "--published", "0")]
    [InlineData("--price two is not an amount of money.", "Write it as '$12'", "--price", "two")]
    public void A_number_that_is_none_is_refused(string what, string advice, params string[] args)
    {
        var (code, _, error) = Ran([.. Train, .. args]);
        Assert.Equal(2, code);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_named_with_the_verb_above() =>
        Assert.Contains("recount price serve --help shows its options.", Ran("price", "serve", "70B").Error, StringComparison.Ordinal);

    [Fact]
    public void Their_bill_stands_beside_ones_own()
    {
        var (_, output, _) = Ran([.. Serve, "--accelerator", "H100", "--on", "2026-01-01", "--request-rate", "10", "--price-in", "3", "--price-out", "15"]);
        Assert.Contains("API a year 2.37M", Whole(output), StringComparison.Ordinal);
    }

    private static string Whole(string output) => System.Text.RegularExpressions.Regex.Replace(output, @"\s+", " ");

    [Fact]
    public void A_site_is_named_in_the_spec()
    {
        var (_, output, _) = Ran("price", "train", "--energy", "1287 MWh", "--site", "us-average-patterson", "--accelerator", "V100", "--price", "1.5");
        Assert.Contains("    site: us-average-patterson", output, StringComparison.Ordinal);
        var finding = Audited.Priced(output[output.IndexOf("values:", StringComparison.Ordinal)..]);
        Assert.True(finding.Verdict is Findings.Verdict.Consistent, finding.Reason);
    }

    [Fact]
    public void A_number_that_changes_nothing_is_named()
    {
        var (_, output, _) = Ran([.. Train, "--devices", "1024", "--duration", "10 days", "--mfu", "40%", "--accelerator", "H100"]);
        Assert.Contains("--tokens 1.4T does not agree with the other numbers and the catalog, by which it is", Whole(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_price_per_token_says_what_each_assumption_would_have_to_be()
    {
        var (_, output, _) = Ran([.. Serve, "--accelerator", "H100", "--on", "2026-01-01", "--published", "$3.00"]);
        Assert.Matches(@"What \$3.00 needs[^\n]*(\n  [^\n]*)*\n  batch +[\d.]+; assumed is 8 to 64(\n  [^\n]*)*\n  load +[\d.]+ %; assumed", output);
        Assert.Matches(@"\n  usable +no usable gives that", output);
    }

    [Fact]
    public void What_turns_over_its_range_is_told_over_the_whole_of_it()
    {
        var (code, output, _) = Ran("price", "serve", "--parameters", "70B", "--layers", "80", "--heads", "64", "--kv-heads", "8", "--key", "128", "--prompt", "1000-100000", "--output", "300",
            "--batch", "8", "--load", "50%", "--mfu", "45%", "--mbu", "65%", "--offer", "aws-p5.48xlarge", "--on", "2026-01-01");
        Assert.Equal(0, code);
        var range = System.Text.RegularExpressions.Regex.Match(output, @"\(([0-9.]+) to ([0-9.]+)\)");
        Assert.True(double.Parse(range.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) < 2.1, output);
    }
}
