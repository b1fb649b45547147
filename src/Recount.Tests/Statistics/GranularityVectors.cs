using System.Numerics;
using Recount.Quantities;
using Recount.Statistics;
using Recount.Tests.Vectors;

namespace Recount.Tests.Statistics;

/// <summary>GRIM, GRIMMER and DEBIT as scrutiny and rsprite2 test them, and in exact arithmetic.</summary>
public class GranularityVectors
{
    public static TheoryData<string> GrimIds => VectorFile.Ids("grim.csv");

    public static TheoryData<string> PowerIds => VectorFile.Ids("grim-power.csv");

    public static TheoryData<string> GrimmerIds => VectorFile.Ids("grimmer.csv");

    public static TheoryData<string> DebitIds => VectorFile.Ids("debit.csv");

    [Fact]
    public void There_are_242_and_30_and_22_and_12_rows() => Assert.Equal((242, 30, 22, 12), (GrimIds.Count, PowerIds.Count, GrimmerIds.Count, DebitIds.Count));

    [Theory]
    [MemberData(nameof(GrimIds))]
    public void A_mean_has_these_sums(string id)
    {
        var row = VectorFile.Row("grim.csv", id);
        var sums = Grim.Sums(Interval(row["x"], Rule(row["rounding"], row["threshold"]), row["percent"] == "TRUE"), Whole(row["n"]) * Whole(row["items"]));

        Assert.Equal((Whole(row["kmin"]), Whole(row["kmax"])), (sums.Least, sums.Most));
        Assert.Equal(row["expected_exact"] == "TRUE", !sums.None);
    }

    [Theory]
    [MemberData(nameof(PowerIds))]
    public void A_check_has_this_power(string id)
    {
        var row = VectorFile.Row("grim-power.csv", id);
        var value = PublishedValue.Parse(row["x"], new(Rounding.Unknown, row["percent"] == "True" ? Unit.Percent : null));
        var parts = Whole(row["n"]) * Whole(row["items"]);

        Assert.Equal(Rational.Parse(row["probability_exact"]), Grim.Power(value.LastDigit, parts));
        Assert.Equal(Rational.Parse(row["total_exact"]), Grim.Impossible(value.LastDigit, parts));
    }

    [Theory]
    [MemberData(nameof(GrimmerIds))]
    public void A_standard_deviation_has_these_sums(string id)
    {
        var row = VectorFile.Row("grimmer.csv", id);
        var sums = Grimmer.Sums(Interval(row["x"], Rule(row["rounding"])), Interval(row["sd"], Rule(row["rounding"])), Whole(row["n"]), Whole(row["items"])).ToList();

        Assert.Equal(int.Parse(row["admissible_sums"], System.Globalization.CultureInfo.InvariantCulture), sums.Count);
        Assert.Equal(row["expected_exact"] == "TRUE", sums.Count > 0);
        if (row["example_sum_and_sumsq"].Length > 0)
        {
            Assert.Equal(row["example_sum_and_sumsq"], $"({sums[0].Sum}, {sums[0].Squares})");
        }
    }

    [Theory]
    [MemberData(nameof(DebitIds))]
    public void Zeros_and_ones_have_these_counts(string id)
    {
        var row = VectorFile.Row("debit.csv", id);
        var ones = Debit.Ones(Interval(row["x"], Rule(row["rounding"])), Interval(row["sd"], Rule(row["rounding"])), Whole(row["n"])).ToList();

        Assert.Equal(row["expected_exact"] == "TRUE", ones.Count > 0);
        Assert.Equal(row["admissible_k"], ones.Count == 0 ? "" : $"{ones[0]}..{ones[^1]} ({ones.Count})");
    }

    private static Rounding Rule(string word, string threshold = "5") => Rounding.Named(word switch
    {
        "up" or "down" or "even" => $"half-{word}",
        "up_from" or "down_from" => $"{word.Replace('_', '-')}-{threshold}",
        _ => word.Replace('_', '-'),
    })!;

    private static Interval Interval(string text, Rounding rule, bool percent = false) => PublishedValue.Parse(text, new(rule, percent ? Unit.Percent : null)).Interval!;

    private static BigInteger Whole(string text) => BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
