using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class ClassificationTests
{
    private static readonly int[] Gold = [3, 3, 3, 1, 1, 3, 1, 0, 3, 2, 1, 0, 0, 3, 3, 1, 0, 0, 0, 0, 1, 1, 0, 3, 2, 3, 1, 1, 2, 3, 0, 0, 3, 2, 3, 0, 2, 2, 1, 2];
    private static readonly int[] Guess = [3, 0, 3, 3, 1, 3, 1, 0, 3, 2, 3, 0, 2, 3, 3, 1, 0, 1, 0, 0, 1, 1, 1, 3, 2, 1, 1, 1, 2, 0, 0, 4, 3, 1, 3, 4, 0, 2, 1, 2];

    internal static Labelled[] Items => Of(Gold, Guess);

    private static Labelled[] Of(int[] gold, int[] guess) => [.. gold.Zip(guess, (g, p) => new Labelled(g, p))];

    // scikit-learn's own examples, in the documentation of f1_score and matthews_corrcoef.
    [Fact]
    public void The_examples_of_scikit_learn_come_out()
    {
        Assert.Equal(0.26666666666666666, Classification.MacroF1(Of([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1])), 15);
        Assert.Equal(-0.33333333333333333, Classification.Matthews(Of([1, 1, 1, -1], [1, -1, 1, 1])), 15);
    }

    // From an independent computation in Python: precision and recall of each class; covariances of indicator columns.
    [Fact]
    public void Many_classes_with_one_that_no_item_has_come_out()
    {
        Assert.Equal(0.575822438431134, Classification.MacroF1(Items), 14);
        Assert.Equal(0.605874567866813, Classification.Matthews(Items), 14);
    }

    [Fact]
    public void A_class_that_is_only_predicted_counts_with_nothing() => Assert.Equal(1 / 6.0, Classification.MacroF1(Of([0, 0, 0], [0, 1, 2])), 15);

    [Fact]
    public void A_class_that_nobody_has_or_predicts_scores_nothing()
    {
        Assert.Equal(0, Classification.F1(Items, 7));
        Assert.Equal(2 / 3.0, Classification.F1(Of([1, 1, 0], [1, 0, 0]), 1), 15);
        Assert.Equal(0, Classification.MacroF1([]));
    }

    [Fact]
    public void Matthews_is_nothing_where_one_side_does_not_vary()
    {
        Assert.Equal(0, Classification.Matthews(Of([0, 1, 1], [1, 1, 1])));
        Assert.Equal(0, Classification.Matthews(Of([1, 1, 1], [0, 1, 1])));
        Assert.Equal(0, Classification.Matthews([]));
        Assert.Equal(1, Classification.Matthews(Of([5, 9, 5], [5, 9, 5])), 15);
    }

    [Fact]
    public void Matthews_bears_more_items_than_an_int_can_square()
    {
        var many = Enumerable.Range(0, 200_000).Select(i => new Labelled(i % 2, i % 4 == 0 ? 1 : i % 2)).ToArray();
        var few = many[..4];
        Assert.Equal(Classification.Matthews(few), Classification.Matthews(many), 12);
    }

    [Fact]
    public void However_many_classes_there_are_each_counts_alike()
    {
        // All right but the first of each ten items, which are taken for the next class.
        var items = Enumerable.Range(0, 1000).Select(i => new Labelled(i / 10, i % 10 == 0 ? (i / 10 + 1) % 100 : i / 10)).ToArray();
        Assert.Equal(0.9, Classification.MacroF1(items), 14);
        Assert.Equal(Classification.MacroF1(items.AsSpan(0, 80)), Enumerable.Range(0, 9).Average(c => Classification.F1(items.AsSpan(0, 80), c)), 14);
    }
}
