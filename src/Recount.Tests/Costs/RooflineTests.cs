using Recount.Costs;
using Recount.Costs.Pricing;
using Recount.Quantities;

namespace Recount.Tests.Costs;

/// <summary>A service of which every number was worked out by hand: 70B parameters of 16 bits on 8 H100, 80 layers, 8 key heads of 128, prompts of 1,000 tokens and answers of 200.</summary>
public class RooflineTests
{
    private static Estimation Service(params (string Key, string Text)[] more) => new(
    [
        .. new (string Key, string Text)[]
        {
            ("parameters", "70B"), ("weight-bytes", "2"), ("kv-bytes", "2"), ("layers", "80"), ("heads", "64"), ("kv-heads", "8"), ("key", "128"), ("prompt", "1000"), ("output", "200"),
            ("devices", "8"), ("peak", "1000 TFLOP/s"), ("bandwidth", "3 TB/s"), ("memory", "80 GB"), ("usable", "90 %"), ("mfu", "50 %"), ("mbu", "50 %"), ("load", "50 %"), ("price", "$2"),
            ("batch", "16"),
        }.Where(g => more.All(m => m.Key != g.Key)).Concat(more).Select(g => Defaults.Read(CostQuantity.Named(g.Key)!, g.Text)!),
    ], CostLaws.With(FlopCount.Named[0]));

    private static double Of(string key, params (string Key, string Text)[] more) => Service(more).Of(CostQuantity.Named(key)!)!.Value.Middle.ToDouble();

    private static void Near(double expected, double actual) => Assert.InRange(actual / expected, 1 - 1e-12, 1 + 1e-12);

    /// <summary>2 (keys and values) x 80 x 8 x 128 x 2 bytes.</summary>
    [Fact]
    public void A_token_takes_327_680_bytes_of_keys_and_values() => Assert.Equal(327_680, Of("kv-per-token"));

    /// <summary>140e9 bytes, and 16 x 1,100 x 327,680 = 5.767168e9 bytes, over 8 x 3e12 x .5 = 12e12 bytes/s.</summary>
    [Fact]
    public void A_step_reads_weights_and_keys_in_12_ms() => Near((140e9 + 5.767168e9) / 12e12, Of("memory-time"));

    /// <summary>16 x (140e9 + 4 x 80 x 64 x 128 x 1,100 = 2.8835840e9) FLOPs over 8 x 1e15 x .5 = 4e15 FLOP/s.</summary>
    [Fact]
    public void Its_arithmetic_takes_less_than_a_millisecond() => Near(16 * (140e9 + 2.883584e9) / 4e15, Of("arithmetic-time"));

    [Fact]
    public void The_slower_of_both_takes_the_time()
    {
        Assert.Equal(Of("memory-time"), Of("step-time"));
        Assert.Equal(Of("arithmetic-time", ("peak", "10 TFLOP/s")), Of("step-time", ("peak", "10 TFLOP/s")));
    }

    /// <summary>1,000 x (140e9 + 2 x 80 x 64 x 128 x 1,000 = 1.31072e9) FLOPs over 4e15: 35.3 ms, more than the 11.7 ms of reading the weights.</summary>
    [Fact]
    public void A_prompt_is_read_in_35_ms() => Near(1000 * (140e9 + 1.31072e9) / 4e15, Of("prefill-time"));

    /// <summary>What a request takes a replica is its prompt, and its share of 200 steps; eight devices at $2 an hour, half of the time.</summary>
    [Fact]
    public void Money_per_request_and_per_million_tokens_follow()
    {
        var request = (1000 * (140e9 + 1.31072e9) / 4e15) + (200 * ((140e9 + 5.767168e9) / 12e12) / 16);
        Near(request, Of("request-time"));
        Near(request * 16 / 3600 / 0.5, Of("cost-per-request"));
        Near(request * 16 / 3600 / 0.5 * 1e6 / 1200, Of("cost-per-million-tokens"));
        Near(request * 16 / 3600 / 0.5 * 1e6 / 200, Of("cost-per-million-output-tokens"));
        Near(10 * request * 16 / 3600 / 0.5 * 31_557_600, Of("yearly-cost", ("request-rate", "10")));
    }

    /// <summary>8 x 80e9 x .9 - 140e9 = 436e9 bytes over 1,200 x 327,680.</summary>
    [Fact]
    public void The_memory_holds_1108_sequences() => Near(436e9 / (1200 * 327_680.0), Of("largest-batch"));

    /// <summary>At $1 for a million tokens in and out a request costs $.0012; 16 dollars an hour are as much at 3.7037 requests per second.</summary>
    [Fact]
    public void It_breaks_even_where_an_hour_costs_what_its_requests_would()
    {
        Near(16 / 3600.0 / 0.0012, Of("break-even-rate", ("price-in", "1"), ("price-out", "1")));
        Near(16 / 3600.0 / 0.0012 * Of("request-time"), Of("break-even-load", ("price-in", "1"), ("price-out", "1")));
    }

    [Fact]
    public void A_mixture_of_experts_holds_all_and_computes_with_some()
    {
        Near(2 * 600e9, Of("weights", ("total-parameters", "600B")));
        Assert.Equal(Of("arithmetic-time"), Of("arithmetic-time", ("total-parameters", "600B"), ("memory", "400 GB")));
    }

    /// <summary>A batch of 5,000 does not fit; 436e9 / (1,200 x 327,680) = 1,108.8 sequences do, and the step is theirs.</summary>
    [Fact]
    public void No_more_runs_than_the_memory_holds()
    {
        Near(436e9 / (1200 * 327_680.0), Of("running", ("batch", "5000")));
        Assert.True(Of("cost-per-million-tokens", ("batch", "5000")) > Of("cost-per-million-tokens", ("batch", "5000"), ("memory", "400 GB")));
    }

    [Fact]
    public void What_moves_the_result_most_comes_first()
    {
        var swings = Service(("batch", "8-64"), ("mbu", "45-55 %"), ("load", "49-51 %")).Swings(CostQuantity.Named("cost-per-million-tokens")!);
        Assert.Equal(["batch", "mbu", "load"], swings.Take(3).Select(s => s.Given.Quantity.Key));
        Assert.True(swings[0].AtLow > swings[0].AtHigh);
        Assert.Equal(swings[0].AtLow.ToDouble(), swings[0].Range.Hi.Value!.Value.ToDouble(), 1e-9);
    }

    [Fact]
    public void A_range_encloses_what_its_ends_give()
    {
        var estimate = Service(("batch", "8-64"), ("load", "30-80 %")).Of(CostQuantity.Named("cost-per-million-tokens")!)!;
        foreach (var (batch, load) in new[] { ("8", "30 %"), ("64", "80 %"), ("20", "50 %") })
        {
            Assert.True(estimate.Range.Contains(Service(("batch", batch), ("load", load)).Of(CostQuantity.Named("cost-per-million-tokens")!)!.Value.Middle));
        }
    }

    [Fact]
    public void What_is_missing_is_named_down_to_what_can_be_given()
    {
        var question = new Estimation([Defaults.Read(CostQuantity.Named("parameters")!, "70B")!], CostLaws.With(FlopCount.Named[0]));
        var missing = question.Missing(CostQuantity.Named("cost-per-million-tokens")!, new HashSet<string>(["prompt", "output", "layers", "heads", "width", "batch", "weight_bytes", "kv_bytes",
            "devices", "peak", "mfu", "bandwidth", "mbu", "memory", "usable", "load", "price"]));
        Assert.Contains("prompt", missing);
        Assert.Contains("layers", missing);
        Assert.DoesNotContain("request-time", missing);
    }
}
