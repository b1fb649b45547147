namespace Recount.Scoring;

/// <summary>A mean and how sure one can be of it.</summary>
/// <param name="Error">Its standard error.</param>
public sealed record Mean(Amount Value, Amount Error)
{
    /// <summary>The mean of a metric over items, with the standard error that <see cref="StandardError.OfMean"/> gives.</summary>
    public static Mean Of(IReadOnlyList<double> items) =>
        new(items.Count > 0 ? Amount.Of(items.Sum() / items.Count) : new Amount.Unavailable("there are no items"), StandardError.OfMean(items));

    /// <summary>The same, there only if every item has its value: a mean over some of the items is another number.</summary>
    public static Mean Of(IReadOnlyList<Amount> items)
    {
        var missing = items.OfType<Amount.Unavailable>().ToList();
        if (missing.Count == 0)
        {
            return Of([.. items.Cast<Amount.Known>().Select(k => k.Value)]);
        }

        var why = new Amount.Unavailable($"{missing.Count} of {items.Count} items have no value: {missing[0].Why}");
        return new(why, why);
    }

    /// <summary>The mean of groups, each counting as many times as it has items (micro): with the pooled error of lm-evaluation-harness.</summary>
    /// <param name="groups">Each with at least one item.</param>
    public static Mean BySize(IReadOnlyList<(double Value, Amount Error, int Items)> groups) => new(
        groups.Count > 0 ? Amount.Of(groups.Sum(g => g.Value * g.Items) / groups.Sum(g => (double)g.Items)) : new Amount.Unavailable("there are no groups"),
        StandardError.Pooled([.. groups.Select(g => (g.Error, g.Items))]));

    /// <summary>
    /// The mean of groups that count alike (macro), with the error of a sum of independent means over their number. lm-evaluation-harness prints the pooled
    /// error, that of <see cref="BySize"/>, here too.
    /// </summary>
    public static Mean Alike(IReadOnlyList<(double Value, Amount Error, int Items)> groups) => new(
        groups.Count > 0 ? Amount.Of(groups.Average(g => g.Value)) : new Amount.Unavailable("there are no groups"),
        StandardError.OfIndependentMeans([.. groups.Select(g => g.Error)]));
}
