namespace Recount.Tests.Evaluation.Models;

/// <summary>The decoders that other tests score with are right themselves, in every way in which they are written; and wrong where they say so.</summary>
public class RandomDecoderTests
{
    // Above 0: RandomDecoderRun takes 0 for padding.
    private static readonly int[] Text = [17, 3, 60, 41, 3, 3, 25, 9, 52, 33, 8];

    public static readonly TheoryData<string> Variants = [.. RandomDecoderVariants.All.Keys];

    public static readonly TheoryData<string> WithCache = [.. RandomDecoderVariants.All.Where(v => v.Value.HasPast).Select(v => v.Key)];

    public static readonly TheoryData<string> WithAllRows = [.. RandomDecoderVariants.All.Where(v => !v.Value.LastOnly).Select(v => v.Key)];

    public static readonly TheoryData<string> WithCacheAndAllRows = [.. RandomDecoderVariants.All.Where(v => v.Value.HasPast && !v.Value.LastOnly).Select(v => v.Key)];

    private static readonly RandomDecoderOptions Plain = new() { WithPast = true };

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_graph_agrees_with_the_same_weights_in_double_precision(string variant)
    {
        var options = RandomDecoderVariants.All[variant];
        using var decoder = new RandomDecoderRun(options);
        var expected = RandomDecoderReference.Logits(options, Text);
        Close(options.LastOnly ? expected[^1..] : expected, decoder.Run([Text]).Logits[0], options);
    }

    [Theory]
    [MemberData(nameof(WithCache))]
    public void A_text_in_two_parts_gives_what_it_gives_in_one(string variant)
    {
        var options = RandomDecoderVariants.All[variant];
        using var decoder = new RandomDecoderRun(options);
        var first = decoder.Run([Text[..6]], useCache: false);
        var second = decoder.Run([Text[6..]], first);
        Close(RandomDecoderReference.Logits(options, Text)[(options.LastOnly ? ^1 : 6)..], second.Logits[0], options);
    }

    [Theory]
    [MemberData(nameof(WithAllRows))]
    public void Padding_at_the_right_and_other_rows_change_nothing(string variant)
    {
        var options = RandomDecoderVariants.All[variant];
        using var decoder = new RandomDecoderRun(options);
        var rows = decoder.Run([Text, [.. Text[3..8], 0, 0, 0, 0, 0, 0], [.. Text[1..3], 0, 0, 0, 0, 0, 0, 0, 0, 0]]).Logits;
        Close(RandomDecoderReference.Logits(options, Text), rows[0], options);
        Close(RandomDecoderReference.Logits(options, Text[3..8]), rows[1][..5], options);
        Close(RandomDecoderReference.Logits(options, Text[1..3]), rows[2][..2], options);
    }

    [Theory]
    [MemberData(nameof(WithCacheAndAllRows))]
    public void Padding_in_the_past_changes_nothing(string variant)
    {
        var options = RandomDecoderVariants.All[variant];

        // GroupQueryAttention takes several rows with a past only if each has one new token.
        var end = options.GroupQuery ? 7 : 9;
        using var decoder = new RandomDecoderRun(options);
        var first = decoder.Run([Text[..6], [.. Text[3..6], 0, 0, 0]]);
        var second = decoder.Run([Text[6..end], Text[6..end]], first).Logits;
        Close(RandomDecoderReference.Logits(options, Text[..end])[6..], second[0], options);
        Close(RandomDecoderReference.Logits(options, Text[3..end])[3..], second[1], options);
    }

    [Fact]
    public void One_operator_refuses_rows_of_several_tokens_with_a_past()
    {
        using var decoder = new RandomDecoderRun(new() { GroupQuery = true });
        var first = decoder.Run([Text[..6], Text[1..7]]);
        var refusal = Assert.Throws<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>(() => decoder.Run([Text[6..9], Text[6..9]], first));
        Assert.Contains("batch_size must be 1 when sequence_length > 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_and_outputs_are_named_as_Optimum_names_them()
    {
        using var decoder = new RandomDecoderRun(Plain);
        string[] past = ["past_key_values.0.key", "past_key_values.0.value", "past_key_values.1.key", "past_key_values.1.value"];
        Assert.Equal(["input_ids", "attention_mask", "position_ids", .. past], decoder.Inputs);
        Assert.Equal(["logits", .. past.Select(p => p.Replace("past_key_values", "present", StringComparison.Ordinal))], decoder.Outputs);
    }

    [Fact]
    public void The_last_logits_are_kept_alone()
    {
        var options = new RandomDecoderOptions { LogitsToKeep = true };
        using var decoder = new RandomDecoderRun(options);
        Close(RandomDecoderReference.Logits(options, Text)[^3..], decoder.Run([Text], keep: 3).Logits[0], options);
    }

    [Fact]
    public void Only_distances_between_positions_count()
    {
        var (here, there) = (RandomDecoderReference.Logits(Plain, Text), RandomDecoderReference.Logits(Plain, Text, 40));
        Assert.InRange(Difference(here, Array.ConvertAll(there, row => Array.ConvertAll(row, l => (float)l))), 0, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Logits_are_spread_like_those_of_a_trained_model(bool tied)
    {
        var logits = RandomDecoderReference.Logits(new() { Vocabulary = 500, Width = 64, TiedHead = tied }, Text);
        Assert.All(logits, row => Assert.InRange(Math.Sqrt(row.Average(l => l * l)), 1.5, 4));
        Assert.True(logits.Select(row => row.IndexOf(row.Max())).Distinct().Count() > Text.Length / 2);
    }

    [Fact]
    public void Weights_are_the_same_on_every_machine() =>
        Assert.Equal([-0.782364428f, 1.00235426f, -0.205242917f], RandomDecoderWeights.Of(new() { Width = 16 }, "lm_head.weight", 3));

    internal static double Difference(double[][] expected, float[][] actual) => expected.Zip(actual, (e, a) => e.Zip(a, (x, y) => Math.Abs(x - y)).Max()).Max();

    private static void Close(double[][] expected, float[][] actual, RandomDecoderOptions options)
    {
        Assert.Equal((expected.Length, options.Vocabulary), (actual.Length, actual[0].Length));
        Assert.InRange(Difference(expected, actual), 0, options.Float16 ? 5e-2 : 1e-4);
    }
}
