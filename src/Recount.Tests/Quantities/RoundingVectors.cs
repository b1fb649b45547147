using Recount.Quantities;
using Recount.Tests.Vectors;

namespace Recount.Tests.Quantities;

/// <summary>Rounding intervals as lhdjung/scrutiny tests them, and exact ones.</summary>
public class RoundingVectors
{
    private const string Vectors = "rounding-interval.csv";

    public static TheoryData<string> Ids => VectorFile.Ids(Vectors);

    [Fact]
    public void There_are_28_rows() => Assert.Equal(28, Ids.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_printed_number_stands_for_this_interval(string id)
    {
        var row = VectorFile.Row(Vectors, id);
        var rounding = Rounding.Named(row["mode"] switch { "up" => "half-up", var mode => mode.Replace('_', '-') })!;
        var expected = new Interval(
            new(Rational.Parse(row["exact_lower"]), row["exact_lower_inclusive"] == "False"),
            new(Rational.Parse(row["exact_upper"]), row["exact_upper_inclusive"] == "False"));

        Assert.Equal(expected, PublishedValue.Parse(row["printed"], new(rounding)).Interval);
    }
}
