using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Contexts and continuations by the three rules and four policies.</summary>
public class TokenPairTests
{
    private const string Names = """{ "bos_token": "<|endoftext|>", "eos_token": "<|endoftext|>" }""";

    private const string LlamaNames = """{ "bos_token": "<|begin_of_text|>", "eos_token": { "content": "<|end_of_text|>" } }""";

    // Has a beginning of text and does not use it by default.
    private static readonly ModelTokenizer Gpt = Read("gpt2", ("tokenizer_config.json", Names));

    // Begins each text.
    private static readonly ModelTokenizer Llama = Read("llama3", ("tokenizer_config.json", LlamaNames));

    private static ModelTokenizer Read(string made, params (string Name, string Content)[] files)
    {
        using var folder = Folders.Of(made, files);
        return ModelTokenizer.Read(folder.Root);
    }

    private static TokenPair Of(ModelTokenizer tokenizer, string context, string continuation, JoinRule join = JoinRule.LmEval, BosPolicy policy = BosPolicy.Auto) =>
        new TokenPairs(tokenizer, join, policy).Of(context, continuation);

    private static int[] Ids(ModelTokenizer tokenizer, string text) => tokenizer.Encode(text, false);

    [Theory]
    [InlineData(JoinRule.LmEval)]
    [InlineData(JoinRule.Lighteval)]
    [InlineData(JoinRule.Pairwise)]
    public void Where_no_token_spans_the_join_all_rules_agree(JoinRule join)
    {
        var pair = Of(Gpt, "Question: who?\nAnswer:", " nobody", join);
        Assert.Equal(Ids(Gpt, "Question: who?\nAnswer:"), pair.Context);
        Assert.Equal(Ids(Gpt, " nobody"), pair.Continuation);
        Assert.True(pair.IsStable);
    }

    [Theory]
    [InlineData(JoinRule.LmEval)]
    [InlineData(JoinRule.Lighteval)]
    [InlineData(JoinRule.Pairwise)]
    public void White_space_at_the_end_of_a_context_moves_to_the_continuation(JoinRule join)
    {
        foreach (var space in new[] { " ", "\n", "\n\n", "\u00a0", "\u3000", " \t", "\u001c" })
        {
            var (moved, pair) = (Of(Gpt, "the answer", space + "is", join), Of(Gpt, "the answer" + space, "is", join));
            Assert.Equal(moved.Context, pair.Context);
            Assert.Equal(moved.Continuation, pair.Continuation);
        }
    }

    [Fact]
    public void A_token_across_the_join_is_scored_otherwise_by_each_rule()
    {
        var (whole, alone, apart) = (Ids(Gpt, "The answer"), Ids(Gpt, "The an"), Ids(Gpt, "swer"));
        Assert.NotEqual(whole.Length, alone.Length + apart.Length);

        var harness = Of(Gpt, "The an", "swer");
        Assert.False(harness.IsStable);
        Assert.Equal(alone, harness.Context);
        Assert.Equal(whole[Math.Min(alone.Length, whole.Length)..], harness.Continuation);

        var light = Of(Gpt, "The an", "swer", JoinRule.Lighteval);
        Assert.Equal(whole, (int[])[.. light.Context, .. light.Continuation]);
        Assert.NotEqual(alone, light.Context);

        var pairwise = Of(Gpt, "The an", "swer", JoinRule.Pairwise);
        Assert.Equal(alone, pairwise.Context);
        Assert.Equal(apart, pairwise.Continuation);
    }

    [Fact]
    public void A_merge_that_swallows_a_continuation_leaves_nothing_but_by_lighteval()
    {
        Assert.Equal((1, 1), (Ids(Gpt, "re").Length, Ids(Gpt, "return").Length));
        Assert.Empty(Of(Gpt, "re", "turn").Continuation);
        var light = Of(Gpt, "re", "turn", JoinRule.Lighteval);
        Assert.Empty(light.Context);
        Assert.Equal(Ids(Gpt, "return"), light.Continuation);
    }

    [Theory]
    [InlineData(JoinRule.LmEval)]
    [InlineData(JoinRule.Pairwise)]
    public void An_empty_continuation_is_empty(JoinRule join) => Assert.Empty(Of(Gpt, "a", "", join).Continuation);

    [Fact]
    public void An_empty_context_is_the_prefix_token()
    {
        var pair = Of(Llama, "", " yes");
        Assert.Equal([Llama.Bos!.Value], pair.Context);
        Assert.Equal(Ids(Llama, " yes"), pair.Continuation);
        Assert.Equal((true, BosUse.Added), (pair.IsStable, pair.Bos));
        Assert.Equal([5], new TokenPairs(Llama, JoinRule.LmEval, BosPolicy.No, 5).Of("", " yes").Context);
    }

    [Fact]
    public void A_continuation_that_brings_the_prefix_token_gets_no_second_one()
    {
        var pair = Of(Llama, "", "<|begin_of_text|>yes");
        Assert.Equal([Llama.Bos!.Value], pair.Context);
        Assert.Equal(Ids(Llama, "yes"), pair.Continuation);
        Assert.Equal(BosUse.InText, pair.Bos);
    }

    [Fact]
    public void Without_a_prefix_token_an_empty_context_is_an_error()
    {
        var nameless = Read("gpt2");
        Assert.Null(new TokenPairs(nameless, JoinRule.LmEval, BosPolicy.Auto).Prefix);
        Assert.Throws<InvalidOperationException>(() => Of(nameless, "", "a"));
    }

    [Theory]
    [InlineData(BosPolicy.Auto, BosUse.Missing, BosUse.Added)]
    [InlineData(BosPolicy.Yes, BosUse.Added, BosUse.Added)]
    [InlineData(BosPolicy.No, BosUse.Missing, BosUse.Missing)]
    [InlineData(BosPolicy.Legacy, BosUse.Missing, BosUse.Missing)]
    public void A_policy_says_whether_a_text_is_begun(BosPolicy policy, BosUse gpt, BosUse llama)
    {
        foreach (var (tokenizer, use) in new[] { (Gpt, gpt), (Llama, llama) })
        {
            var pair = Of(tokenizer, "hello", " there", policy: policy);
            Assert.Equal(use, pair.Bos);
            Assert.Equal(use == BosUse.Added ? [tokenizer.Bos!.Value, .. Ids(tokenizer, "hello")] : Ids(tokenizer, "hello"), pair.Context);
            Assert.Equal(Ids(tokenizer, " there"), pair.Continuation);
        }
    }

    [Theory]
    [InlineData(BosPolicy.Auto)]
    [InlineData(BosPolicy.Yes)]
    public void A_text_that_begins_itself_is_not_begun_again(BosPolicy policy)
    {
        Assert.Equal(BosUse.InText, Of(Llama, "<|begin_of_text|>hello", " there", policy: policy).Bos);
        Assert.Equal(BosUse.Doubled, Of(Llama, "<|begin_of_text|><|begin_of_text|>hello", " there", policy: policy).Bos);
    }

    [Fact]
    public void Before_the_change_only_Gemma_was_begun()
    {
        var gemma = Read("gemma", ("tokenizer_config.json", """{ "bos_token": "<s>" }"""), ("config.json", """{ "model_type": "gemma2" }"""));
        Assert.Equal(BosUse.Added, Of(gemma, "hello", " there", policy: BosPolicy.Legacy).Bos);
    }

    [Fact]
    public void One_context_and_many_continuations_are_as_many_single_pairs()
    {
        string[] choices = [" yes", "yes", " no", " \U0001F468\u200d\U0001F469", "", "\n\nx"];
        var pairs = new TokenPairs(Llama, JoinRule.LmEval, BosPolicy.Auto);
        foreach (var (pair, choice) in pairs.Of("Is it?\n", choices).Zip(choices))
        {
            var single = pairs.Of("Is it?\n", choice);
            Assert.Equal(single.Context, pair.Context);
            Assert.Equal(single.Continuation, pair.Continuation);
        }
    }

    [Fact]
    public void A_model_without_a_beginning_of_text_has_none() => Assert.Equal(BosUse.NoneExists, Of(Read("qwen2", ("tokenizer_config.json", """{ "bos_token": null }""")), "a", "b").Bos);
}
