namespace Recount.Scoring;

/// <summary>Standard errors as evaluations print them: of a mean over items that are a sample of more.</summary>
public static class StandardError
{
    /// <summary>The sample standard deviation over the root of n; not there for fewer than two items, where lm-evaluation-harness prints "N/A".</summary>
    public static Amount OfMean(IReadOnlyList<double> items) =>
        items.Count < 2 ? new Amount.Unavailable("a spread takes two items") : Amount.Of(Deviation(items) / Math.Sqrt(items.Count));

    /// <summary>
    /// Of the mean of all items of several groups: sqrt(sum (n - 1) n se^2 / (N - k) / N), the groups' variances about their own means, pooled
    /// (<c>pooled_sample_stderr</c> of lm-evaluation-harness). Differences between the groups' means do not enter.
    /// </summary>
    /// <param name="groups">Of each its standard error and its items.</param>
    public static Amount Pooled(IReadOnlyList<(Amount Error, int Items)> groups)
    {
        var (all, squares) = (groups.Sum(g => (double)g.Items), 0.0);
        foreach (var (error, items) in groups)
        {
            switch (error)
            {
                case Amount.Unavailable missing:
                    return missing;
                case Amount.Known(var known):
                    squares += (items - 1.0) * items * known * known;
                    break;
            }
        }

        return all > groups.Count ? Amount.Of(Math.Sqrt(squares / (all - groups.Count) / all)) : new Amount.Unavailable("no group has two items");
    }

    /// <summary>Of the mean of independent means that count alike: sqrt(sum se^2) / k.</summary>
    public static Amount OfIndependentMeans(IReadOnlyList<Amount> errors) => errors switch
    {
        [] => new Amount.Unavailable("there are no groups"),
        _ when errors.OfType<Amount.Unavailable>().FirstOrDefault() is { } missing => missing,
        _ => Amount.Of(Math.Sqrt(errors.Cast<Amount.Known>().Sum(e => e.Value * e.Value)) / errors.Count),
    };

    /// <summary>Over n - 1.</summary>
    /// <param name="values">At least two.</param>
    internal static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Sum() / values.Count;
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
