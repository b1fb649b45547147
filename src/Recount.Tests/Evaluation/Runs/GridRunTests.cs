using Recount.Claims.Evaluations;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Specs;
using Recount.Tests.Evaluation.Models;
using Recount.Tests.Scoring.Items;
using Recount.Text;
using Recount.Workspace.Inputs;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>Formats of a task put to a decoder of random weights, all at once and one by one, from folders, from mirrors and from logs.</summary>
public sealed class GridRunTests : IDisposable
{
    private static readonly RandomDecoderOptions Options = new() { WithPast = true, Vocabulary = 300, MaxLength = 256 };

    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    public GridRunTests() => Model("model", Options);

    public void Dispose() => Directory.Delete(_folder, true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Formats_together_get_the_scores_of_formats_alone_bit_by_bit_for_fewer_tokens()
    {
        var (items, formats) = (BoolQ(9), Formats("boolq", BoolQ(9),
            "{ base: gpt3, vary: { labels: [question/answer, Q/A], verbalizers: [yes/no, true/false] }, also: [{ preset: gpt3, name: g, scoring: generate, max-tokens: 6 }, lm-eval, helm, " +
            "{ preset: gpt3, name: l, scoring: letters }, { preset: gpt3, name: u, normalisation: unconditional, unconditional: \"Answer:\" }] }"));
        Assert.Equal(9, items.Items.Count);
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        var together = Run(model, tokenizer);
        var all = together.Do(Laid(formats), null, null, Stop);
        var needed = 0L;
        foreach (var (format, result) in formats.Zip(all))
        {
            var alone = Run(model, tokenizer);
            Assert.Equal(Said(alone.Do(Laid([format]), null, null, Stop)[0]), Said(result));
            needed += alone.Work.Needed;
        }

        // Nine formats show the same passage at their beginning.
        Assert.InRange(together.Work.Needed, 1, needed * 3 / 4);
        Assert.Equal(formats.Count, all.Count);
        Assert.Equal(["g", "helm"], formats.Zip(all).Where(r => r.Second.Items[0] is ScoredItem.Written).Select(r => r.First.Format.Name));
    }

    [Fact]
    public void More_items_than_a_lot_holds_come_in_their_order()
    {
        var formats = Formats("boolq", BoolQ(70), $"{{ base: gpt3, vary: {{ separator: [{string.Join(", ", Enumerable.Range(0, 34).Select(i => $"\"{i}: \""))}] }}, also: [gpt3] }}");
        Assert.Equal(35, formats.Count);
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        var told = new List<(int Done, int Of)>();
        var all = Run(model, tokenizer).Do(Laid(formats), null, (d, o) => told.Add((d, o)), Stop);
        Assert.All(all, r => Assert.Equal(Enumerable.Range(0, 70).Select(i => $"{i + 1}"), r.Items.Select(i => i.Item.Id)));
        Assert.Equal(Said(Run(model, tokenizer).Do(Laid([formats[33]]), null, null, Stop)[0]), Said(all[33]));
        Assert.Equal((70, 70), told[^1]);
        Assert.Equal(told.Select(t => t.Done).Order(), told.Select(t => t.Done));
    }

    [Fact]
    public void Some_items_get_the_scores_that_they_have_among_all()
    {
        var formats = Laid(Formats("boolq", BoolQ(70), "{ base: gpt3, vary: { shots: [0, 2] } }"));
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        var all = Run(model, tokenizer).Do(formats, null, null, Stop);
        int[] only = [69, 3, 0];
        var some = Run(model, tokenizer).Do([.. formats.Select(f => f with { Only = only })], null, null, Stop);
        Assert.Equal(all.Select(a => Said(a with { Items = [.. only.Select(i => a.Items[i])] })), some.Select(Said));
    }

    [Fact]
    public void A_search_finds_the_best_and_the_worst_of_what_it_has_seen_and_leaves_half_of_the_items_alone()
    {
        var evaluation = Spec("boolq", BoolQ(40), $"{{ base: gpt3, vary: {{ separator: [{string.Join(", ", Enumerable.Range(0, 35).Select(i => $"\"{i}: \""))}] }}, also: [gpt3], reference: gpt3 }}");
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        var told = new List<(int Done, int Of)>();
        var found = GridSearch.Of(evaluation, model, tokenizer, null, 2 * 36 * 20, (d, o) => told.Add((d, o)), Stop);
        Assert.Equal((35 * 20, 36, 20), (found.Spent, found.Tried, found.Unseen.Distinct().Count()));
        var seen = GridRun.Of(evaluation, evaluation.Tasks!, model, tokenizer, null, (_, _) => { }, Stop).Matrix.Of([.. Enumerable.Range(0, 40).Except(found.Unseen)]);
        Assert.Equal((seen.Means.Max() * 20, seen.Means.Min() * 20), (found.Best.Sum, found.Worst.Sum));
        Assert.Equal("gpt3", evaluation.Grid.Formats[found.Formats[0]].Name);
        Assert.Equal([found.Formats[0], .. new[] { found.Best.Format, found.Worst.Format }.Except([found.Formats[0]])], found.Formats);
        Assert.Equal((700, 1440), told[^1]);
        var few = GridSearch.Of(evaluation, model, tokenizer, null, 90, (_, _) => { }, Stop);
        Assert.Equal(90, few.Spent);
        Assert.Equal(found.Unseen, few.Unseen);
        Assert.Throws<ArgumentException>(() => GridSearch.Of(Spec("boolq", BoolQ(1), "[gpt3]"), model, tokenizer, null, 90, (_, _) => { }, Stop));
    }

    [Fact]
    public void Two_runs_at_once_each_have_a_log_and_the_first_is_found_again()
    {
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        string first;
        using (var one = RunLog.OpenIn(At("cache"), model, tokenizer))
        {
            first = one.Path;
            using var two = RunLog.OpenIn(At("cache"), model, tokenizer);
            Assert.Equal($"{first}.2", two.Path);
        }

        using var again = RunLog.OpenIn(At("cache"), model, tokenizer);
        Assert.Equal(first, again.Path);
    }

    [Fact]
    public void A_stopped_run_goes_on_from_its_log()
    {
        var formats = Formats("boolq", BoolQ(12), "{ base: gpt3, vary: { verbalizers: [yes/no, true/false] } }");
        using var model = Open();
        var tokenizer = ModelTokenizer.Read(At("model"));
        var whole = Run(model, tokenizer).Do(Laid(formats), null, null, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var (log, identity) = (At("scores.log"), TaskRun.Identity(model, tokenizer));
        using (var first = RunLog.Open(log, identity))
        {
            var run = new TaskRun(model, tokenizer, new(JoinRule.LmEval, BosPolicy.Auto, [], null, 64), first);
            Assert.ThrowsAny<OperationCanceledException>(() => run.Do(Laid(formats), null, (done, _) => (done > 3 ? stop.Cancel : (Action)(() => { }))(), stop.Token));
        }

        using var second = RunLog.Open(log, identity);
        Assert.InRange(second.Records, 1, 47);
        var again = new TaskRun(model, tokenizer, new(JoinRule.LmEval, BosPolicy.Auto, []), second);
        Assert.Equal(whole.Select(Said), again.Do(Laid(formats), null, null, Stop).Select(Said));
        Assert.Equal(48, again.Work.FromLog + again.Work.Measured);
        Assert.InRange(again.Work.FromLog, 1, 47);
    }

    [Fact]
    public void A_model_that_prefers_nothing_leaves_every_item_open()
    {
        // All weights are nought: every token is as likely as every other one.
        Model("flat", Options);
        var graph = At("flat", "model.onnx");
        var proto = Recount.Evaluation.Graphs.Onnx.ModelProto.Parser.ParseFrom(File.ReadAllBytes(graph));
        foreach (var tensor in proto.Graph.Initializer.Where(i => i.Dims.Count == 2))
        {
            tensor.RawData = Google.Protobuf.ByteString.CopyFrom(new byte[tensor.RawData.Length]);
        }

        File.WriteAllBytes(graph, Google.Protobuf.MessageExtensions.ToByteArray(proto));
        var grid = Grid(Spec("boolq", BoolQ(6), "[{ preset: gpt3, verbalizers: a/b }, { preset: gpt3, name: long, verbalizers: [a b c, d] }]", "flat"));
        Assert.All(grid.Matrix[0], o => Assert.Equal((true, 0.0, 1.0), (o.IsOpen, o.Low, o.High)));
        Assert.Equal((3, 0, 6), (FormatScore.Of(grid.Matrix, 0).Right!.Number, FormatScore.Of(grid.Matrix, 0).Right!.Least, FormatScore.Of(grid.Matrix, 0).Right!.Most));
    }

    [Fact]
    public void Near_ties_reach_the_claims_of_a_grid()
    {
        var grid = Grid(Spec("boolq", BoolQ(6), "[gpt3, lm-eval]"));
        Assert.Equal(6, grid.Matrix.Items.Count);
        Assert.Equal([0, 1, 0, 1, 0, 1], grid.Matrix.Gold);
        Assert.Contains(grid.Evidence, s => s.Label == "near ties" && s.Text.Contains("0.0001 nats", StringComparison.Ordinal));
        Assert.Contains(grid.Evidence, s => s.Label == "items" && s.Text.StartsWith("i, 6, of sha256 000000000000", StringComparison.Ordinal));
        Assert.All([0, 1], f => Assert.Contains(grid.Scores(f, Stop), m => m.Metric == "macro_f1"));
    }

    [Fact]
    public void A_noun_that_is_not_meant_is_right_when_it_is_not_written()
    {
        string[] lines = [.. Enumerable.Range(0, 4).Select(i =>
            $"{{\"text\": \"The cup is in the box, since it fits.\", \"span1_text\": \"the cup\", \"span2_text\": \"it\", \"span2_index\": 7, \"label\": {(i % 2 == 0 ? "true" : "false")}}}")];
        var grid = Grid(Spec("wsc", Set(lines), "[gpt3]"));

        // Random weights do not write "the cup".
        Assert.Equal([0, 1, 0, 1], grid.Matrix[0].Select(o => o.Score));
        Assert.All(grid.Matrix[0], o => Assert.Equal(Outcome.Unpicked, o.Picked));
        Assert.Equal([0, 1, 0, 1], grid.Matrix.Gold);
    }

    [Fact]
    public void Questions_with_several_answers_count_when_all_are_judged_rightly()
    {
        string[] lines = [.. Enumerable.Range(0, 12).Select(i =>
            $"{{\"paragraph\": \"P {i / 6}.\", \"question\": \"Q {i / 3}\", \"answer\": \"A {i}\", \"label\": {(i % 2)}, \"idx\": {{\"paragraph\": {i / 6}, \"question\": {i / 3}}}}}")];
        var spec = Spec("multirc", Set(lines), "[gpt3, lm-eval]");
        var grid = Grid(spec);
        Assert.Equal(["0/0", "0/1", "1/2", "1/3"], grid.Matrix.Items);
        Assert.Null(grid.Matrix.Gold);
        using var model = Open();
        var alone = Run(model, ModelTokenizer.Read(At("model"))).Do(Laid(spec.Tasks!), null, null, Stop);
        for (var f = 0; f < 2; f++)
        {
            var by = ((ScoredBy.Ranked)spec.Tasks![f].By).By;
            var right = alone[f].Items.Cast<ScoredItem.Chosen>().Select(i => Outcome.Of(i.Answer, by, 0).Score).ToList();
            Assert.Equal(right.Chunk(3).Select(c => c.Min()), grid.Matrix[f].Select(o => o.Score));
        }
    }

    [Fact]
    public void A_model_from_a_mirror_is_gathered_by_its_digests_and_evaluated()
    {
        var (mirror, cache) = (At("mirror"), At("cache"));
        Directory.CreateDirectory(mirror);
        string[] names = ["model.onnx", "config.json", "tokenizer.json", "tokenizer_config.json"];
        File.WriteAllLines(Path.Combine(mirror, "SHA256SUMS"), names.Select(n => $"{Digest.Of(At("model", n), Stop).Sha256}  {n}"));
        foreach (var name in names)
        {
            File.Copy(At("model", name), Path.Combine(mirror, name));
        }

        var files = string.Join(", ", names.Select(n => $"{(n == "model.onnx" ? "onnx/model.onnx" : n)}: {{ url: \"https://example.org/{n}\", sha256: {Digest.Of(At("model", n), Stop).Sha256} }}"));
        var spec = Spec("boolq", BoolQ(5), "[gpt3, lm-eval]", models: $"files: {{ {files} }}");
        var expected = Grid(Spec("boolq", BoolQ(5), "[gpt3, lm-eval]"));
        Evaluated.Grid Here() => Assert.IsType<Evaluated.Grid>(Evaluate(spec, [mirror]));
        Assert.Equal(expected.Matrix[1], Here().Matrix[1]);
        var gathered = Directory.GetFiles(Path.Combine(cache, "models"), "*", SearchOption.AllDirectories);
        Assert.Equal(["config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json"], gathered.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

        // A copy that was changed since, in as many bytes, is made anew.
        var graph = gathered.Single(f => f.EndsWith("model.onnx", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(graph);
        bytes[bytes.Length / 2] ^= 64;
        File.WriteAllBytes(graph, bytes);
        Assert.Equal(expected.Matrix[0], Here().Matrix[0]);
        Assert.Equal(Digest.Of(At("model", "model.onnx"), Stop).Sha256, Digest.Of(graph, Stop).Sha256);

        // One that changed in the mirror is none.
        File.AppendAllText(Path.Combine(mirror, "tokenizer.json"), " ");
        var refused = Assert.IsType<Evaluated.Missing>(Evaluate(spec, [mirror]));
        Assert.Contains("not the file that the spec names", refused.What, StringComparison.Ordinal);
        Assert.Equal("recount fetch paper", refused.Get);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_missing_or_broken_and_nothing_is_thrown()
    {
        var absent = Assert.IsType<Evaluated.Missing>(Evaluate(Spec("boolq", BoolQ(2), "[gpt3]", "nowhere")));
        Assert.Equal("The folder 'nowhere' of the model 'm' is not there", absent.What);
        Assert.EndsWith("nowhere", absent.Get, StringComparison.Ordinal);

        Model("bare", Options);
        File.Delete(At("bare", "tokenizer.json"));
        Assert.Contains("tokenizer", Assert.IsType<Evaluated.Broken>(Evaluate(Spec("boolq", BoolQ(2), "[gpt3]", "bare"))).Reason, StringComparison.OrdinalIgnoreCase);

        // A choice that comes to no token, in every item.
        var empty = Assert.IsType<Evaluated.Broken>(Evaluate(Spec("boolq", BoolQ(3), "[{ preset: gpt3, verbalizers: [\"\", b], delimiter: \"\" }]")));
        Assert.EndsWith("(and 2 more like it)", empty.Reason, StringComparison.Ordinal);

        Assert.Contains("256 positions", Assert.IsType<Evaluated.Broken>(Evaluate(Spec("boolq", BoolQ(3), "[gpt3]", more: ", max-length: 257"))).Reason, StringComparison.Ordinal);
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluate(Spec("boolq", BoolQ(3), "[gpt3]"), new(true)));
    }

    [Fact]
    public void Items_that_are_not_here_are_missing_with_the_command_that_gets_them()
    {
        var spec = Spec("boolq", null, "[gpt3]", items: $"url: \"https://example.org/val.jsonl\", bytes: 1234, sha256: {new string('1', 64)}");
        var missing = Assert.IsType<Evaluated.Missing>(Evaluate(spec));
        Assert.Equal("val.jsonl (1234 bytes) of example.org is not here: looked in the attic", missing.What);
        Assert.Equal("recount fetch paper", missing.Get);
    }

    private string At(params string[] parts) => Path.Combine([_folder, .. parts]);

    private void Model(string name, RandomDecoderOptions options)
    {
        RandomDecoder.Write(At(name), options);
        RandomDecoderTokenizer.Write(At(name), options.Vocabulary);
    }

    private LoadedModel Open() => LoadedModel.Open(At("model"), new Device.Cpu(), 1, null, Stop);

    private static TaskRun Run(LoadedModel model, ModelTokenizer tokenizer) => new(model, tokenizer, new(JoinRule.LmEval, BosPolicy.Auto, []));

    private static List<LaidOut> Laid(IEnumerable<FormatTask> formats) =>
        [.. formats.Select(f => new LaidOut(f.Task, new(JoinRule.LmEval, Enum.Parse<BosPolicy>(f.Bos, true), f.Unconditional)))];

    // Every bit of what a model said.
    private static string Said(Answered result) => string.Join('\n', result.Items.Select(i => i switch
    {
        ScoredItem.Chosen chosen => string.Join(' ', chosen.Answer.Choices.Select(c =>
            $"{BitConverter.DoubleToInt64Bits(c.LogLikelihood):x}{string.Concat(c.Given.Values.Select(v => $"/{BitConverter.DoubleToInt64Bits(v):x}"))}")),
        ScoredItem.Written written => written.Text,
        _ => throw new InvalidOperationException(i.GetType().Name),
    }));

    private static ItemSet Set(params string[] lines) => SmallSets.Of(lines) with { Name = "items", Sha256 = new('0', 64) };

    private static ItemSet BoolQ(int count) => Set([.. Enumerable.Range(0, count).Select(i =>
        $"{{\"passage\": \"The old man said that he would give them number {i} if they could find his lost hat, made of the best wool.\", \"question\": \"is {i} more than {i * 7 % 5}\", \"label\": {(i % 2 == 0 ? "true" : "false")}}}")]);

    private IReadOnlyList<FormatTask> Formats(string task, ItemSet items, string formats) => Spec(task, items, formats).Tasks!;

    private DeclaredEvaluation Spec(string task, ItemSet? set, string formats, string folder = "model", string? models = null, string items = "file: items.jsonl", string more = "")
    {
        var diagnostics = new Diagnostics();
        var yaml = $"recount: 1\npaper: {{ title: p }}\nitems: {{ i: {{ {items} }} }}\nmodels: {{ m: {{ {models ?? $"folder: {folder}"} }} }}\n" +
            $"evaluations:\n  e: {{ task: {task}, model: m, items: i, formats: {formats}{more} }}\n" +
            "claims:\n  - { id: a, says: \"x\", published: \"60 %\", evaluation: { of: e, format: gpt3 } }\n";
        var spec = SpecReader.Read(new(At("paper.yaml"), yaml), _ => (null, "none"), diagnostics, null, (_, _) => new(set, "looked in the attic"));
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return ((EvaluationMeasure)spec!.Claims[0].Checks[0].Measure).Evaluation;
    }

    private Evaluated.Grid Grid(DeclaredEvaluation evaluation) => Assert.IsType<Evaluated.Grid>(Evaluate(evaluation));

    private Evaluated Evaluate(DeclaredEvaluation evaluation, CancellationToken? stop = null) => Evaluate(evaluation, [], stop);

    private Evaluated Evaluate(DeclaredEvaluation evaluation, IReadOnlyList<string> mirrors, CancellationToken? stop = null)
    {
        using var run = new GridRun(new(At("cache"), mirrors), new Device.Cpu(), 1);
        return run.Of(evaluation, evaluation.Models[0], stop ?? Stop);
    }
}
