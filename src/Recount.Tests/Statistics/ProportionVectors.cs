using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Statistics;
using Recount.Tests.Vectors;

namespace Recount.Tests.Statistics;

/// <summary>Intervals, tests and equivalence of counts, as R, SAS, PASS, statsmodels and scipy give them.</summary>
public partial class ProportionVectors
{
    public static TheoryData<string> IntervalIds => VectorFile.Ids("proportion-ci.csv");

    public static TheoryData<string> TestIds => VectorFile.Ids("proportion-test.csv");

    public static TheoryData<string> EquivalenceIds => VectorFile.Ids("tost.csv");

    [Fact]
    public void There_are_36_and_23_and_20_rows() => Assert.Equal((36, 23, 20), (IntervalIds.Count, TestIds.Count, EquivalenceIds.Count));

    [Theory]
    [MemberData(nameof(IntervalIds))]
    public void A_count_has_this_interval(string id)
    {
        var row = VectorFile.Row("proportion-ci.csv", id);
        var (k, n, confidence, side) = ((long)Number(row["k"]), (long)Number(row["n"]), Number(row["confidence"]), SideOf(row["alternative"]));
        var (low, high) = row["method"] == "clopper-pearson"
            ? Proportion.ClopperPearson(k, n, confidence, side)
            : Proportion.Wilson(k, n, confidence, side, row["method"] == "wilson-cc");

        Assert.Equal(Number(row["low_peer"]), low, Number(row["tolerance"]));
        Assert.Equal(Number(row["high_peer"]), high, Number(row["tolerance"]));
    }

    [Theory]
    [MemberData(nameof(TestIds))]
    public void A_test_gives_this_p(string id)
    {
        var row = VectorFile.Row("proportion-test.csv", id);
        var tested = Test(row["test"], row["input"]);

        Assert.Equal(Number(row["p_peer"]), tested.P, Number(row["tolerance"]));
        if (row["statistic_peer"].Length > 0)
        {
            Assert.Equal(Number(row["statistic_peer"]), tested.Statistic, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(EquivalenceIds))]
    public void An_equivalence_test_gives_this(string id)
    {
        var row = VectorFile.Row("tost.csv", id);
        Assert.Equal(Number(row["expected_peer"]), Equivalent(row["quantity"], row["input"]), Number(row["tolerance"]) + 1e-12);
    }

    [Fact]
    public void Tests_that_no_vector_covers_have_their_textbook_values()
    {
        // Fisher's tea: 3 of 4 against 1 of 4 gives 34/70; all of 4 against none gives 2/70.
        Assert.Equal(34 / 70.0, ProportionTest.Fisher((3, 4), (1, 4)), 1e-12);
        Assert.Equal(2 / 70.0, ProportionTest.Fisher((4, 4), (0, 4)), 1e-12);

        // 2 sum_{j<=2} C(10, j) / 2^10.
        Assert.Equal(2 * 56 / 1024.0, ProportionTest.McNemar(8, 2), 1e-12);
        Assert.Equal(1, ProportionTest.McNemar(0, 0));

        // A printed proportion: inside its interval there is nothing to test.
        Assert.Equal(1, ProportionTest.Printed(46, 56, 0.8205, 0.8225));
        Assert.Equal(2 * Binomial.AtMost(40, 56, 0.8205), ProportionTest.Printed(40, 56, 0.8205, 0.8225), 1e-15);
    }

    [Fact]
    public void Tails_and_points_agree() => CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Long[1, 400], CsCheck.Gen.Double[0.001, 0.999]), (n, p) =>
    {
        var points = Enumerable.Range(0, (int)n + 1).Select(k => Binomial.Probability(k, n, p)).ToList();
        Assert.Equal(1, points.Sum(), 1e-12);
        var k = n / 3;
        Assert.Equal(points.Take((int)k + 1).Sum(), Binomial.AtMost(k, n, p), 1e-12);
        Assert.Equal(points.Skip((int)k).Sum(), Binomial.AtLeast(k, n, p), 1e-12);
    });

    private static Tested Test(string test, string input)
    {
        var numbers = Numbers().Matches(input.Replace("p0", "", StringComparison.Ordinal)).Select(m => Number(m.Value)).ToList();
        return test switch
        {
            _ when test.StartsWith("exact-binomial", StringComparison.Ordinal) =>
                new(0, ProportionTest.Exact((long)numbers[0], (long)numbers[1], numbers[2], SideOf(test.Split(' ')[1]))),
            _ when test.StartsWith("1-sample", StringComparison.Ordinal) => ProportionTest.Against([((long)numbers[0], (long)numbers[1])], numbers[2]),
            _ when test.StartsWith("4-sample", StringComparison.Ordinal) => ProportionTest.Against(
                [.. Enumerable.Range(0, 4).Select(i => ((long)numbers[i], (long)numbers[4 + i]))], numbers[8]),
            _ when test.StartsWith("two-proportion", StringComparison.Ordinal) => ProportionTest.Pooled(((long)numbers[0], (long)numbers[1]), ((long)numbers[2], (long)numbers[3])),
            _ => ProportionTest.Wald((long)numbers[0], (long)numbers[1], numbers[2]),
        };
    }

    private static double Equivalent(string quantity, string input)
    {
        var numbers = Numbers().Matches(input.Replace("90%", "", StringComparison.Ordinal)).Select(m => Number(m.Value)).ToList();
        var (k, n) = ((long)numbers[0], (long)numbers[1]);
        if (quantity.StartsWith("binom TOST p (", StringComparison.Ordinal))
        {
            var margins = Proportion.ClopperPearson(k, n, 0.9);
            var (lower, upper) = Equivalence.Exact(k, n, margins.Low, margins.High);
            return quantity.EndsWith("(lower)", StringComparison.Ordinal) ? lower : upper;
        }

        if (quantity.StartsWith("binom TOST", StringComparison.Ordinal))
        {
            return quantity.EndsWith("power", StringComparison.Ordinal)
                ? Equivalence.Power(k, numbers[1], numbers[2], 0.05, numbers[3])
                : (double)Equivalence.Rejecting(k, numbers[1], numbers[2], 0.05).Most;
        }

        if (quantity.StartsWith("90% CI", StringComparison.Ordinal))
        {
            var p = (double)k / n;
            return p + (1.6448536269514722 * Math.Sqrt(p * (1 - p) / n));
        }

        var z = Equivalence.Z(k, n, numbers[2], numbers[3]);
        return quantity == "z lower" ? z.Lower.Statistic : z.Upper.Statistic;
    }

    private static Side SideOf(string word) => word switch { "less" => Side.Less, "greater" => Side.Greater, _ => Side.Both };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?")]
    private static partial Regex Numbers();
}
