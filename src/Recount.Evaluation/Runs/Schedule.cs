using System.Diagnostics;
using Recount.Evaluation.Models;

namespace Recount.Evaluation.Runs;

/// <summary>Runs the nodes of a prefix tree in batches of like length, longest first, each batch's children before the next batch: so that few caches live at once.</summary>
/// <param name="run">Runs one batch.</param>
/// <param name="anew">The size of batches that begin anew.</param>
/// <param name="further">That of batches that go on from others.</param>
internal sealed class Schedule(Func<Batch, CancellationToken, Answers> run, Pace anew, Pace further, ScorerTraits traits)
{
    private const int Horizon = 512;

    /// <summary>Tokens that went through the model, padding included.</summary>
    public long Ran { get; private set; }

    /// <summary>Times that a batch had to be halved.</summary>
    public int Halved { get; private set; }

    /// <summary>Runs all nodes.</summary>
    /// <param name="answered">Called for each question with the log-probability of its token and whether that was the likeliest.</param>
    /// <param name="passed">Called after each batch.</param>
    /// <exception cref="BatchTooLargeException">Not even one row fits.</exception>
    public void Run(IEnumerable<PrefixNode> nodes, Action<Question, float, bool> answered, Action passed, CancellationToken stop) =>
        Run([.. nodes.Select(n => (n, 0))], null, answered, passed, stop);

    private void Run(List<(PrefixNode Node, int Parent)> level, Cache? past, Action<Question, float, bool> answered, Action passed, CancellationToken stop)
    {
        // Those that others go on from apart: only their keys and values are kept.
        foreach (var part in level.GroupBy(n => n.Node.Children.Count > 0).OrderByDescending(g => g.Key))
        {
            var nodes = part.OrderByDescending(n => n.Node.Tokens.Length).ThenBy(n => n.Parent).ToList();
            var lengths = nodes.ConvertAll(n => n.Node.Tokens.Length);
            for (var start = 0; start < nodes.Count;)
            {
                var rows = Cut(lengths, start, past, part.Key);
                List<(PrefixNode Node, int Parent)> taken = [.. nodes.Skip(start).Take(rows)];
                try
                {
                    var answers = Batch(taken, past, part.Key, answered, stop);
                    using (answers.Cache)
                    {
                        passed();
                        if (answers.Cache is not null)
                        {
                            Run([.. taken.SelectMany((t, row) => t.Node.Children.Select(c => (c, row)))], answers.Cache, answered, passed, stop);
                        }
                    }
                }
                catch (BatchTooLargeException) when (rows > 1)
                {
                    // It, or what goes on from it beside all that it keeps. Some may be asked a second time.
                    Halved++;
                    (past is null ? anew : further).Shrink(rows * lengths[start]);
                    continue;
                }

                start += rows;
            }
        }
    }

    // How many of the next nodes make a batch. Those further ahead than the cuts can reach do not matter to it.
    private int Cut(List<int> lengths, int start, Cache? past, bool equal)
    {
        int Most(int width)
        {
            var rows = past is not null && traits.Sharing == Sharing.OneByOne ? 1 : (past is null ? anew : further).Tokens / width;
            return traits.Most(rows, (past?.Length ?? 0) + width, width);
        }

        var ahead = Math.Max(1, Math.Min(lengths.Count - start, Horizon));
        var rows = Cuts.Of(lengths.GetRange(start, ahead), Most)[0];
        return equal ? Enumerable.Range(start, rows).TakeWhile(i => lengths[i] == lengths[start]).Count() : rows;
    }

    private Answers Batch(List<(PrefixNode Node, int Parent)> nodes, Cache? past, bool keeps, Action<Question, float, bool> answered, CancellationToken stop)
    {
        var batch = new Batch(past, keeps);
        var questions = new List<(Question Question, int Scored, int Target)>();
        foreach (var (node, parent) in nodes)
        {
            var row = batch.Add(node.Tokens, parent);
            // Sequences ask about the same place, and of the same token, again and again.
            var (places, targets) = (new Dictionary<int, int>(), new Dictionary<(int, int), int>());
            foreach (var question in node.Questions)
            {
                if (!places.TryGetValue(question.Position, out var scored))
                {
                    places[question.Position] = scored = batch.Score(row, question.Position);
                }

                if (!targets.TryGetValue((scored, question.Token), out var target))
                {
                    targets[(scored, question.Token)] = target = batch.Target(scored, question.Token);
                }

                questions.Add((question, scored, target));
            }
        }

        var clock = Stopwatch.StartNew();
        var answers = run(batch, stop);
        (past is null ? anew : further).Ran(nodes.Sum(n => n.Node.Tokens.Length), clock.Elapsed);

        Ran += (long)batch.Width * nodes.Count;
        foreach (var (question, scored, target) in questions)
        {
            answered(question, answers.LogProbabilities[target], answers.Likeliest[scored] == question.Token);
        }

        return answers;
    }
}
