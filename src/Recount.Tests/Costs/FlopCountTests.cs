using Recount.Costs;
using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Tests.Costs;

/// <summary>The conventions against the formulas of the papers, each written out once more by hand.</summary>
public class FlopCountTests
{
    // A model whose terms all differ: layers, width, heads, key size, feed-forward, vocabulary, sequence.
    private const long L = 30, D = 1280, H = 10, K = 128, F = 5120, V = 32_000, S = 2048, N = 552_000_000;

    private static readonly (string Name, long Value)[] Shape =
        [("layers", L), ("width", D), ("heads", H), ("kv_heads", H), ("key", K), ("ffw", F), ("ffw_matrices", 2), ("vocabulary", V), ("sequence", S), ("parameters", N)];

    private static Rational Of(string convention)
    {
        var given = Shape.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => (Expression)new Expression.Input(s.i));
        var count = FlopCount.Of(convention)!;
        var found = Derivation.Of(count.Counted(CostQuantity.Named("flops-per-token")!).Name, [given], count.Laws)!;
        return Reading.Of(found.Expression, [.. Shape.Select(s => Exact.Of(new Rational(s.Value, 1)))]).Middle;
    }

    private static void Counts(long expected, string convention) => Assert.Equal(new Rational(expected, 1), Of(convention));

    [Fact]
    public void Six_N_D_is_six_for_each_parameter() => Counts(6 * N, "6nd");

    [Fact]
    public void Computing_everything_again_makes_it_eight() => Counts(8 * N, "8nd");

    [Fact]
    public void PaLM_adds_twelve_L_H_Q_T() => Counts((6 * N) + (12 * L * H * K * S), "palm");

    [Fact]
    public void Kaplan_counts_each_position_against_half_of_the_context() => Counts((6 * N) + (6 * L * S * D), "kaplan");

    [Fact]
    public void Appendix_F_counts_embedding_attention_dense_block_and_logits()
    {
        var attention = (6 * D * K * H) + (2 * S * K * H) + (3 * H * S) + (2 * S * K * H) + (2 * K * H * D);
        var dense = 4 * D * F;
        Counts(3 * ((2 * V * D) + (L * (attention + dense)) + (2 * V * D)), "chinchilla");
        Counts(3 * L * (attention + dense), "chinchilla-without-embedding");
    }

    [Fact]
    public void DeepSeek_counts_72_and_12() => Counts((72 * L * D * D) + (12 * L * D * S), "deepseek");

    [Fact]
    public void Megatron_counts_96_with_its_two_fractions()
    {
        var per = new Rational(96 * L * D * D, 1) * (1 + new Rational(S, 6 * D) + new Rational(V, 16 * L * D));
        Assert.Equal(per, Of("megatron"));
    }

    // What DeepSeek and Megatron count does not look at how the blocks are made.
    [Theory]
    [InlineData("deepseek", (72 * L * D * D) + (12 * L * D * S))]
    [InlineData("megatron", (96 * L * D * D) + (16 * L * D * S) + (6 * V * D))]
    public void Literal_formulas_stay_so_with_fewer_key_heads_and_a_gate(string convention, long expected)
    {
        (string Name, long Value)[] gated = [.. Shape.Select(s => s.Name switch { "kv_heads" => (s.Name, 2L), "ffw_matrices" => (s.Name, 3L), "ffw" => (s.Name, 9000L), _ => s })];
        var given = gated.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => (Expression)new Expression.Input(s.i));
        var count = FlopCount.Of(convention)!;
        var found = Derivation.Of(count.Counted(CostQuantity.Named("flops-per-token")!).Name, [given], count.Laws)!;
        Assert.Equal(new Rational(expected, 1), Reading.Of(found.Expression, [.. gated.Select(s => Exact.Of(new Rational(s.Value, 1)))]).Middle);
    }

    [Fact]
    public void What_is_computed_again_is_hardware_not_model()
    {
        var given = Shape.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => (Expression)new Expression.Input(s.i));
        var model = Derivation.Of("flops_per_token", [given], FlopCount.Of("8nd")!.Laws)!;
        Assert.Equal(new Rational(6 * N, 1), Reading.Of(model.Expression, [.. Shape.Select(s => Exact.Of(new Rational(s.Value, 1)))]).Middle);
    }

    [Fact]
    public void Fewer_key_heads_and_a_gate_change_the_blocks()
    {
        (string Name, long Value)[] grouped = [("layers", 2), ("width", 64), ("heads", 8), ("kv_heads", 2), ("key", 8), ("ffw", 100), ("ffw_matrices", 3), ("sequence", 16)];
        var given = grouped.Select((s, i) => (s.Name, i)).ToDictionary(s => s.Name, s => (Expression)new Expression.Input(s.i));
        var found = Derivation.Of("flops_per_token", [given], FlopCount.Of("blocks", ["blocks"], "").Laws)!;
        var layer = (2 * 64 * 8 * (8 + (2 * 2))) + (2 * 8 * 8 * 64) + (2 * 3 * 64 * 100);
        Assert.Equal(new Rational(3 * 2 * layer, 1), Reading.Of(found.Expression, [.. grouped.Select(s => Exact.Of(new Rational(s.Value, 1)))]).Middle);
    }
}
