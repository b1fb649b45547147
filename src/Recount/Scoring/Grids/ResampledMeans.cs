using System.Numerics.Tensors;
using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>
/// The means of all formats of a grid in bootstrap resamples of its items (Efron 1979). A resample has the same items under all formats, so that differences between formats are
/// paired ones. They are drawn once and serve every interval of the grid.
/// </summary>
public sealed class ResampledMeans
{
    public const int Resamples = 10_000;

    private readonly double[] _means;
    private readonly int _formats;

    private ResampledMeans(double[] means, int formats) => (_means, _formats) = (means, formats);

    public int Count => _means.Length / _formats;

    /// <summary>Of a resample the means by format.</summary>
    public ReadOnlySpan<double> this[int resample] => _means.AsSpan(resample * _formats, _formats);

    /// <param name="resamples">At least one.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static ResampledMeans Of(FormatMatrix matrix, uint seed, CancellationToken stop, int resamples = Resamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var (formats, items) = (matrix.Formats.Count, matrix.Items.Count);

        // Items that all formats score alike move all means alike: one number an item. They stand behind the others.
        var (varying, alike) = (new List<double[]>(), new List<double>());
        for (var i = 0; i < items; i++)
        {
            var scores = matrix.Across(i);
            if (scores.Any(s => s != scores[0]))
            {
                varying.Add(scores);
            }
            else
            {
                alike.Add(scores[0]);
            }
        }

        var (rows, shared) = (varying.SelectMany(v => v).ToArray(), alike.ToArray());
        var (random, means) = (new MersenneTwister(seed), new double[resamples * formats]);
        for (var r = 0; r < resamples; r++)
        {
            stop.ThrowIfCancellationRequested();
            var sums = means.AsSpan(r * formats, formats);
            var all = 0.0;
            for (var draw = 0; draw < items; draw++)
            {
                var item = random.Next(items);
                if (item < varying.Count)
                {
                    TensorPrimitives.Add(sums, rows.AsSpan(item * formats, formats), sums);
                }
                else
                {
                    all += shared[item - varying.Count];
                }
            }

            TensorPrimitives.Add(sums, all, sums);
            TensorPrimitives.Divide(sums, items, sums);
        }

        return new(means, formats);
    }

    /// <summary>The percentile interval of the mean of one format less that of another.</summary>
    /// <param name="confidence">Such as 0.95.</param>
    public (double Low, double High) Difference(int format, int other, double confidence = 0.95)
    {
        var differences = new double[Count];
        for (var r = 0; r < differences.Length; r++)
        {
            differences[r] = _means[(r * _formats) + format] - _means[(r * _formats) + other];
        }

        return Percentile.Interval(differences, confidence);
    }
}
