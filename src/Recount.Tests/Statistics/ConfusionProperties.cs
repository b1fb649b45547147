using CsCheck;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Tests.Statistics;

/// <summary>Against brute force over every confusion matrix of up to 20 items.</summary>
public class ConfusionProperties
{
    private static readonly ConfusionMetric F1 = ConfusionMetric.All[0];

    [Theory]
    [InlineData(2, 10, 200)]
    [InlineData(3, 4, 200)]
    [InlineData(3, 6, 30)]
    public void Some_matrix_is_found_exactly_when_brute_force_finds_one(int number, int most, int times) =>
        Gen.Select(Gen.Int[1, most].Array[number], Gen.Int[0, 20], Gen.Int[0, 100]).Sample((classes, right, percent) =>
    {
        var target = PublishedValue.Parse($"{percent} %").Interval!;
        var all = Matrices(classes).Where(m => Right(m) == right).ToList();
        var found = Confusion.Search(classes, new(right, right), [(F1, target)], new Rational(1, 100));

        Assert.True(found.Complete);
        Assert.Equal(all.Any(m => target.Contains(MacroF1(m, classes))), found.Witness is not null);
        Assert.Equal(all.Select(m => ((MacroF1(m, classes) * 100) + new Rational(1, 2)).Floor()).Distinct().Count(), found.Values);
        if (found.Witness is { } witness)
        {
            Assert.Contains(all, m => Enumerable.Range(0, classes.Length).All(k => m[k][k] == witness.Right[k] && Predicted(m, k) == witness.Predicted[k]));
        }
    }, iter: times);

    [Fact]
    public void Several_metrics_are_met_by_one_matrix_or_by_none() => Gen.Select(Gen.Int[1, 5].Array[2, 3], Gen.Int[0, 12], Gen.Int[0, 20].Array[5]).Sample((classes, right, twentieths) =>
    {
        // Each metric within a tenth of a twentieth that is drawn, or, to have more that is feasible, of what the first matrix gives.
        var all = Matrices(classes).Where(m => Right(m) == right).ToList();
        var targets = ConfusionMetric.All.Select((m, i) => (Metric: m, Target: Interval.Closed(
            (all.Count > 0 && twentieths[i] % 4 > 0 ? Of(m, all[twentieths[0] % all.Count], classes) : new Rational(twentieths[i], 20)) - new Rational(1, 10),
            (all.Count > 0 && twentieths[i] % 4 > 0 ? Of(m, all[twentieths[0] % all.Count], classes) : new Rational(twentieths[i], 20)) + new Rational(1, 10)))).ToList();

        Assert.Equal(
            all.Any(m => targets.All(t => t.Target.Contains(Of(t.Metric, m, classes)))),
            Confusion.Search(classes, new(right, right), targets, new Rational(1, 100)).Witness is not null);
    }, iter: 200);

    [Fact]
    public void The_metrics_are_those_of_the_textbook()
    {
        // 20, 5 / 10, 15: accuracy 0.7 and kappa 0.4 (Cohen's own kind of table), recall 0.8 and 0.6, precision 2/3 and 3/4.
        int[] items = [25, 25], right = [20, 15], predicted = [30, 20];
        Rational[] expected = [(new Rational(8, 11) + new Rational(2, 3)) / 2, (new Rational(8, 11) + new Rational(2, 3)) / 2, (new Rational(2, 3) + new Rational(3, 4)) / 2, new(7, 10), new(2, 5)];

        Assert.Equal(expected, ConfusionMetric.All.Select(m => m.Exactly(items, right, predicted)));
        Assert.All(ConfusionMetric.All.Zip(expected), x => Assert.Equal(x.Second.ToDouble(), x.First.Nearly([25, 25], [20, 15], [30, 20]), 12));
    }

    [Fact]
    public void Limits_that_are_met_exactly_are_decided_with_fractions()
    {
        // One of two classes of three each wholly right, the other wholly wrong: F1 of 2/3 and 0, a mean of exactly 1/3.
        var target = Interval.Point(new Rational(1, 3));
        var open = new Interval(End.Excluded(new Rational(1, 3)), End.Excluded(new Rational(334, 1000)));

        Assert.NotNull(Confusion.Search([3, 3], new(3, 3), [(F1, target)], new Rational(1, 1000)).Witness);
        Assert.Null(Confusion.Search([3, 3], new(3, 3), [(F1, open)], new Rational(1, 1000)).Witness);
    }

    [Fact]
    public void A_search_that_is_too_long_says_so() =>
        Assert.False(Confusion.Search([900, 900, 900], new(1, 2700), [(F1, PublishedValue.Parse("100 %").Interval!)], new Rational(1, 100)).Complete);

    private static IEnumerable<int[][]> Matrices(int[] classes, int from = 0) => from == classes.Length
        ? [[]]
        : Rows(classes[from], classes.Length).SelectMany(row => Matrices(classes, from + 1).Select(rest => (int[][])[row, .. rest]));

    private static IEnumerable<int[]> Rows(int items, int columns) => columns == 1
        ? [[items]]
        : Enumerable.Range(0, items + 1).SelectMany(first => Rows(items - first, columns - 1).Select(rest => (int[])[first, .. rest]));

    private static int Right(int[][] matrix) => matrix.Select((row, k) => row[k]).Sum();

    private static int Predicted(int[][] matrix, int k) => matrix.Sum(row => row[k]);

    private static Rational Of(ConfusionMetric metric, int[][] matrix, int[] classes) =>
        metric.Exactly(classes, [.. classes.Select((_, k) => matrix[k][k])], [.. classes.Select((_, k) => Predicted(matrix, k))]);

    private static Rational MacroF1(int[][] matrix, int[] classes) =>
        Enumerable.Range(0, classes.Length).Select(k => new Rational(2 * matrix[k][k], classes[k] + Predicted(matrix, k))).Aggregate((a, b) => a + b) / classes.Length;
}
