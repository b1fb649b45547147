using Recount.Evaluation.Models;

namespace Recount.Evaluation.Runs;

/// <summary>Greedy generation: after each prompt the likeliest token, again and again, until a stop text, an end token or the limit.</summary>
/// <param name="run">Runs one batch.</param>
/// <param name="traits">What the model can do.</param>
/// <param name="decode">Text of tokens.</param>
public sealed class Writer(Func<Batch, CancellationToken, Answers> run, ScorerTraits traits, Func<int[], string> decode, RunLog? log = null)
{
    private const int Processor = 1024;
    private const int Card = 16384;

    // The token before a stop text, and the one that goes on behind it.
    private const int Slack = 2;

    private int _most = int.MaxValue;

    /// <summary>What was done so far: prompts, and the tokens that went through the model.</summary>
    public ScorerWork Work { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Writes after each prompt.</summary>
    /// <param name="written">Told how many prompts were finished.</param>
    /// <returns>The tokens written, in the order of the prompts, a stop text included where it was met.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; what was finished is in the log.</exception>
    public IReadOnlyList<int[]> Write(IReadOnlyList<Prompt> prompts, IProgress<int>? written = null, CancellationToken stop = default)
    {
        var results = prompts.Select(p => log?.Find(p)).ToList();
        var open = Enumerable.Range(0, prompts.Count).Where(i => results[i] is null).OrderByDescending(i => prompts[i].Tokens.Length).ThenBy(i => i).ToList();
        written?.Report(prompts.Count - open.Count);
        Work = Work with { FromLog = Work.FromLog + prompts.Count - open.Count };
        while (open.Count > 0)
        {
            var rows = Rows(prompts, open);
            try
            {
                foreach (var (at, tokens) in open.Take(rows).Zip(Batch([.. open.Take(rows).Select(i => prompts[i])], stop)))
                {
                    results[at] = tokens;
                    log?.Add(prompts[at], tokens);
                }
            }
            catch (BatchTooLargeException) when (rows > 1)
            {
                _most = rows / 2;
                Work = Work with { Halved = Work.Halved + 1 };
                continue;
            }
            finally
            {
                log?.Flush();
            }

            Work = Work with { Measured = Work.Measured + rows };
            open.RemoveRange(0, rows);
            written?.Report(rows);
        }

        return [.. results.Select(r => r!)];
    }

    private int Rows(IReadOnlyList<Prompt> prompts, List<int> open)
    {
        if (traits.Sharing is Sharing.OneByOne)
        {
            return 1;
        }

        var length = prompts[open[0]].Tokens.Length;
        var rows = Math.Min(_most, (traits.BatchTokens ?? (traits.Device is Device.Cuda ? Card : Processor)) / length);
        rows = Math.Min(open.Count, traits.Most(rows, length + prompts[open[0]].Most, length));
        return traits.Sharing is Sharing.None ? rows : open.Take(rows).TakeWhile(i => prompts[i].Tokens.Length == length).Count();
    }

    private IEnumerable<int[]> Batch(IReadOnlyList<Prompt> prompts, CancellationToken stop)
    {
        var texts = prompts.Select(_ => new List<int>()).ToList();
        var going = Enumerable.Range(0, prompts.Count).Where(i => prompts[i].Most > 0).ToList();
        var (past, parents) = ((Cache?)null, new List<int>());
        try
        {
            while (going.Count > 0)
            {
                var keeps = traits.Sharing is not Sharing.None;
                var batch = new Batch(past, keeps);
                for (var row = 0; row < going.Count; row++)
                {
                    var (prompt, text) = (prompts[going[row]], texts[going[row]]);
                    int[] tokens = past is not null ? [text[^1]] : [.. prompt.Tokens, .. text];
                    batch.Score(batch.Add(tokens, past is null ? 0 : parents[row]), tokens.Length - 1);
                }

                // A question without a target is none: the likeliest token is the answer.
                batch.Target(0, 0);
                var answers = run(batch, stop);
                var read = batch.Rows.Sum(r => (long)r.Length);
                Work = Work with { Given = Work.Given + read, Needed = Work.Needed + read, Ran = Work.Ran + ((long)batch.Width * batch.Rows.Count) };
                past?.Dispose();
                past = answers.Cache;
                parents = [.. Enumerable.Range(0, going.Count).Where(row => GoesOn(prompts[going[row]], texts[going[row]], answers.Likeliest[row]))];
                going = [.. parents.Select(row => going[row])];
            }
        }
        finally
        {
            past?.Dispose();
        }

        return texts.Select(t => t.ToArray());
    }

    private bool GoesOn(Prompt prompt, List<int> text, int next)
    {
        if (prompt.Ends.Contains(next))
        {
            return false;
        }

        text.Add(next);
        // A token holds a byte at least.
        var longest = prompt.Stops.Select(System.Text.Encoding.UTF8.GetByteCount).DefaultIfEmpty(0).Max();
        var end = longest > 0 ? decode([.. text.TakeLast(longest + Slack)]) : "";
        return text.Count < prompt.Most && !prompt.Stops.Any(s => end.Contains(s, StringComparison.Ordinal));
    }
}
