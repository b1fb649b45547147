using Recount.Evaluation.Models;

namespace Recount.Evaluation.Runs;

/// <summary>Scores many sequences with one model: each once, whatever is known from a log not at all.</summary>
/// <param name="run">Runs one batch.</param>
/// <param name="traits">What the model can do.</param>
public sealed class Scorer(Func<Batch, CancellationToken, Answers> run, ScorerTraits traits, RunLog? log = null)
{
    private readonly Pace _pace = new(traits.Device, traits.BatchTokens);
    private readonly Dictionary<TokenSequence, TokenScores> _known = new(SameTokens.Instance);

    /// <summary>What was done so far.</summary>
    public ScorerWork Work { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Scores sequences; those that are equal are scored once.</summary>
    /// <param name="scored">Told of each sequence that is scored, in whatever order; may be null.</param>
    /// <returns>In the order of the sequences.</returns>
    /// <exception cref="BatchTooLargeException">The device has too little memory for a single row.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was scored is in the log.</exception>
    public IReadOnlyList<TokenScores> Score(IReadOnlyList<TokenSequence> sequences, IProgress<int>? scored = null, CancellationToken stop = default)
    {
        var open = new List<TokenSequence>();
        foreach (var sequence in sequences.Distinct(SameTokens.Instance).Where(s => !_known.ContainsKey(s)))
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

        var of = sequences.GroupBy(s => s, SameTokens.Instance).ToDictionary(g => g.Key, g => g.Count(), SameTokens.Instance);
        scored?.Report(of.Where(s => _known.ContainsKey(s.Key)).Sum(s => s.Value));
        Measure(open, sequence => scored?.Report(of[sequence]), stop);
        return [.. sequences.Select(s => _known[s])];
    }

    private void Measure(List<TokenSequence> open, Action<TokenSequence> done, CancellationToken stop)
    {
        var parts = open.ConvertAll(s => (Values: new float[s.Scored], Greedy: new bool[s.Scored], Left: s.Scored));
        var left = parts.Select(p => p.Left).ToArray();
        var roots = PrefixTree.Of(open, traits.Sharing != Sharing.None);
        var schedule = new Schedule(run, _pace, traits.Sharing, traits.BytesPerToken, traits.CacheBytes);
        try
        {
            schedule.Run(
                roots,
                (question, value, greedy) =>
                {
                    var at = question.Sequence;
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

    private sealed class SameTokens : IEqualityComparer<TokenSequence>
    {
        public static SameTokens Instance { get; } = new();

        public bool Equals(TokenSequence? x, TokenSequence? y) => x!.Scored == y!.Scored && x.Tokens.AsSpan().SequenceEqual(y.Tokens);

        public int GetHashCode(TokenSequence sequence)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(sequence.Tokens));
            hash.Add(sequence.Scored);
            return hash.ToHashCode();
        }
    }
}

/// <summary>What a scorer has to know of a model.</summary>
/// <param name="BytesPerToken">Of keys and values.</param>
/// <param name="BatchTokens">Tokens of a batch, where they are given; null lets the first batches tell.</param>
/// <param name="CacheBytes">That keys and values of one batch may take.</param>
public sealed record ScorerTraits(Device Device, Sharing Sharing, long BytesPerToken, int? BatchTokens = null, long CacheBytes = 1L << 30);

/// <summary>How much a scorer did.</summary>
/// <param name="Measured">Sequences that were run.</param>
/// <param name="FromLog">Sequences that were not, since a log had them.</param>
/// <param name="Given">Input tokens of the sequences, each by itself.</param>
/// <param name="Needed">The same with common beginnings counted once.</param>
/// <param name="Ran">Tokens that went through the model, padding included.</param>
/// <param name="Halved">Times that a batch did not fit.</param>
public sealed record ScorerWork(int Measured, int FromLog, long Given, long Needed, long Ran, int Halved);
