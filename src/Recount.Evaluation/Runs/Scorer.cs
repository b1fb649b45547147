using Recount.Evaluation.Models;

namespace Recount.Evaluation.Runs;

/// <summary>Scores many sequences with one model: each once, whatever is known from a log not at all.</summary>
/// <param name="run">Runs one batch.</param>
/// <param name="traits">What the model can do.</param>
public sealed class Scorer(Func<Batch, CancellationToken, Answers> run, ScorerTraits traits, RunLog? log = null)
{
    private readonly Pace _anew = new(traits.Device, traits.BatchTokens);
    private readonly Pace _further = new(traits.Device, traits.BatchTokens);
    private readonly Dictionary<TokenSequence, TokenScores> _known = [];

    /// <summary>What was done so far.</summary>
    public ScorerWork Work { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Tokens of the batches that turned out fastest, of those that begin anew and those that go on.</summary>
    public (int Anew, int Further) Batches => (_anew.Tokens, _further.Tokens);

    /// <summary>Scores sequences; those that are equal are scored once.</summary>
    /// <param name="scored">Told of each sequence that is scored, in whatever order; may be null.</param>
    /// <returns>In the order of the sequences.</returns>
    /// <exception cref="BatchTooLargeException">The device has too little memory for a single row.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was scored is in the log.</exception>
    public IReadOnlyList<TokenScores> Score(IReadOnlyList<TokenSequence> sequences, IProgress<int>? scored = null, CancellationToken stop = default)
    {
        var open = new List<TokenSequence>();
        var of = sequences.CountBy(s => s).ToDictionary();
        foreach (var sequence in of.Keys.Where(s => !_known.ContainsKey(s)))
        {
            if (log?.Find(sequence) is { } before)
            {
                _known[sequence] = before;
                Work = Work with { FromLog = Work.FromLog + 1 };
            }
            else
            {
                open.Add(sequence);
            }
        }

        scored?.Report(sequences.Count(_known.ContainsKey));
        Measure(open, sequence => scored?.Report(of[sequence]), stop);
        List<TokenScores> scores = [.. sequences.Select(s => _known[s])];
        if (log is not null)
        {
            // The log has them.
            _known.Clear();
        }

        return scores;
    }

    private void Measure(List<TokenSequence> open, Action<TokenSequence> done, CancellationToken stop)
    {
        var parts = open.ConvertAll(s => (Values: new float[s.Scored], Greedy: new bool[s.Scored], Answered: new bool[s.Scored]));
        var left = open.Select(s => s.Scored).ToArray();
        var roots = PrefixTree.Of(open, traits.Sharing != Sharing.None);
        var schedule = new Schedule(run, _anew, _further, traits);
        try
        {
            schedule.Run(
                roots,
                (question, value, greedy) =>
                {
                    var at = question.Sequence;
                    if (!float.IsFinite(value))
                    {
                        throw new Graphs.ModelRefusedException(
                            $"The model gives no finite probability to token {open[at].Tokens.Length - open[at].Scored + question.Index + 1} of a sequence of {open[at].Tokens.Length}: " +
                            "an overflow in 16 bits, or broken weights. What was measured before is kept.");
                    }

                    if (parts[at].Answered[question.Index])
                    {
                        // A batch that is run again in smaller ones.
                        return;
                    }

                    parts[at].Answered[question.Index] = true;
                    (parts[at].Values[question.Index], parts[at].Greedy[question.Index]) = (value, greedy);
                    if (--left[at] == 0)
                    {
                        _known[open[at]] = new(parts[at].Values, parts[at].Greedy);
                        log?.Add(open[at], _known[open[at]]);
                        done(open[at]);
                    }
                },
                () => log?.Flush(),
                stop);
        }
        finally
        {
            log?.Flush();
            Work = Work with
            {
                Measured = Work.Measured + left.Count(l => l == 0), Given = Work.Given + open.Sum(s => (long)s.Inputs.Length), Needed = Work.Needed + PrefixTree.Tokens(roots),
                Ran = Work.Ran + schedule.Ran, Halved = Work.Halved + schedule.Halved,
            };
        }
    }
}

/// <summary>What a scorer has to know of a model.</summary>
/// <param name="BytesPerToken">Of keys and values.</param>
/// <param name="BatchTokens">Tokens of a batch, where they are given; null lets the first batches tell.</param>
/// <param name="CacheBytes">That keys and values of one batch may take.</param>
/// <param name="LogitsPerToken">Bytes of the logits of one token, where all positions get any; else 0.</param>
public sealed record ScorerTraits(Device Device, Sharing Sharing, long BytesPerToken, int? BatchTokens = null, long CacheBytes = 1L << 30, long LogitsPerToken = 0)
{
    /// <summary>The most rows of a batch that memory allows, at least one.</summary>
    /// <param name="length">Positions of a row, the past included.</param>
    /// <param name="width">Tokens that it computes.</param>
    public int Most(int rows, int length, int width)
    {
        var most = Math.Max(1, rows);
        most = (int)Math.Min(most, CacheBytes / Math.Max(1, BytesPerToken * length));
        return Math.Max(1, (int)Math.Min(most, CacheBytes / Math.Max(1, LogitsPerToken * width)));
    }
}

/// <summary>How much a scorer did.</summary>
/// <param name="Measured">Sequences that were run.</param>
/// <param name="FromLog">Sequences that were not, since a log had them.</param>
/// <param name="Given">Input tokens of the sequences, each by itself.</param>
/// <param name="Needed">The same with common beginnings counted once.</param>
/// <param name="Ran">Tokens that went through the model, padding included.</param>
/// <param name="Halved">Times that a batch did not fit.</param>
public sealed record ScorerWork(int Measured, int FromLog, long Given, long Needed, long Ran, int Halved)
{
    /// <summary>Both together.</summary>
    public ScorerWork With(ScorerWork other) =>
        new(Measured + other.Measured, FromLog + other.FromLog, Given + other.Given, Needed + other.Needed, Ran + other.Ran, Halved + other.Halved);
}
