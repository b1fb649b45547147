using System.Text.Json;
using Recount.Workspace.Data;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>A trained model against a calculation in 64 bits by another program: every choice of 100 items, however it is computed.</summary>
public sealed class StoriesTests
{
    // What rounding in 32 bits explains; two independent programs differ by up to 7.5e-5.
    private const double Bar = 1e-4;

    // Between two ways of computing the same.
    private const double Same = 1e-5;

    public static readonly TheoryData<string, int, int?> Ways = new()
    {
        { "model_with_past.onnx", 1, null }, { "model_with_past.onnx", 2, 512 }, { "model_with_past.onnx", 1, 1 }, { "model_with_past.onnx", 1, 64 * 128 },
        { "model.onnx", 1, null }, { "model.onnx", 2, 64 * 256 }, { "model.onnx", 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_choice_is_within_rounding_of_the_reference_and_no_answer_flips(string graph, int threads, int? batchTokens)
    {
        var expected = Lines("peer_oracle_f64.jsonl").Select(l => Numbers(l, "loglik_f64")).ToList();
        var result = Do(graph, threads, batchTokens);
        Assert.Equal(400, result.Sum(i => i.Answer.Choices.Count));
        foreach (var (item, reference) in result.Zip(expected))
        {
            Assert.Equal(reference, item.Answer.Choices.Select(c => c.LogLikelihood), (x, y) => Math.Abs(x - y) < Bar);
            Assert.Equal(Array.IndexOf(reference, reference.Max()), Enumerable.MaxBy(Enumerable.Range(0, 4), i => item.Answer.Choices[i].LogLikelihood));
        }
    }

    [Fact]
    public void Batches_threads_and_sharing_change_next_to_nothing()
    {
        var ways = Ways.Select(w => Do(w.Data.Item1, w.Data.Item2, w.Data.Item3).SelectMany(i => i.Answer.Choices.Select(c => c.LogLikelihood)).ToList()).ToList();
        Assert.All(ways[1..], way => Assert.InRange(way.Zip(ways[0], (x, y) => Math.Abs(x - y)).Max(), 0, Same));
    }

    [Fact]
    public void Greedy_flags_tokens_and_contexts_are_the_peers()
    {
        var peer = Lines("peer_out_naive.jsonl");
        foreach (var (item, line) in Do("model_with_past.onnx", 1, null).Zip(peer))
        {
            Assert.Equal(line.GetProperty("is_greedy").EnumerateArray().Select(g => g.GetBoolean()), item.Answer.Choices.Select(c => c.IsGreedy));
            Assert.All(item.Contexts, c => Assert.Equal(line.GetProperty("ctx_len").GetInt32(), c));
            Assert.Equal(line.GetProperty("ids").EnumerateArray().Select(i => i.GetArrayLength() - item.Contexts[0]), item.Answer.Choices.Select(c => c.Tokens));
        }
    }

    private static List<ScoredItem.Chosen> Do(string graph, int threads, int? batchTokens)
    {
        var path = Shared.File("models", "stories260K", "onnx", graph);
        var diagnostics = new Diagnostics();
        var items = ItemFiles.Read(Shared.File("bench-data", "tinystories_cloze_200.jsonl"), diagnostics, "id")!;
        items = items with { Items = [.. items.Items.Take(100)] };
        TaskText Text(string key, string text) => new(key, text, (offset, length) => new(key, 1, offset + 1, length));
        var task = new TaskReader([Text("context", "{context}"), Text("choices", "{choices}"), Text("gold", "{gold}"), Text("delimiter", "")], new("test", 1, 1, 1), diagnostics).Read("cloze", items, items);
        Assert.Empty(diagnostics.Sorted());
        using var model = LoadedModel.Open(path, new Device.Cpu(), threads, null, TestContext.Current.CancellationToken);
        var run = new TaskRun(model, ModelTokenizer.Read(path), new(JoinRule.LmEval, BosPolicy.Auto, [], null, batchTokens));
        return [.. run.Do(task!, null, null, TestContext.Current.CancellationToken).Items.Cast<ScoredItem.Chosen>()];
    }

    private static List<JsonElement> Lines(string name) => [.. File.ReadLines(Shared.File("reference", name)).Select(l => JsonDocument.Parse(l).RootElement)];

    private static double[] Numbers(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(n => n.GetDouble())];
}
