using System.Globalization;
using Recount.Audits;
using Recount.Claims.TestStatistic;
using Recount.Findings;
using Recount.Tests.Vectors;

namespace Recount.Tests.Claims;

/// <summary>Reported p-values as MicheleNuijten/statcheck judges them, with the range of p over the rounding box.</summary>
public class TestStatisticVectors
{
    private const string Vectors = "interval-propagation.csv";

    public static TheoryData<string> Ids => VectorFile.Ids(Vectors);

    [Fact]
    public void There_are_14_rows() => Assert.Equal(14, Ids.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_p_value_has_this_range(string id)
    {
        var row = VectorFile.Row(Vectors, id);
        var test = Test.Parse(row["text"])!;
        var (low, high) = test.Range(test.Statistic.Interval!);

        Assert.Equal(Number(row["computed_p"]), test.Probability(), 1e-10);
        Assert.Equal(Number(row["p_low"]), low, 2e-7);
        Assert.Equal(Number(row["p_high"]), high, 2e-7);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_reported_p_is_wrong_where_the_peer_says_so(string id)
    {
        var row = VectorFile.Row(Vectors, id);
        var finding = Question.Read(row["text"], out _)!.Answer();

        Assert.Equal(row["error_peer"] == "TRUE", finding.Verdict is Verdict.Inconsistent);
        if (row["consistent_only_by_rounding"] == "TRUE")
        {
            Assert.IsType<Verdict.ReproducedByRounding>(finding.Verdict);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
