using Recount.Quantities;
using Recount.Tests.Vectors;

namespace Recount.Tests.Quantities;

/// <summary>The ways a table prints one metric, as paperswithcode/axcell tests them.</summary>
public class MetricRangeVectors
{
    private const string Vectors = "metric-unit.csv";

    public static TheoryData<string> Ids => VectorFile.Ids(Vectors);

    [Fact]
    public void There_are_19_rows() => Assert.Equal(19, Ids.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_raw_cell_means_this_score(string id)
    {
        var row = VectorFile.Row(Vectors, id);
        var range = new MetricRange(row["declared_range"].Trim('(', ')'));
        var value = PublishedValue.Parse(row["raw"], new(Rounding.Unknown, Range: range, Complement: row["complementary"] == "true"));

        Assert.Equal(Rational.Parse(row["expected"]), value.Value);
        Assert.True(value.Interval!.Contains(value.Value));
    }
}
