using Recount.Evaluation.Models;
using Recount.Evaluation.Tokens;
using Recount.Scoring;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>Puts a task to a model: renders, encodes, scores, and says what it came to.</summary>
public sealed class TaskRun
{
    private readonly LoadedModel _model;
    private readonly ModelTokenizer _tokenizer;
    private readonly TaskOptions _options;
    private readonly ScorerTraits _traits;
    private readonly Scorer _scorer;
    private readonly Writer _writer;

    /// <exception cref="TaskRefusedException">More positions are asked for than the model has.</exception>
    public TaskRun(LoadedModel model, ModelTokenizer tokenizer, TaskOptions options, RunLog? log = null)
    {
        (_model, _tokenizer, _options) = (model, tokenizer, options);
        var decoder = model.Decoder;
        var logits = decoder.HeadResists is null ? 0 : sizeof(float) * (long)(model.Vocabulary ?? tokenizer.VocabularySize);
        _traits = new(decoder.Device, model.Check.Sharing, decoder.Layout.BytesPerToken, options.BatchTokens, LogitsPerToken: logits);
        _scorer = new(Run, _traits, log);
        _writer = new(Run, _traits, Decoded, log);
        var most = model.Config.MaxLength ?? tokenizer.ModelMaxLength;
        MaxLength = options.MaxLength ?? most ?? Unknown;
        if (MaxLength > most)
        {
            throw new TaskRefusedException([$"The model has {most} positions; {MaxLength} cannot be used."]);
        }
    }

    /// <summary>Positions of a model whose files do not say, as in lm-evaluation-harness.</summary>
    public const int Unknown = 2048;

    /// <summary>Positions that are used.</summary>
    public int MaxLength { get; }

    /// <summary>What scoring took so far.</summary>
    public ScorerWork Work => _scorer.Work.With(_writer.Work);

    /// <summary>Tokens of the batches that turned out fastest, of those that begin anew and those that go on.</summary>
    public (int Anew, int Further) Batches => _scorer.Batches;

    /// <summary>What scores hang on besides the tokens: what a log is kept under.</summary>
    public static string Identity(LoadedModel model, ModelTokenizer tokenizer) =>
        $"recount scorer {ScorerVersion}; model {model.Digest.Sha256}; tokenizer {tokenizer.Sha256}; " +
        $"{(model.Decoder.Device is Device.Cuda ? "cuda" : "cpu")} {model.ElementType}; onnxruntime {model.Decoder.Runtime}";

    /// <summary>Counted up when the same tokens would get other scores.</summary>
    public const int ScorerVersion = 1;

    /// <summary>Does a task.</summary>
    /// <inheritdoc cref="Do(IReadOnlyList{LaidOut}, Action{IReadOnlyList{Trap}}?, Action{int, int}?, CancellationToken)"/>
    public TaskResult Do(BenchmarkTask task, Action<IReadOnlyList<Trap>>? warned = null, Action<int, int>? done = null, CancellationToken stop = default)
    {
        var did = Do([new(task, _options)], warned, done, stop)[0];
        return new(task, did.Items, TaskScores.Of(did.Items, _options.Unconditional, stop), did.Traps);
    }

    /// <summary>
    /// Does several tasks at once: what their prompts have in common at the beginning, such as the passage that formats of one task share, is computed once, and sequences that are
    /// equal are scored once. Of several tasks the prompts' texts are not kept.
    /// </summary>
    /// <param name="warned">Told of the traps before anything runs; those of all tasks that say the same, once.</param>
    /// <param name="done">Told how many items are done, out of how many.</param>
    /// <returns>What came of each task, in their order.</returns>
    /// <exception cref="TaskRefusedException">Items cannot be put to this model: all that is wrong is named, before anything runs.</exception>
    /// <exception cref="FormatException">A pattern took too long on what was written.</exception>
    /// <exception cref="Graphs.ModelRefusedException">The runtime failed, or a file of the model changed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was measured is in the log.</exception>
    public IReadOnlyList<Answered> Do(
        IReadOnlyList<LaidOut> tasks, Action<IReadOnlyList<Trap>>? warned = null, Action<int, int>? done = null, CancellationToken stop = default)
    {
        var lots = new Lots(tasks, _tokenizer, MaxLength, _model.Vocabulary);
        lots.Look(stop);
        var traps = lots.Traps();
        warned?.Invoke([.. traps.SelectMany(t => t).DistinctBy(t => t.Sentence)]);
        var progress = new Count(done, lots.Questions, tasks.Max(t => t.Count));
        var scored = tasks.Select(_ => new List<ScoredItem>()).ToList();

        // On a thread of its own: those of the pool may all be waiting for this.
        Task<IReadOnlyList<IReadOnlyList<EncodedItem>>> Encoded(int lot) =>
            Task.Factory.StartNew(() => lot < lots.Count ? lots.Of(lot, stop) : [], stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var next = Encoded(0);
        for (var lot = 0; lot < lots.Count; lot++)
        {
            var encoded = next.GetAwaiter().GetResult();
            next = Encoded(lot + 1);
            var ranked = tasks.Zip(encoded).Where(t => t.First.Task.Asked is not Asked.Answer).SelectMany(t => t.Second);
            var scores = new Queue<TokenScores>(_scorer.Score([.. ranked.SelectMany(i => i.All)], progress, stop));
            for (var t = 0; t < tasks.Count; t++)
            {
                scored[t].AddRange(tasks[t].Task.Asked is Asked.Answer answer ? Write(encoded[t], answer, progress, stop) : Score(encoded[t], tasks[t], scores, tasks.Count == 1));
            }
        }

        return [.. scored.Zip(traps, (s, t) => new Answered(s, t))];
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

    private static IEnumerable<ScoredItem> Score(IReadOnlyList<EncodedItem> items, LaidOut task, Queue<TokenScores> scores, bool keepsPrompts)
    {
        List<TokenScores> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => scores.Dequeue())];
        foreach (var encoded in items)
        {
            var of = Take(encoded.Sequences.Count);
            var given = encoded.Given.Select(g => Take(g.Count)).ToList();
            var (item, cut) = (encoded.Item, encoded.Sequences.Max(s => s.Cut));
            var prompt = keepsPrompts ? item.Pairs[0].Context : "";
            var contexts = encoded.Sequences.Select(s => s.Tokens.Length - s.Scored).ToList();
            ScoredChoice Choice(int i) => new(item.Choices[i], of[i].LogLikelihood, of[i].Greedy.Count, of[i].IsGreedy)
            {
                Given = task.Options.Unconditional.Zip(given).ToDictionary(g => g.First, g => g.Second[i].LogLikelihood),
            };
            yield return task.Task.Asked switch
            {
                Asked.Rolling => new ScoredItem.Rolled(item.Item, prompt, contexts, 0, new(item.Choices[0], of.Sum(s => s.LogLikelihood), of.Sum(s => s.Greedy.Count))),
                Asked.Target => new ScoredItem.Followed(item.Item, prompt, contexts, cut, Choice(0)),
                _ => new ScoredItem.Chosen(item.Item, prompt, contexts, cut, new([.. Enumerable.Range(0, of.Count).Select(Choice)], item.Gold)),
            };
        }
    }

    private IEnumerable<ScoredItem> Write(IReadOnlyList<EncodedItem> items, Asked.Answer answer, Count progress, CancellationToken stop)
    {
        var cut = new AnswerFilter.Cut(answer.Stops);
        foreach (var (encoded, tokens) in items.Zip(_writer.Write([.. items.Select(i => i.Prompt!)], progress, stop)))
        {
            var (item, prompt) = (encoded.Item, encoded.Prompt!);
            var text = cut.Apply([Continuation(prompt.Tokens, tokens)])[0];
            var filtered = Filtered(item.Item, text, answer.Filters);
            yield return new ScoredItem.Written(
                item.Item, item.Pairs[0].Context, [prompt.Tokens.Length], prompt.Cut, text, filtered, item.Targets,
                answer.Match.Of(filtered, item.Targets), TokenF1.Of(filtered, item.Targets));
        }
    }

    private static string Filtered(Item item, string text, IReadOnlyList<AnswerFilter> filters)
    {
        try
        {
            return filters.Aggregate<AnswerFilter, IReadOnlyList<string>>([text], (a, f) => f.Apply(a))[0];
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException e)
        {
            throw new FormatException(
                $"Item '{Text.Plain.Short(item.Id)}': the pattern '{Text.Plain.Short(e.Pattern)}' took more than {e.MatchTimeout.TotalSeconds:0} s on what was written.", e);
        }
    }

    // A tokenizer that drops the blank of a text's first word must not drop that of the answer's: it is decoded behind the last token of the question.
    private string Continuation(int[] prompt, int[] written) => Decoded([prompt[^1], .. written])[Decoded([prompt[^1]]).Length..];

    // Models have room for more tokens than their tokenizers know: such a one is no text.
    private string Decoded(int[] tokens) => _tokenizer.Decode([.. tokens.Where(t => _tokenizer.TokenOf(t) is not null)]);

    /// <summary>Counts what is done over several lots.</summary>
    private sealed class Count(Action<int, int>? done, int questions, int items) : IProgress<int>
    {
        private long _done;

        public void Report(int value) => done?.Invoke((int)((_done += value) * items / Math.Max(1, questions)), items);
    }
}
