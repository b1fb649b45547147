namespace Recount.Scoring.Recorded;

/// <summary>The score of a task from the metrics of its items, as lm-evaluation-harness aggregates them.</summary>
internal static class Aggregates
{
    /// <param name="items">Of each item its numbers, as <see cref="ItemMetrics"/> gives them.</param>
    public static Amount Of(string metric, IReadOnlyList<double[]> items) => items.Count == 0 ? new Amount.Unavailable("there are no items") : metric switch
    {
        "f1" when items.All(i => i.Length == 2) => Amount.Of(Classification.F1(Classes(items), 1)),
        "mcc" when items.All(i => i.Length == 2) => Amount.Of(Classification.Matthews(Classes(items))),
        "brier_score" => Amount.Of(items.Average(i => i.Skip(1).Select((p, at) => Math.Pow(p - (at == i[0] ? 1 : 0), 2)).Sum())),
        "perplexity" when items.All(i => i.Length == 1) => Perplexity.OfTargets([.. items.Select(i => i[0])]),
        "word_perplexity" or "byte_perplexity" when items.All(i => i.Length == 2) => Amount.Of(Math.Exp(-items.Sum(i => i[0]) / items.Sum(i => i[1]))),
        "bits_per_byte" when items.All(i => i.Length == 2) => Amount.Of(-items.Sum(i => i[0]) / items.Sum(i => i[1]) / Math.Log(2)),
        _ when items.All(i => i.Length == 1) => Mean.Of([.. items.Select(i => i[0])]).Value,
        _ => new Amount.Unavailable($"how '{metric}' is made of its items is not known"),
    };

    private static Labelled[] Classes(IReadOnlyList<double[]> items) => [.. items.Select(i => new Labelled((int)i[0], (int)i[1]))];
}
