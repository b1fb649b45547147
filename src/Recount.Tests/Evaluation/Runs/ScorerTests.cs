using CsCheck;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>Scoring with a model that is a formula: each token's log-probability is a hash of all tokens before it, so that any mistake of order, sharing or padding shows.</summary>
public sealed class ScorerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    private static readonly Gen<int[][]> Texts = Gen.Int[0, 2].Array[2, 9].Array[1, 25];

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData(Sharing.None)]
    [InlineData(Sharing.OneByOne)]
    [InlineData(Sharing.Together)]
    public void Every_sequence_gets_its_own_scores_however_they_are_computed(Sharing sharing) => Gen.Select(Texts, Gen.Int[0, 40], Gen.Int[1, 60]).Sample((texts, shared, budget) =>
    {
        int[] start = [.. Enumerable.Range(0, shared).Select(i => i % 3)];
        var sequences = texts.Select(t => TokenSequence.Of([.. start, t[0]], t.AsSpan(1), 100)).ToList();
        var formula = new Formula(sharing);
        var scores = Score(new(formula.Run, Traits(sharing, budget)), sequences);
        Assert.Equal(sequences.Select(Formula.Scores), scores.Select(s => string.Join(' ', s.LogProbabilities.Zip(s.Greedy))));
    }, iter: 300);

    [Fact]
    public void A_common_beginning_is_read_once_and_choices_of_one_token_cost_nothing()
    {
        int[] context = [.. Enumerable.Range(0, 50).Select(i => i % 7)];
        var formula = new Formula(Sharing.Together);
        var scorer = new Scorer(formula.Run, Traits(Sharing.Together, 512));
        Score(scorer, [.. Enumerable.Range(1, 4).Select(i => TokenSequence.Of(context, [i], 100))]);
        Assert.Equal((200, 50, 50), (scorer.Work.Given, scorer.Work.Needed, scorer.Work.Ran));
        Score(scorer, [.. Enumerable.Range(1, 4).Select(i => TokenSequence.Of(context, [i, 8, 9], 100))]);
        // 48 of the 50 once, and the other two with each of the four.
        Assert.Equal(50 + 48 + (4 * (2 + 2)), scorer.Work.Needed);
    }

    [Fact]
    public void Thousands_of_beginnings_of_one_text_are_read_in_one_row()
    {
        int[] text = [.. Enumerable.Range(0, 3000).Select(i => i % 11)];
        var scorer = new Scorer(new Formula(Sharing.Together).Run, Traits(Sharing.Together, 4096));
        var sequences = Enumerable.Range(1, 2999).Select(n => TokenSequence.Of(text.AsSpan(0, n), text.AsSpan(n, 1), 4000)).ToList();
        var scores = Score(scorer, sequences);
        Assert.Equal((2999, 2999), (scorer.Work.Needed, scorer.Work.Ran));
        Assert.Equal(Formula.Scores(sequences[1234]), string.Join(' ', scores[1234].LogProbabilities.Zip(scores[1234].Greedy)));
    }

    [Fact]
    public void What_is_known_is_not_run_again()
    {
        var formula = new Formula(Sharing.Together);
        var scorer = new Scorer(formula.Run, Traits(Sharing.Together, 64));
        List<TokenSequence> sequences = [TokenSequence.Of([1, 2], [3], 10), TokenSequence.Of([1, 2], [4, 5], 10)];
        Score(scorer, sequences);
        var before = formula.Runs;
        Score(scorer, sequences);
        Assert.Equal(before, formula.Runs);
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_halved_until_it_does()
    {
        var formula = new Formula(Sharing.Together) { MostRows = 3 };
        var scorer = new Scorer(formula.Run, Traits(Sharing.Together, 4096));
        var sequences = Enumerable.Range(0, 40).Select(i => TokenSequence.Of([i, 1, 2], [3, i], 100)).ToList();
        var scores = Score(scorer, sequences);
        Assert.Equal(sequences.Select(Formula.Scores), scores.Select(s => string.Join(' ', s.LogProbabilities.Zip(s.Greedy))));
        Assert.InRange(scorer.Work.Halved, 3, 6);
    }

    [Fact]
    public void A_single_row_that_does_not_fit_is_an_error() => Assert.Throws<BatchTooLargeException>(() =>
        Score(new(new Formula(Sharing.Together) { MostRows = 0 }.Run, Traits(Sharing.Together, 4096)), [TokenSequence.Of([1], [2], 10)]));

    [Fact]
    public void A_run_that_was_stopped_goes_on_where_it_was()
    {
        var path = Path.Combine(_folder, "scores.log");
        var sequences = Enumerable.Range(0, 60).Select(i => TokenSequence.Of([i, i + 1, 2], [3, i], 100)).ToList();
        var formula = new Formula(Sharing.Together);
        using (var log = RunLog.Open(path, "formula"))
        {
            using var stop = new CancellationTokenSource();
            formula.After = runs =>
            {
                if (runs == 4)
                {
                    stop.Cancel();
                }
            };
            Assert.Throws<OperationCanceledException>(() => new Scorer(formula.Run, Traits(Sharing.Together, 16), log).Score(sequences, null, stop.Token));
        }

        using var again = RunLog.Open(path, "formula");
        Assert.InRange(again.Records, 1, 59);
        var scorer = new Scorer(new Formula(Sharing.Together).Run, Traits(Sharing.Together, 16), again);
        var scores = Score(scorer, sequences);
        Assert.Equal(sequences.Select(Formula.Scores), scores.Select(s => string.Join(' ', s.LogProbabilities.Zip(s.Greedy))));
        Assert.Equal(60, scorer.Work.Measured + scorer.Work.FromLog);
        Assert.InRange(scorer.Work.FromLog, 1, 59);
    }

    [Fact]
    public void Too_long_a_context_loses_its_beginning()
    {
        var sequence = TokenSequence.Of([1, 2, 3, 4, 5], [6, 7], 4);
        Assert.Equal([3, 4, 5, 6, 7], sequence.Tokens);
        Assert.Equal(2, sequence.Cut);
        Assert.Equal([3, 4, 5, 6], sequence.Inputs.ToArray());
        Assert.Equal([5, 6, 7, 8, 9], TokenSequence.Of([1, 2, 3, 4, 5], [6, 7, 8, 9], 4).Tokens);
        Assert.Throws<ArgumentException>(() => TokenSequence.Of([1], [6, 7, 8, 9, 10], 4));
        Assert.Throws<ArgumentException>(() => TokenSequence.Of([1], [], 4));
        Assert.Throws<ArgumentException>(() => TokenSequence.Of([], [1], 4));
    }

    [Fact]
    public void Rows_are_cut_into_batches_where_padding_and_starts_cost_least()
    {
        Assert.Equal([2, 4], Cuts.Of([100, 99, 10, 10, 9, 8], _ => 8));
        Assert.Equal([4], Cuts.Of([12, 11, 10, 10], _ => 8));
        Assert.Equal([2, 2], Cuts.Of([12, 11, 10, 10], _ => 2));
    }

    private static IReadOnlyList<TokenScores> Score(Scorer scorer, IReadOnlyList<TokenSequence> sequences) => scorer.Score(sequences, null, TestContext.Current.CancellationToken);

    private static ScorerTraits Traits(Sharing sharing, int budget) => new(new Device.Cpu(), sharing, 8, budget);

    /// <summary>Answers from the tokens alone, and holds the scheduler to what a model of its kind can do.</summary>
    private sealed class Formula(Sharing sharing)
    {
        private readonly Dictionary<Cache, List<int[]>> _texts = [];

        public int Runs { get; private set; }

        public int MostRows { get; init; } = int.MaxValue;

        public Action<int>? After { get; set; }

        public static string Scores(TokenSequence sequence) => string.Join(' ', Enumerable.Range(sequence.Tokens.Length - sequence.Scored, sequence.Scored)
            .Select(i => (Value(sequence.Tokens[..i], sequence.Tokens[i]), Likeliest(sequence.Tokens[..i]) == sequence.Tokens[i])));

        public Answers Run(Batch batch, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            if (batch.Rows.Count > MostRows)
            {
                throw new BatchTooLargeException("too many rows");
            }

            Runs++;
            var before = batch.Past is null ? null : _texts[batch.Past];
            Assert.True(batch.Past is null || sharing is not Sharing.None);
            Assert.True(batch.Past is null || sharing is not Sharing.OneByOne || batch.Rows.Count == 1);
            var texts = batch.Rows.Select((r, i) => before is null ? r : [.. before[batch.Parents[i]], .. r]).ToList();
            Assert.True(!batch.Keeps || texts.Select(t => t.Length).Distinct().Count() == 1);
            Cache? cache = null;
            if (batch.Keeps)
            {
                cache = new([], batch.Rows.Count, batch.Width + (batch.Past?.Length ?? 0), []);
                _texts[cache] = texts;
            }

            int[] Before(int scored) => texts[batch.Scored[scored].Row][..(texts[batch.Scored[scored].Row].Length - batch.Rows[batch.Scored[scored].Row].Length + batch.Scored[scored].Position + 1)];
            After?.Invoke(Runs);
            return new([.. batch.Targets.Select(t => Value(Before(t.Scored), t.Token))], [.. Enumerable.Range(0, batch.Scored.Count).Select(s => Likeliest(Before(s)))], cache);
        }

        private static int Mix(IEnumerable<int> tokens) => tokens.Aggregate(17, (h, t) => unchecked((h * 31) + t + 7));

        private static float Value(int[] before, int token) => -(Mix([.. before, token]) & 0xffff) / 4096f;

        private static int Likeliest(int[] before) => (Mix(before) & 0x7fffffff) % 3;
    }
}
