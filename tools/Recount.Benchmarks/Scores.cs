using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Recount.Workspace.Data;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Tasks;
using Mistakes = Recount.Text.Diagnostics;


namespace Recount.Benchmarks;

/// <summary>Scoring one file of cloze items (context, choices, gold) in several ways in one process: CPU seconds of all threads, the best of some rounds.</summary>
internal static class Scores
{
    private const int Rounds = 3;

    // Rows and tokens of a run; the facts of this machine's caches decide which is best.
    private static readonly (int Rows, int Width)[] Shapes = [(4, 32), (8, 32), (16, 32), (32, 32), (4, 64), (8, 64), (16, 64), (4, 128), (8, 128), (16, 128)];

    public static void Run(string path, string data, int threads)
    {
        var diagnostics = new Mistakes();
        var items = ItemFiles.Read(data, diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics.Sorted()));
        TaskText Text(string key, string text) => new(key, text, (offset, length) => new(key, 1, offset + 1, length));
        var task = new TaskReader([Text("context", "{context}"), Text("choices", "{choices}"), Text("gold", "{gold}"), Text("delimiter", "")], new("bench", 1, 1, 1), diagnostics).Read("cloze", items, items)!;

        using var model = LoadedModel.Open(path, new Device.Cpu(), threads);
        var tokenizer = ModelTokenizer.Read(path);
        var options = new TaskOptions(JoinRule.LmEval, BosPolicy.Auto, []);
        var pairs = new TokenPairs(tokenizer, JoinRule.LmEval, BosPolicy.Auto);
        var length = model.Config.MaxLength!.Value;
        var sequences = Rendering.Of(task, []).SelectMany(r => pairs.Of(r.Pairs[0].Context, [.. r.Pairs.Select(p => p.Continuation)])).Select(p => TokenSequence.Of(p.Context, p.Continuation, length)).ToList();
        var asked = sequences.Sum(s => s.Inputs.Length);
        var choices = sequences.Count / items.Items.Count;
        var needed = asked - sequences.Where((_, i) => i % choices > 0).Sum(s => s.Tokens.Length - s.Scored);
        Console.WriteLine($"{items.Items.Count} items, {sequences.Count} sequences, {asked} tokens asked, {needed} with each context once; {threads} threads");

        IReadOnlyList<TokenScores>? ours = null;
        var scorer = new Scorer(model.Decoder.Run, Traits(model));
        var score = Timed("scored, without tokenisation", () => ours = (scorer = new(model.Decoder.Run, Traits(model))).Score(sequences), needed);
        var whole = Timed("scored, with tokenisation", () => new TaskRun(model, tokenizer, options).Do(task), needed);
        Timed("tokenisation alone", () => Rendering.Of(task, []).ToList().ForEach(r => pairs.Of(r.Pairs[0].Context, [.. r.Pairs.Select(p => p.Continuation)])), needed);
        Console.WriteLine($"  {scorer.Work}");

        var file = ModelFile.Read(model.Folder.Graph);
        using var plain = Decoder.Start(file, new Device.Cpu(), threads, "to measure against");
        using var usual = new Alone(file, threads);
        List<float> naive = [];
        var one = Timed("one request at a time, full logits", () => naive = OneAtATime(plain.Run, sequences), needed);
        Console.WriteLine($"  largest difference of a choice {naive.Select((n, i) => Math.Abs(n - ours![i].LogLikelihood)).Max():0.0e+0}");
        var before = Timed("the same, denormal numbers not flushed", () => OneAtATime((batch, _) => usual.Logits(batch), sequences), needed);

        // The head on scored rows only, everything else the same: 16 rows of 64 tokens, 8 of them scored.
        var batches = Batches(16, 64, 8);
        var rows = Timed("16 x 64, 8 scored, head on scored rows", () => batches.ForEach(b => model.Decoder.Run(b)), batches.Count * 1024);
        var full = Timed("16 x 64, 8 scored, full logits", () => batches.ForEach(b => plain.Run(b)), batches.Count * 1024);
        Console.WriteLine(FormattableString.Invariant($"the head on scored rows: {full / rows:0.00} times"));

        var (same, sameAt) = Best(b => plain.Run(b));
        var (asIs, asIsAt) = Best(b => usual.Logits(b));
        Console.WriteLine(FormattableString.Invariant($"session.run alone: {same:0} tokens a CPU second at {sameAt}; denormal numbers not flushed {asIs:0} at {asIsAt}"));
        void Against(string name, double seconds) => Console.WriteLine(FormattableString.Invariant(
            $"{name}: {one / seconds:0.00} times one at a time ({before / seconds:0.00} as the runtime comes), {100 * needed / same / seconds:0} % of the limit ({100 * needed / asIs / seconds:0} %)"));
        Against("without tokenisation", score);
        Against("with tokenisation", whole);
    }

    private static ScorerTraits Traits(LoadedModel model) => new(model.Decoder.Device, model.Check.Sharing, model.Decoder.Layout.BytesPerToken);

    private static List<float> OneAtATime(Func<Batch, CancellationToken, Answers> run, List<TokenSequence> sequences) => sequences.ConvertAll(s =>
    {
        var batch = new Batch();
        var row = batch.Add(s.Inputs.ToArray());
        for (var i = s.Tokens.Length - s.Scored; i < s.Tokens.Length; i++)
        {
            batch.Target(batch.Score(row, i - 1), s.Tokens[i]);
        }

        return run(batch, default).LogProbabilities.Sum();
    });

    private static (double Rate, string Shape) Best(Action<Batch> run)
    {
        return Shapes.Select(shape =>
        {
            var batches = Batches(shape.Rows, shape.Width, 1);
            batches.ForEach(run);
            var best = Enumerable.Range(0, Rounds).Min(_ => Seconds(() => batches.ForEach(run)));
            return (Rate: batches.Count * shape.Rows * shape.Width / best, Shape: $"{shape.Rows} x {shape.Width}");
        }).MaxBy(s => s.Rate);
    }

    // Some batches of made-up tokens, the last of each row scored.
    private static List<Batch> Batches(int rows, int width, int scored)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 16).Select(_ =>
        {
            var batch = new Batch();
            for (var row = 0; row < rows; row++)
            {
                batch.Add([.. Enumerable.Range(0, width).Select(_ => random.Next(3, 256))]);
                for (var i = width - scored; i < width; i++)
                {
                    batch.Target(batch.Score(row, i), 5);
                }
            }

            return batch;
        })];
    }

    private static double Timed(string name, Action work, long tokens)
    {
        var first = Seconds(work);
        var best = Enumerable.Range(0, Rounds).Min(_ => Seconds(work));
        Console.WriteLine(FormattableString.Invariant($"{name}\t{best:0.000} CPU s (first {first:0.000})\t{tokens / best:0} tokens needed a CPU second"));
        return best;
    }

    private static double Seconds(Action work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    /// <summary>The graph in the runtime with none of our settings but the threads and no spinning, on the thread that calls.</summary>
    private sealed class Alone : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _run = new();
        private readonly Feed _feed;

        public Alone(ModelFile file, int threads)
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            _session = new(file.Path, options);
            _feed = new(DecoderLayout.Of(file), false, false);
        }

        public Answers Logits(Batch batch)
        {
            var inputs = _feed.Inputs(batch);
            var all = inputs.Owned.Concat(inputs.Lent).ToList();
            using var outputs = _session.Run(_run, all.ConvertAll(i => i.Name), all.ConvertAll(i => i.Value), _feed.Answers);
            var (values, likeliest) = _feed.Read(batch, outputs);
            foreach (var (_, value) in inputs.Owned)
            {
                value.Dispose();
            }

            return new(values, likeliest, null);
        }

        public void Dispose()
        {
            _session.Dispose();
            _run.Dispose();
            _feed.Dispose();
        }
    }
}
