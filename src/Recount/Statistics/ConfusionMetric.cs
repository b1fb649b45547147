using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>A metric that diagonals and column sums of a confusion matrix decide: exactly, and nearly in doubles for a search.</summary>
/// <param name="Key">As in a spec.</param>
/// <param name="Name">As in a sentence.</param>
/// <param name="Exactly">From the items of each class, those right, and those predicted as it.</param>
public sealed record ConfusionMetric(
    string Key, string Name, Func<int[], int[], int[], Rational> Exactly, Func<int[], int[], int[], double> Nearly)
{
    /// <summary>
    /// The mean of F1 = 2 d / (n + p) over the classes, that mean weighted by their items, the means of d / p (0 where nothing is predicted) and of d / n
    /// (balanced accuracy), and Cohen's kappa (1960).
    /// </summary>
    public static IReadOnlyList<ConfusionMetric> All { get; } =
    [
        Mean("macro-f1", "macro F1", (n, d, p, i) => (2 * d[i], n[i] + p[i])),
        new("weighted-f1", "weighted F1",
            (n, d, p) => Sum(n.Length, i => new Rational(2 * (long)d[i] * n[i], n[i] + p[i])) / n.Sum(),
            (n, d, p) => n.Select((_, i) => 2.0 * d[i] * n[i] / (n[i] + p[i])).Sum() / n.Sum()),
        Mean("macro-precision", "macro precision", (_, d, p, i) => p[i] == 0 ? (0, 1) : (d[i], p[i])),
        Mean("macro-recall", "macro recall", (n, d, _, i) => (d[i], n[i])),
        new("kappa", "Cohen's kappa", Kappa, KappaNearly),
    ];

    private static ConfusionMetric Mean(string key, string name, Func<int[], int[], int[], int, (int Above, int Below)> of) => new(
        key, name,
        (n, d, p) => Sum(n.Length, i => of(n, d, p, i) is var (above, below) ? new Rational(above, below) : default) / n.Length,
        (n, d, p) =>
        {
            var sum = 0.0;
            for (var i = 0; i < n.Length; i++)
            {
                var (above, below) = of(n, d, p, i);
                sum += (double)above / below;
            }

            return sum / n.Length;
        });

    // (observed - expected) / (1 - expected); 0 where everything is one class in both.
    private static Rational Kappa(int[] n, int[] d, int[] p)
    {
        var all = (Rational)n.Sum();
        var expected = Sum(n.Length, i => (Rational)((long)n[i] * p[i])) / (all * all);
        return expected == Rational.One ? Rational.Zero : ((d.Sum() / all) - expected) / (Rational.One - expected);
    }

    private static double KappaNearly(int[] n, int[] d, int[] p)
    {
        var (all, right, chance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n.Length; i++)
        {
            (all, right, chance) = (all + n[i], right + d[i], chance + ((double)n[i] * p[i]));
        }

        var expected = chance / (all * all);
        return expected >= 1 ? 0 : ((right / all) - expected) / (1 - expected);
    }

    private static Rational Sum(int count, Func<int, Rational> of) => Enumerable.Range(0, count).Select(of).Aggregate((a, b) => a + b);
}
