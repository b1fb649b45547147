using Recount.Evaluation.Models;
using Recount.Evaluation.Tokens;
using Recount.Scoring;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>Puts a task to a model: renders, encodes, scores, and says what it came to.</summary>
public sealed class TaskRun
{
    // Items that are encoded while those before them run.
    private const int Ahead = 1024;

    private readonly LoadedModel _model;
    private readonly ModelTokenizer _tokenizer;
    private readonly TaskOptions _options;
    private readonly ScorerTraits _traits;
    private readonly Scorer _scorer;
    private readonly RunLog? _log;

    public TaskRun(LoadedModel model, ModelTokenizer tokenizer, TaskOptions options, RunLog? log = null)
    {
        (_model, _tokenizer, _options, _log) = (model, tokenizer, options, log);
        _traits = new(model.Decoder.Device, model.Check.Sharing, model.Decoder.Layout.BytesPerToken, options.BatchTokens);
        _scorer = new(Run, _traits, log);
        MaxLength = options.MaxLength ?? model.Config.MaxLength ?? tokenizer.ModelMaxLength ?? Unknown;
    }

    /// <summary>Positions of a model whose files do not say, as in lm-evaluation-harness.</summary>
    public const int Unknown = 2048;

    /// <summary>Positions that are used.</summary>
    public int MaxLength { get; }

    /// <summary>What scoring took so far.</summary>
    public ScorerWork Work => _scorer.Work;

    /// <summary>What scores hang on besides the tokens: what a log is kept under.</summary>
    public static string Identity(LoadedModel model, ModelTokenizer tokenizer) =>
        $"recount scorer {ScorerVersion}; model {model.Digest.Sha256}; tokenizer {tokenizer.Sha256}; " +
        $"{(model.Decoder.Device is Device.Cuda ? "cuda" : "cpu")} {model.ElementType}; onnxruntime {model.Decoder.Runtime}";

    /// <summary>Counted up when the same tokens would get other scores.</summary>
    public const int ScorerVersion = 1;

    /// <summary>Does a task.</summary>
    /// <param name="done">Told how many sequences or prompts are done, out of how many.</param>
    /// <exception cref="TaskRefusedException">Items cannot be put to this model: all that is wrong is named.</exception>
    /// <exception cref="Graphs.ModelRefusedException">The runtime failed, or a file of the model changed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was measured is in the log.</exception>
    public TaskResult Do(BenchmarkTask task, Action<int, int>? done = null, CancellationToken stop = default)
    {
        var problems = new List<string>();
        var rendered = Rendering.Of(task, problems);
        if (problems.Count > 0)
        {
            throw new TaskRefusedException(problems);
        }

        var encoding = new PromptEncoding(_tokenizer, _options, task.Asked, MaxLength);
        var items = new List<ScoredItem>();
        var lints = new Lints(_tokenizer, _options);
        var progress = new Count(done, rendered.Count);
        var next = Task.Run(() => encoding.Of([.. rendered.Take(Ahead)], problems, stop), stop);
        for (var start = 0; start < rendered.Count; start += Ahead)
        {
            var encoded = next.GetAwaiter().GetResult();
            if (problems.Count > 0)
            {
                throw new TaskRefusedException(problems);
            }

            var following = rendered.Skip(start + Ahead).Take(Ahead).ToList();
            next = Task.Run(() => encoding.Of(following, problems, stop), stop);
            lints.Look(encoded);
            progress.Begin(encoded);
            items.AddRange(task.Asked is Asked.Answer answer ? Write(encoded, answer, progress, stop) : Score(encoded, task.Asked, progress, stop));
        }

        return new(task, items, TaskScores.Of(items, _options.Unconditional, stop), [.. Recount.Scoring.Tasks.TaskTraps.Of(task), .. lints.Traps(task)]);
    }

    private Answers Run(Batch batch, CancellationToken stop)
    {
        var answers = _model.Decoder.Run(batch, stop);
        if (_model.Digest.Changed() is { } changed)
        {
            answers.Cache?.Dispose();
            throw new Graphs.ModelRefusedException($"'{changed}' changed while it was being scored with. What was measured before is kept, under the digest of the file as it was.");
        }

        return answers;
    }

    private IEnumerable<ScoredItem> Score(IReadOnlyList<EncodedItem> items, Asked asked, Count progress, CancellationToken stop)
    {
        var scores = new Queue<TokenScores>(_scorer.Score([.. items.SelectMany(i => i.All)], progress, stop));
        List<TokenScores> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => scores.Dequeue())];
        foreach (var encoded in items)
        {
            var of = Take(encoded.Sequences.Count);
            var given = encoded.Given.Select(g => Take(g.Count)).ToList();
            var (item, cut) = (encoded.Item, encoded.Sequences.Max(s => s.Cut));
            var contexts = encoded.Sequences.Select(s => s.Tokens.Length - s.Scored).ToList();
            ScoredChoice Choice(int i) => new(item.Choices[i], of[i].LogLikelihood, of[i].Greedy.Count, of[i].IsGreedy)
            {
                Given = _options.Unconditional.Zip(given).ToDictionary(g => g.First, g => g.Second[i].LogLikelihood),
            };
            yield return asked switch
            {
                Asked.Rolling => new ScoredItem.Rolled(item.Item, contexts, 0, new(item.Choices[0], of.Sum(s => s.LogLikelihood), of.Sum(s => s.Greedy.Count))),
                Asked.Target => new ScoredItem.Followed(item.Item, contexts, cut, Choice(0)),
                _ => new ScoredItem.Chosen(item.Item, contexts, cut, new([.. Enumerable.Range(0, of.Count).Select(Choice)], item.Gold)),
            };
        }
    }

    private IEnumerable<ScoredItem> Write(IReadOnlyList<EncodedItem> items, Asked.Answer answer, Count progress, CancellationToken stop)
    {
        var ends = new[] { _tokenizer.Eos }.OfType<int>().ToHashSet();
        var writer = new Writer(Run, _traits, t => _tokenizer.Decode(t), ends, _log);
        AnswerFilter[] filters = [new AnswerFilter.Cut(answer.Stops), .. answer.Filters];
        foreach (var (encoded, tokens) in items.Zip(writer.Write([.. items.Select(i => i.Prompt!)], progress, stop)))
        {
            var text = filters[0].Apply([Continuation(encoded.Prompt!.Tokens, tokens)])[0];
            var filtered = answer.Filters.Aggregate<AnswerFilter, IReadOnlyList<string>>([text], (a, f) => f.Apply(a))[0];
            var targets = encoded.Item.Targets;
            yield return new ScoredItem.Written(
                encoded.Item.Item, [encoded.Prompt!.Tokens.Length], 0, text, filtered, targets, answer.Match.Of(filtered, targets), TokenF1.Of(filtered, targets));
        }
    }

    // A tokenizer that drops the blank of a text's first word must not drop that of the answer's: it is decoded behind the last token of the question.
    private string Continuation(int[] prompt, int[] written) => _tokenizer.Decode([prompt[^1], .. written])[_tokenizer.Decode([prompt[^1]]).Length..];

    /// <summary>Counts what is done over several lots.</summary>
    private sealed class Count(Action<int, int>? done, int items) : IProgress<int>
    {
        private int _done;
        private int _each = 1;

        public void Begin(IReadOnlyList<EncodedItem> lot) => _each = Math.Max(1, lot.Select(i => i.Prompt is null ? i.All.Count() : 1).DefaultIfEmpty(1).Max());

        public void Report(int value) => done?.Invoke(Math.Min(items, (_done += value) / _each), items);
    }
}
