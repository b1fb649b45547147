using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Every layout of a decoder gives the scores of its weights, however they are computed; and what would give others is refused.</summary>
public sealed class LoadedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    public static readonly TheoryData<string> Scored = [.. RandomDecoderVariants.All.Where(v => !v.Value.LastOnly && v.Value.ExtraInput is null).Select(v => v.Key)];

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [MemberData(nameof(Scored))]
    public void Scores_are_those_of_the_weights_in_every_layout(string variant)
    {
        var options = RandomDecoderVariants.All[variant];
        using var model = Open(options);
        var sequences = Sequences(options.Vocabulary);
        var traits = new ScorerTraits(model.Decoder.Device, model.Check.Sharing, model.Decoder.Layout.BytesPerToken, 64);
        var scorer = new Scorer(model.Decoder.Run, traits);
        var scores = scorer.Score(sequences, null, TestContext.Current.CancellationToken);
        var tolerance = options.Float16 ? .1 : 1e-3;
        foreach (var (sequence, score) in sequences.Zip(scores))
        {
            var expected = Expected(options, sequence);
            Assert.Equal(expected.Values, score.LogProbabilities.Select(p => (double)p), (x, y) => Math.Abs(x - y) < tolerance);
            if (!options.Float16)
            {
                Assert.Equal(expected.Greedy, score.Greedy);
            }
        }

        Assert.True(model.Decoder.PastResists is not null || scorer.Work.Needed < scorer.Work.Given);
    }

    [Theory]
    [InlineData("with past", "Together")]
    [InlineData("merged", "Together")]
    [InlineData("half precision", "Together")]
    [InlineData("group query", "OneByOne")]
    [InlineData("plain", "None")]
    public void How_far_rows_share_is_found_out(string variant, string sharing)
    {
        using var model = Open(RandomDecoderVariants.All[variant]);
        Assert.Equal(sharing, model.Check.Sharing.ToString());
    }

    /// <summary>Faults that only padding before a row's own tokens would show: there never is any.</summary>
    [Theory]
    [InlineData("PositionsOfColumn")]
    [InlineData("IgnoresMask")]
    public void A_model_that_counts_columns_or_ignores_the_mask_is_scored_right(string fault)
    {
        var options = new RandomDecoderOptions { WithPast = true, Broken = Enum.Parse<RandomDecoderFault>(fault) };
        using var model = Open(options);
        var sequences = Sequences(options.Vocabulary);
        var traits = new ScorerTraits(model.Decoder.Device, model.Check.Sharing, model.Decoder.Layout.BytesPerToken, 256);
        var scores = new Scorer(model.Decoder.Run, traits).Score(sequences, null, TestContext.Current.CancellationToken);
        Assert.All(sequences.Zip(scores), s => Assert.Equal(Expected(options with { Broken = RandomDecoderFault.None }, s.First).Values.Sum(), s.Second.LogLikelihood, 1e-3));
    }

    [Theory]
    [InlineData("with past", true)]
    [InlineData("soft cap", true)]
    [InlineData("head with bias", true)]
    [InlineData("tied", true)]
    [InlineData("half precision", true)]
    [InlineData("logits to keep", true)]
    [InlineData("Gemm", false)]
    [InlineData("merged", false)]
    public void The_head_goes_behind_the_scored_rows_where_it_is_understood(string variant, bool moved)
    {
        using var model = Open(RandomDecoderVariants.All[variant]);
        Assert.Equal(moved, model.Decoder.HeadResists is null);
    }

    [Theory]
    [InlineData("SeesPadding")]
    [InlineData("SeesAhead")]
    [InlineData("ForgetsPast")]
    [InlineData("PositionsOfRow")]
    public void A_model_that_disagrees_with_itself_is_refused_with_the_numbers(string fault)
    {
        var refused = Assert.Throws<ModelRefusedException>(() => Open(new() { WithPast = true, Broken = Enum.Parse<RandomDecoderFault>(fault) }));
        Assert.Matches(@"Padded in a batch they differ by \d\.\de[+-]\d, in two parts by \d\.\de[+-]\d.*rounding explains 0\.001", refused.Message);
    }

    [Fact]
    public void A_graph_that_cannot_be_edited_is_scored_as_it_stands()
    {
        // A value of the name that the edit gives to another.
        var options = new RandomDecoderOptions { WithPast = true };
        var graph = RandomDecoder.Write(_folder, options);
        var proto = Recount.Evaluation.Graphs.Onnx.ModelProto.Parser.ParseFrom(File.ReadAllBytes(graph));
        var taken = new Recount.Evaluation.Graphs.Onnx.NodeProto { OpType = "Identity" };
        taken.Input.Add("input_ids");
        taken.Output.Add("recount.hidden");
        proto.Graph.Node.Insert(0, taken);
        File.WriteAllBytes(graph, Google.Protobuf.MessageExtensions.ToByteArray(proto));

        using var model = LoadedModel.Open(_folder, new Device.Cpu(), 1, null, TestContext.Current.CancellationToken);
        Assert.Contains("the edited graph does not run", model.Decoder.HeadResists, StringComparison.Ordinal);
        Assert.Equal(Sharing.None, model.Check.Sharing);
        var sequence = TokenSequence.Of([5, 9, 33], [21, 8], 128);
        var scores = new Scorer(model.Decoder.Run, new(model.Decoder.Device, model.Check.Sharing, model.Decoder.Layout.BytesPerToken)).Score([sequence], null, TestContext.Current.CancellationToken);
        Assert.Equal(Expected(options, sequence).Values.Sum(), scores[0].LogLikelihood, 1e-3);
    }

    [Fact]
    public void A_head_that_was_pruned_to_the_last_position_is_refused_with_the_reason() =>
        Assert.Contains("pruned to the last position", Assert.Throws<ModelRefusedException>(() => Open(RandomDecoderVariants.All["last only"])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_input_that_nobody_knows_is_named() =>
        Assert.Contains("pixel_values float[batch_size, sequence_length]", Assert.Throws<ModelRefusedException>(() => Open(RandomDecoderVariants.All["extra input"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_digest_than_asked_for_is_refused()
    {
        var graph = RandomDecoder.Write(_folder, new());
        var refused = Assert.Throws<ModelRefusedException>(() => LoadedModel.Open(graph, new Device.Cpu(), 1, new string('0', 64), TestContext.Current.CancellationToken));
        Assert.Contains("it is not the model that was asked for", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_changes_is_noticed()
    {
        using var model = Open(new());
        Assert.Null(model.Digest.Changed());
        File.AppendAllText(model.Folder.Graph, "x");
        Assert.Equal(model.Folder.Graph, model.Digest.Changed());
    }

    private LoadedModel Open(RandomDecoderOptions options)
    {
        RandomDecoder.Write(_folder, options);
        return LoadedModel.Open(_folder, new Device.Cpu(), 1, null, TestContext.Current.CancellationToken);
    }

    // Contexts with several continuations each, some of one token, one of them twice, one the beginning of another.
    private static List<TokenSequence> Sequences(int vocabulary)
    {
        var random = new Random(7);
        int[] Tokens(int n) => [.. Enumerable.Range(0, n).Select(_ => random.Next(2, vocabulary))];
        var shared = Tokens(30);
        var sequences = new List<TokenSequence>();
        foreach (var length in new[] { 0, 5, 17, 17, 3 })
        {
            int[] context = [.. shared, .. Tokens(length)];
            sequences.AddRange(new[] { 1, 1, 4, 9, 2 }.Select(n => TokenSequence.Of(context, Tokens(n), 128)));
        }

        var last = sequences[^2];
        return [.. sequences, last, TokenSequence.Of(last.Tokens.AsSpan(0, 10), last.Tokens.AsSpan(10, 20), 128)];
    }

    private static (double[] Values, bool[] Greedy) Expected(RandomDecoderOptions options, TokenSequence sequence)
    {
        var logits = RandomDecoderReference.Logits(options, sequence.Inputs.ToArray())[^sequence.Scored..];
        var targets = sequence.Tokens[^sequence.Scored..];
        return (
            [.. logits.Zip(targets, (row, t) => row[t] - row.Max() - Math.Log(row.Sum(v => Math.Exp(v - row.Max()))))],
            [.. logits.Zip(targets, (row, t) => Array.IndexOf(row, row.Max()) == t)]);
    }
}
