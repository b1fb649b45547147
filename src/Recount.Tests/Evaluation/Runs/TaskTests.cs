using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Tests.Evaluation.Models;
using Recount.Tests.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>From items to scores with a decoder of random weights: what is asked is what the specification says.</summary>
public sealed class TaskTests : IDisposable
{
    private static readonly RandomDecoderOptions Options = new() { WithPast = true, Vocabulary = 300 };

    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;
    private readonly LoadedModel _model;
    private readonly ModelTokenizer _tokenizer;

    public TaskTests()
    {
        RandomDecoder.Write(_folder, Options);
        RandomDecoderTokenizer.Write(_folder, Options.Vocabulary);
        _model = LoadedModel.Open(_folder, new Device.Cpu(), 1, null, TestContext.Current.CancellationToken);
        _tokenizer = ModelTokenizer.Read(_folder);
    }

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public void A_choice_is_scored_behind_its_context_and_the_delimiter()
    {
        var item = Chosen(Do("""{"q": "the cat", "gold": 1}""", ("context", "{q}"), ("choices", "sat"), ("choices", "ran off"), ("gold", "{gold}")));
        Assert.Equal(Expected("the cat", " sat"), item.Answer.Choices[0].LogLikelihood, 1e-3);
        Assert.Equal(Expected("the cat", " ran off"), item.Answer.Choices[1].LogLikelihood, 1e-3);
        Assert.Equal([1], item.Answer.Gold);
        Assert.Equal(["sat", "ran off"], item.Answer.Choices.Select(c => c.Text));
    }

    [Theory]
    [InlineData("the cat\n", "sat")]
    [InlineData("the cat\u00a0", "sat")]
    [InlineData("the cat", "sat 🎉")]
    [InlineData("<s>the cat", "sat")]
    public void White_space_at_the_end_of_a_context_belongs_to_what_follows(string context, string choice)
    {
        var item = Chosen(Do($$"""{"q": {{System.Text.Json.JsonSerializer.Serialize(context)}}, "c": {{System.Text.Json.JsonSerializer.Serialize(choice)}}}""",
            ("context", "{q}"), ("choices", "{c}"), ("choices", "zz"), ("gold", "0"), ("delimiter", "")));
        var trimmed = context.TrimEnd();
        Assert.Equal(Expected(trimmed, context[trimmed.Length..] + choice), item.Answer.Choices[0].LogLikelihood, 1e-3);
    }

    [Fact]
    public void Unconditional_scores_are_those_behind_nothing_and_behind_a_word()
    {
        var item = Chosen(Do("""{"q": "the cat"}""", ["", "Answer:"], ("context", "{q}"), ("choices", "sat"), ("choices", "ran off"), ("gold", "0")));
        Assert.Equal(Expected("", " ran off"), item.Answer.Choices[1].Given[""], 1e-3);
        Assert.Equal(Expected("Answer:", " ran off"), item.Answer.Choices[1].Given["Answer:"], 1e-3);
    }

    [Fact]
    public void Shots_stand_before_the_question_as_the_harness_writes_them()
    {
        var items = SmallSets.Of("""{"q": "one", "a": "1"}""", """{"q": "two", "a": "2"}""", """{"q": "six", "a": "6"}""");
        var task = Read(items, ("context", "Q: {q}\nA:"), ("choices", "1"), ("choices", "2"), ("choices", "6"), ("gold", "{a}"), ("gold-as", "text"), ("shots", "2"), ("draw", "first"), ("description", "Count {q}. "));
        var rendered = Rendering.Of(task, []);
        Assert.Equal("Count six. Q: one\nA: 1\n\nQ: two\nA: 2\n\nQ: six\nA:", rendered[2].Pairs[0].Context);
        Assert.Equal([" 1", " 2", " 6"], rendered[2].Pairs.Select(p => p.Continuation));
    }

    [Fact]
    public void The_same_ending_behind_several_beginnings_is_one_choice_each()
    {
        var item = Chosen(Do("""{"a": "the cat", "b": "a dog"}""", ("context", "Then "), ("beginnings", "{a}"), ("beginnings", "{b}"), ("ending", "ran off"), ("gold", "1")));
        Assert.Equal(Expected("Then the cat", " ran off"), item.Answer.Choices[0].LogLikelihood, 1e-3);
        Assert.Equal(Expected("Then a dog", " ran off"), item.Answer.Choices[1].LogLikelihood, 1e-3);
    }

    [Fact]
    public void A_text_is_scored_once_whatever_its_windows()
    {
        const string text = "the old man said that he would give them something nice if they could find his lost hat";
        var ids = _tokenizer.Encode(text, false);
        ScoredItem.Rolled In(int length) => (ScoredItem.Rolled)Do(System.Text.Json.JsonSerializer.Serialize(new { q = text }), new TaskOptions(JoinRule.LmEval, BosPolicy.Auto, [], length), ("context", "{q}"), ("rolling", "true"));
        var whole = In(128);
        Assert.Equal(ids.Length, whole.Answer.Tokens);
        Assert.Equal(Sum([_tokenizer.Bos!.Value, .. ids], ids.Length), whole.Answer.LogLikelihood, 2e-3);
        // Windows of 10: the first after BOS, each later one behind one token of the one before.
        var expected = Sum([_tokenizer.Bos!.Value, .. ids[..10]], 10);
        for (var at = 10; at < ids.Length; at += 10)
        {
            var end = Math.Min(ids.Length, at + 10);
            expected += Sum([.. ids[Math.Max(0, end - 11)..end]], end - at);
        }

        Assert.Equal(ids.Length, In(10).Answer.Tokens);
        Assert.Equal(expected, In(10).Answer.LogLikelihood, 2e-3);
    }

    [Fact]
    public void What_is_written_is_the_likeliest_token_again_and_again_up_to_a_stop()
    {
        int[] prompt = _tokenizer.Encode("the cat", true);
        List<int> tokens = [.. prompt];
        for (var i = 0; i < 12; i++)
        {
            var last = RandomDecoderReference.Logits(Options, [.. tokens])[^1];
            tokens.Add(Array.IndexOf(last, last.Max()));
        }

        var text = _tokenizer.Decode([.. tokens])[_tokenizer.Decode(prompt).Length..];
        var written = (ScoredItem.Written)Do("""{"q": "the cat"}""", ("context", "{q}"), ("answer", "x"), ("until", "\u0001"), ("max-tokens", "12"));
        Assert.Equal(text, written.Text);
        var stop = text[(text.Length / 2)..((text.Length / 2) + 2)];
        var cut = (ScoredItem.Written)Do("""{"q": "the cat"}""", ("context", "{q}"), ("answer", "x"), ("until", stop), ("max-tokens", "12"));
        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], cut.Text);
    }

    [Fact]
    public void Traps_are_told_of()
    {
        var result = Result("""{"q": "the c", "long": "a"}""", new TaskOptions(JoinRule.LmEval, BosPolicy.No, [], 6),
            ("context", "some words that are longer than six tokens {q} "), ("choices", "at"), ("choices", "at"), ("gold", "0"));
        Assert.Subset(result.Traps.Select(t => t.Id).ToHashSet(), new HashSet<string>(["trailing-white-space", "equal-choices", "truncated", "bos-missing"]));
    }

    private double Expected(string context, string continuation)
    {
        var ids = context.Length == 0 ? [_tokenizer.Bos!.Value] : _tokenizer.Encode(context, !context.StartsWith("<s>", StringComparison.Ordinal));
        var whole = context.Length == 0 ? [.. ids, .. _tokenizer.Encode(continuation, false)] : _tokenizer.Encode(context + continuation, !context.StartsWith("<s>", StringComparison.Ordinal));
        return Sum([.. ids, .. whole[ids.Length..]], whole.Length - ids.Length);
    }

    private static double Sum(int[] tokens, int scored) => RandomDecoderReference.Logits(Options, tokens[..^1])[^scored..].Zip(tokens[^scored..], (row, t) => row[t] - row.Max() - Math.Log(row.Sum(v => Math.Exp(v - row.Max())))).Sum();

    private static ScoredItem.Chosen Chosen(ScoredItem item) => (ScoredItem.Chosen)item;

    private static BenchmarkTask Read(ItemSet items, params (string Key, string Text)[] said)
    {
        var diagnostics = new Diagnostics();
        var task = new TaskReader([.. said.Select(s => new TaskText(s.Key, s.Text, (offset, length) => new(s.Key, 1, offset + 1, length)))], new("test", 1, 1, 1), diagnostics).Read("test", items, items);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return task!;
    }

    private ScoredItem Do(string item, params (string, string)[] said) => Do(item, [], said);

    private ScoredItem Do(string item, IReadOnlyList<string> unconditional, params (string, string)[] said) => Do(item, new TaskOptions(JoinRule.LmEval, BosPolicy.Auto, unconditional), said);

    private ScoredItem Do(string item, TaskOptions options, params (string, string)[] said) => Assert.Single(Result(item, options, said).Items);

    private TaskResult Result(string item, TaskOptions options, params (string, string)[] said) =>
        new TaskRun(_model, _tokenizer, options).Do(Read(SmallSets.Of(item), said), null, null, TestContext.Current.CancellationToken);
}
