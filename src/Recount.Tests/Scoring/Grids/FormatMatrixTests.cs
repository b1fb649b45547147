using Recount.Scoring;
using Recount.Scoring.Grids;
using Recount.Statistics;

namespace Recount.Tests.Scoring.Grids;

public class FormatMatrixTests
{
    [Fact]
    public void A_format_has_a_mean_a_count_and_an_error()
    {
        var score = FormatScore.Of(Grid.Of("0000", "1101"), 1);
        Assert.Equal(0.75, score.Mean);
        Assert.Equal(new RightCount(3, 3, 3, Proportion.Wilson(3, 4, 0.95)), score.Right);
        Assert.Equal(0.25, Assert.IsType<Amount.Known>(score.Error).Value, 15);
    }

    [Fact]
    public void Near_ties_make_a_range_of_the_count()
    {
        var score = FormatScore.Of(Grid.Of([[new Outcome(1), new Outcome(1, 0, 1), new Outcome(0, 0, 1), new Outcome(0, 0, 1), new Outcome(0)]]), 0);
        Assert.Equal((2, 1, 4), (score.Right!.Number, score.Right.Least, score.Right.Most));
        Assert.Equal((0.4, 0.2, 0.8), (score.Mean, score.Low, score.High));
    }

    [Fact]
    public void Scores_between_0_and_1_are_no_counts()
    {
        var matrix = Grid.Of([[0.5, 1], [1, 1]]);
        Assert.False(matrix.IsBinary);
        Assert.Null(FormatScore.Of(matrix, 0).Right);
        Assert.Equal(2, FormatScore.Of(matrix, 1).Right!.Number);
        Assert.Equal([0.75, 1], matrix.Means);
    }

    [Fact]
    public void A_matrix_has_an_outcome_for_each_format_and_item()
    {
        var one = new Outcome(1);
        Assert.Throws<ArgumentException>(() => new FormatMatrix(["a", "b"], ["x"], [[one]]));
        Assert.Throws<ArgumentException>(() => new FormatMatrix(["a", "b"], ["x"], [[one], [one, one]]));
        Assert.Throws<ArgumentException>(() => new FormatMatrix(["a", "a"], ["x"], [[one], [one]]));
        Assert.Throws<ArgumentException>(() => new FormatMatrix(["a"], ["x", "x"], [[one, one]]));
        Assert.Throws<ArgumentException>(() => new FormatMatrix(["a"], ["x"], [[one]], [0, 1]));
        Assert.Throws<ArgumentException>(() => new FormatMatrix([], [], []));
    }
}
