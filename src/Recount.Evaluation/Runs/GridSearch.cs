using Recount.Claims.Evaluations;
using Recount.Evaluation.Models;
using Recount.Evaluation.Tokens;
using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>
/// Looks for the best and the worst format of a grid that is too large to be evaluated whole, by <see cref="ThompsonSampling"/> on half of the items. The other half was not looked at:
/// what is measured on it says how far the two lie apart without the luck that made them the best and the worst.
/// </summary>
/// <param name="Formats">The places in the grid of the reference, the best and the worst, each once.</param>
/// <param name="Best">As far as it is known.</param>
/// <param name="Worst">As far as it is known.</param>
/// <param name="Tried">How many formats were scored on any item.</param>
/// <param name="Spent">Answers that were scored: items times formats, without those under the reference, which the search begins with.</param>
/// <param name="Unseen">The places of the items that were not looked at.</param>
public sealed record GridSearch(IReadOnlyList<int> Formats, FormatBelief Best, FormatBelief Worst, int Tried, long Spent, IReadOnlyList<int> Unseen)
{
    /// <summary>There is nothing to search in fewer items.</summary>
    public const int FewestItems = 40;

    /// <param name="evaluation">At least <see cref="FewestItems"/>. Its items stand each for itself: the task has no groups of them.</param>
    /// <param name="budget">Answers that may be scored; at least two.</param>
    /// <param name="done">Told how many were scored, out of how many.</param>
    /// <exception cref="ArgumentException">There are fewer items.</exception>
    /// <exception cref="TaskRefusedException">Items cannot be put to this model.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was measured is in the log.</exception>
    public static GridSearch Of(DeclaredEvaluation evaluation, LoadedModel model, ModelTokenizer tokenizer, RunLog? log, int budget, Action<int, int> done, CancellationToken stop)
    {
        if (evaluation.Items.Items!.Items.Count < FewestItems)
        {
            throw new ArgumentException($"A search takes {FewestItems} items, and there are {evaluation.Items.Items.Items.Count}.", nameof(evaluation));
        }

        var formats = evaluation.Tasks!;
        var order = new PythonRandom(GridSummary.Seed).Sample(evaluation.Items.Items.Items.Count, evaluation.Items.Items.Items.Count);
        var (seen, unseen) = (order[..(order.Length / 2)], order[(order.Length / 2)..].Order().ToArray());
        var run = GridRun.Run(evaluation, model, tokenizer, log);
        IReadOnlyList<double> Scores(int format, IReadOnlyList<int> items)
        {
            var answered = run.Do([GridRun.Laid(evaluation, formats[format]) with { Only = items }], null, null, stop);
            return [.. GridOutcomes.Of(evaluation.Task, [formats[format]], answered, NearTie.Single)[0].Select(o => o.Score)];
        }

        var reference = evaluation.Grid.Formats.ToList().FindIndex(f => f.Name == evaluation.Grid.Reference);
        var known = Scores(reference, seen);
        var sampling = new ThompsonSampling(formats.Count, seen.Length, Math.Min(known.Average(), 1 - (1.0 / (seen.Length + 1))), budget, GridSummary.Seed);
        sampling.Know(reference, known);
        while (sampling.Next() is { } batch)
        {
            sampling.Take(Scores(batch.Format, [.. batch.Items.Select(i => seen[i])]));
            done((int)sampling.Spent, budget);
        }

        var (best, worst) = (sampling.Found(Extreme.Best)!, sampling.Found(Extreme.Worst)!);
        return new([.. new[] { reference, best.Format, worst.Format }.Distinct()], best, worst, sampling.Beliefs.Count(b => b.Evaluated > 0), sampling.Spent, unseen);
    }
}
