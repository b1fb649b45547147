using System.Globalization;
using Recount.Statistics;
using Recount.Tests.Vectors;

namespace Recount.Tests.Statistics;

/// <summary>Adjusted p-values as statsmodels, R and scipy give them.</summary>
public class MultiplicityVectors
{
    private const string Vectors = "multiplicity.csv";

    public static TheoryData<string> Ids => VectorFile.Ids(Vectors);

    [Fact]
    public void There_are_9_rows() => Assert.Equal(9, Ids.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_family_is_adjusted_like_this(string id)
    {
        var row = VectorFile.Row(Vectors, id);
        var adjusted = Multiplicity.Adjust(row["method"], Numbers(row["p_values"]));
        var tolerance = double.Parse(row["tolerance"], CultureInfo.InvariantCulture);

        Assert.Equal(Numbers(row["adjusted_peer"]), adjusted, (expected, actual) => Math.Abs(expected - actual) <= tolerance);
    }

    [Fact]
    public void A_missing_p_is_the_callers_case() => Assert.Throws<ArgumentOutOfRangeException>(() => Multiplicity.Holm([0.5, double.NaN]));

    [Fact]
    public void The_order_given_is_the_order_returned() => Assert.Equal([0.3, 0.03], Multiplicity.Holm([0.3, 0.015]).Select(p => Math.Round(p, 12)));

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
