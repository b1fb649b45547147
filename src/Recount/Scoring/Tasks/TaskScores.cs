namespace Recount.Scoring.Tasks;

/// <summary>The metrics of a task's items, all from the same log-likelihoods.</summary>
public static class TaskScores
{
    /// <summary>Resamples for the errors of what is no mean over items.</summary>
    public const int Resamples = 1000;

    /// <summary>All metrics that the items have.</summary>
    /// <param name="items">All of one kind.</param>
    /// <param name="unconditional">Each once: contexts under which continuations were scored too: "" and "Answer:".</param>
    public static IReadOnlyList<TaskScore> Of(IReadOnlyList<ScoredItem> items, IReadOnlyList<string> unconditional, CancellationToken stop) =>
        items switch
        {
            [ScoredItem.Chosen, ..] => Choices([.. items.Cast<ScoredItem.Chosen>().Select(i => i.Answer)], unconditional, stop),
            [ScoredItem.Followed, ..] => Targets([.. items.Cast<ScoredItem.Followed>().Select(i => i.Answer)], stop),
            [ScoredItem.Rolled, ..] => Rolling([.. items.Cast<ScoredItem.Rolled>().Select(i => i.Answer)]),
            [ScoredItem.Written, ..] => Answers([.. items.Cast<ScoredItem.Written>()]),
            _ => [],
        };

    private static List<TaskScore> Choices(IReadOnlyList<ChoiceItem> items, IReadOnlyList<string> unconditional, CancellationToken stop)
    {
        // The first context that is not empty gives the name by itself.
        string Name(string context) => context.Length == 0 ? "acc_mutual_info" : context == unconditional.First(u => u.Length > 0) ? "acc_calibrated" : $"acc_calibrated '{context}'";
        TaskScore Accuracy(string metric, string says, Normalisation by) => new(metric, says, Mean.Of([.. items.Select(i => i.Accuracy(by))]));
        List<TaskScore> scores =
        [
            Accuracy("acc", "likeliest choice", new Normalisation.None()),
            Accuracy("acc_norm", "per character", new Normalisation.Character()),
            Accuracy("acc_bytes", "per byte", new Normalisation.Byte()),
            Accuracy("acc_token", "per token", new Normalisation.Token()),
            .. unconditional.Select(c => Accuracy(Name(c), $"over its likelihood after '{c}'", new Normalisation.Unconditional(c))),
            new("exact_match", "the right choice is what would be written", Mean.Of([.. items.Select(i => i.GreedyAccuracy)])),
            new("brier", "Brier score, 0 is best", Mean.Of([.. items.Select(i => i.Brier)]), false),
        ];
        if (Labelled(items) is { } labelled)
        {
            var errors = ItemBootstrap.Errors(labelled, [Classification.MacroF1, Classification.Matthews], Resamples, stop);
            scores.Add(new("macro_f1", $"mean F1 of the classes; error by {Resamples} resamples", new(Amount.Of(Classification.MacroF1(labelled)), errors[0])));
            scores.Add(new("mcc", $"Matthews correlation; error by {Resamples} resamples", new(Amount.Of(Classification.Matthews(labelled)), errors[1]), false));
        }

        return scores;
    }

    // The same choices in every item are classes.
    private static Labelled[]? Labelled(IReadOnlyList<ChoiceItem> items)
    {
        var first = items[0].Choices.Select(c => c.Text).ToList();
        return items.All(i => i.Gold.Count == 1 && i.Choices.Select(c => c.Text).SequenceEqual(first)) && first.Distinct().Count() == first.Count
            ? [.. items.Select(i => new Labelled(i.Gold[0], ((Pick.Chosen)Pick.Of(i.Choices, new Normalisation.None())).Index))] : null;
    }

    private static List<TaskScore> Targets(IReadOnlyList<ScoredChoice> items, CancellationToken stop)
    {
        double[] values = [.. items.Select(i => i.LogLikelihood)];
        return
        [
            new("acc", "the target is what would be written", Mean.Of([.. items.Select(i => i.IsGreedy ? 1.0 : 0)])),
            new(
                "perplexity", $"of a whole target; error by {Resamples} resamples",
                new(Perplexity.OfTargets(values), ItemBootstrap.Error(values, Perplexity.OfResample, Resamples, stop)), false),
        ];
    }

    private static List<TaskScore> Rolling(IReadOnlyList<RollingText> items)
    {
        var all = RollingPerplexity.Of(items);
        var none = new Amount.Unavailable("a ratio of sums has no standard error over items");
        return
        [
            new("word_perplexity", "per word", new(all.PerWord, none), false), new("byte_perplexity", "per byte", new(all.PerByte, none), false),
            new("token_perplexity", "per token", new(all.PerToken, none), false), new("bits_per_byte", "bits per byte", new(all.BitsPerByte, none), false),
        ];
    }

    private static List<TaskScore> Answers(IReadOnlyList<ScoredItem.Written> items) =>
    [
        new("exact_match", "the answer is a target", Mean.Of([.. items.Select(i => i.Exact)])),
        new("f1", "words shared with the best target", Mean.Of([.. items.Select(i => i.F1)])),
    ];
}
