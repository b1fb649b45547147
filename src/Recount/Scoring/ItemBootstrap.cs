namespace Recount.Scoring;

/// <summary>
/// lm-evaluation-harness's bootstrap of a metric that is no mean over items (<c>bootstrap_stderr</c>), to the last draw: chunks of at most 1,000 resamples, chunk i
/// drawn by Python's <c>random.Random(i).choices</c>.
/// </summary>
public static class ItemBootstrap
{
    /// <summary>What the harness takes for all metrics but those of translation, which get 100.</summary>
    public const int Resamples = 100_000;

    private const int Chunk = 1000;

    /// <summary>The metric of every resample, in the order of drawing.</summary>
    /// <param name="items">At least one.</param>
    /// <param name="metric">Of as many items, some of them several times. Called by several threads at once.</param>
    /// <param name="resamples">At least one. What is beyond the last whole thousand is not drawn.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static double[] Replicates<T>(IReadOnlyList<T> items, Func<ReadOnlySpan<T>, double> metric, int resamples, CancellationToken stop) =>
        Replicates(items, [metric], resamples, stop)[0];

    /// <summary>The same for several metrics, which share the resamples: most of the time goes into drawing.</summary>
    /// <inheritdoc cref="Replicates{T}(IReadOnlyList{T}, Func{ReadOnlySpan{T}, double}, int, CancellationToken)"/>
    public static IReadOnlyList<double[]> Replicates<T>(IReadOnlyList<T> items, IReadOnlyList<Func<ReadOnlySpan<T>, double>> metrics, int resamples, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfZero(items.Count, nameof(items));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var all = items.ToArray();
        var chunk = Math.Min(Chunk, resamples);
        var replicates = metrics.Select(_ => new double[resamples / chunk * chunk]).ToList();
        Parallel.For(0, resamples / chunk, new ParallelOptions { CancellationToken = stop }, i =>
        {
            var random = new PythonRandom(i);
            var drawn = new int[all.Length];
            var resample = new T[all.Length];
            for (var r = i * chunk; r < (i + 1) * chunk; r++)
            {
                stop.ThrowIfCancellationRequested();
                random.Choices(all.Length, drawn);
                for (var at = 0; at < drawn.Length; at++)
                {
                    resample[at] = all[drawn[at]];
                }

                for (var m = 0; m < metrics.Count; m++)
                {
                    replicates[m][r] = metrics[m](resample);
                }
            }
        });
        return replicates;
    }

    /// <summary>The sample standard deviation of the replicates; not there for fewer than two items, or where a resample has no finite metric.</summary>
    /// <inheritdoc cref="Replicates{T}(IReadOnlyList{T}, Func{ReadOnlySpan{T}, double}, int, CancellationToken)"/>
    public static Amount Error<T>(IReadOnlyList<T> items, Func<ReadOnlySpan<T>, double> metric, int resamples, CancellationToken stop) => Errors(items, [metric], resamples, stop)[0];

    /// <summary>The same for several metrics, which share the resamples.</summary>
    /// <inheritdoc cref="Replicates{T}(IReadOnlyList{T}, Func{ReadOnlySpan{T}, double}, int, CancellationToken)"/>
    public static IReadOnlyList<Amount> Errors<T>(IReadOnlyList<T> items, IReadOnlyList<Func<ReadOnlySpan<T>, double>> metrics, int resamples, CancellationToken stop) =>
        items.Count < 2 ? [.. metrics.Select(_ => new Amount.Unavailable("a spread takes two items"))]
        : resamples < 2 ? [.. metrics.Select(_ => new Amount.Unavailable("a spread takes two resamples"))]
        : [.. Replicates(items, metrics, resamples, stop).Select(r => Amount.Of(StandardError.Deviation(r), "the metric of some resamples is no finite number"))];
}
