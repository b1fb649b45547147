using Recount.Findings;

namespace Recount.Tests.Costs;

/// <summary>Runs whose numbers were worked out by hand from what their sources print; what the shipped specs compute must be these.</summary>
public class HandCalculations
{
    private static readonly Lazy<IReadOnlyList<Finding>> All = new(() => [.. Audited.Shipped
        .Where(s => s.Name is "patterson" or "palm" or "llama" or "bloom" or "deepseek-v3" or "gopher" or "llama3" or "opt")
        .SelectMany(s => Audited.Audit(s).Findings)]);

    private static Finding Of(string id) => Assert.Single(All.Value, f => f.Id == id);

    /// <summary>10,000 V100 x 14.8 x 24 h = 3,552,000 h; x 0.330 kW = 1,172,160 kWh; x 1.10 = 1,289,376 kWh. And 3.14e23 / (3,552,000 x 3600 s) = 24.556e12.</summary>
    [Fact]
    public void GPT_3_takes_1289_MWh_at_24_6_TFLOPs()
    {
        Assert.StartsWith("1289.38 MWh in", Of("patterson/energy[GPT-3]").Measured!.Text, StringComparison.Ordinal);
        Assert.StartsWith("24.556 TFLOP/s", Of("patterson/achieved[GPT-3]").Measured!.Text, StringComparison.Ordinal);
        Assert.IsType<Verdict.ReproducedByRounding>(Of("patterson/energy[GPT-3]").Verdict);
    }

    /// <summary>6 x 540e9 x 238,300/s = 7.72092e17 FLOP/s; over 6,144 x 275e12 = 1.6896e18: 0.456967. With 12 x 118 x 48 x 256 x 2048 = 3.5634e10 beside 3.24e12: 0.461993.</summary>
    [Fact]
    public void PaLM_runs_at_45_7_percent_and_with_attention_at_46_2()
    {
        Assert.StartsWith("45.697 %", Of("palm/mfu-without-attention").Measured!.Text, StringComparison.Ordinal);
        Assert.StartsWith("46.199 %", Of("palm/mfu").Measured!.Text, StringComparison.Ordinal);
    }

    /// <summary>1,022,362 h x 0.4 kW x 1.1 = 449,839.28 kWh, which prints as 450 and is printed as 449; 530,432 h give 233,390.08.</summary>
    [Fact]
    public void LLaMA_65B_takes_449_84_MWh_which_is_cut_off()
    {
        Assert.Equal("449.84 MWh", Of("llama/energy[LLaMA-65B]").Measured!.Text);
        Assert.Contains("floor", Of("llama/energy[LLaMA-65B]").Reason, StringComparison.Ordinal);
        Assert.Equal("233.39 MWh", Of("llama/energy[LLaMA-33B]").Measured!.Text);
    }

    /// <summary>118 x 24 + 5 + 41/60 = 2,837.6833 h; x 384 = 1,089,670.4, not 1,082,990.</summary>
    [Fact]
    public void BLOOM_s_days_are_6680_GPU_hours_more_than_it_lists()
    {
        Assert.Equal("1,089,670.4", Of("bloom/hours").Measured!.Text);
        Assert.IsType<Verdict.Inconsistent>(Of("bloom/hours").Verdict);
    }

    /// <summary>2,664,000 + 119,000 + 5,000 = 2,788,000 h; x $2 = $5,576,000; 180,000 / 2,048 / 24 = 3.6621 days.</summary>
    [Fact]
    public void DeepSeek_V3_costs_5_576_million_at_two_dollars()
    {
        Assert.StartsWith("$5.576M", Of("deepseek-v3/all-money").Measured!.Text, StringComparison.Ordinal);
        Assert.StartsWith("3.662 days", Of("deepseek-v3/days-per-tokens").Measured!.Text, StringComparison.Ordinal);
        Assert.Contains("Circular", Of("deepseek-v3/all-money").Reason, StringComparison.Ordinal);
    }

    /// <summary>
    /// 80 x (24 x 16384^2 + 4 x 2048 x 16384 + 3 x 128 x 2048) = 80 x (6,442,450,944 + 134,217,728 + 786,432) = 526,196,408,320; x 4 x 300e9 = 6.3144e23.
    /// </summary>
    [Fact]
    public void Gopher_counted_by_layers_and_computed_again_takes_6_31e23() => Assert.StartsWith("6.3144e23", Of("gopher/flops-by-layers").Measured!.Text, StringComparison.Ordinal);

    /// <summary>6 x 405e9 x 15.6e12 = 3.7908e25; over 30.84e6 x 3600 x 989.5e12 = 1.09858e26: 0.34506.</summary>
    [Fact]
    public void Llama_3_1_405B_runs_at_34_5_percent_over_all_its_hours() => Assert.Contains("34.51 %", Of("llama3/flagship-mfu").Reason, StringComparison.Ordinal);

    /// <summary>809,472 / 992 = 816 h = 34 days.</summary>
    [Fact]
    public void OPT_takes_34_whole_days() => Assert.StartsWith("34 days", Of("llama/opt-days").Measured!.Text, StringComparison.Ordinal);
}
