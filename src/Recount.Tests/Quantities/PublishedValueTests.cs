using Recount.Quantities;

namespace Recount.Tests.Quantities;

public class PublishedValueTests
{
    [Fact]
    public void A_trailing_zero_narrows_the_interval()
    {
        Assert.Equal("[77.45, 77.55]", Interval("77.5"));
        Assert.Equal("[77.495, 77.505]", Interval("77.50"));
        Assert.NotEqual(PublishedValue.Parse("0.5"), PublishedValue.Parse("0.50"));
    }

    [Theory]
    [InlineData("29,968", "[29967.5, 29968.5]")]
    [InlineData("1.2M", "[1150000, 1250000]")]
    [InlineData("1.2 M", "[1150000, 1250000]")]
    [InlineData("175 billion", "[174500000000, 175500000000]")]
    [InlineData("1.4 trillion tokens", "[1350000000000, 1450000000000]")]
    [InlineData("3.14e23", "[313500000000000000000000, 314500000000000000000000]")]
    [InlineData("3.14 × 10^23", "[313500000000000000000000, 314500000000000000000000]")]
    [InlineData("3.14×10−2", "[0.03135, 0.03145]")]
    [InlineData("82.3 %", "[0.8225, 0.8235]")]
    [InlineData("82.3%", "[0.8225, 0.8235]")]
    [InlineData("5 per cent", "[0.045, 0.055]")]
    [InlineData("2.3 points", "[0.0225, 0.0235]")]
    [InlineData("−0.46", "[-0.465, -0.455]")]
    [InlineData(".46", "[0.455, 0.465]")]
    [InlineData("$4.6M", "[4550000, 4650000]")]
    [InlineData("< 0.001", "(-inf, 0.001)")]
    [InlineData("≤ .05", "(-inf, 0.05]")]
    [InlineData("> 99.9", "(99.9, inf)")]
    [InlineData("at least 3", "[3, inf)")]
    [InlineData("38-43", "[37.5, 43.5]")]
    [InlineData("38–43 %", "[0.375, 0.435]")]
    [InlineData("38%-43", "[0.375, 0.435]")]
    [InlineData("1-2M", "[500000, 2500000]")]
    [InlineData("1.2e-5 to 3", "[0.0000115, 3.5]")]
    [InlineData("0.50 (0.488, 0.502)", "[0.495, 0.505]")]
    [InlineData("0.50 [95% CI: 0.488, 0.502]", "[0.495, 0.505]")]
    [InlineData("2.1 ± 0.3", "[2.05, 2.15]")]
    [InlineData("2.1 (0.3)", "[2.05, 2.15]")]
    [InlineData("1/4", "[2/9, 2/7]")]
    [InlineData("-1/4", "[-2/7, -2/9]")]
    [InlineData("0/5", "[0, 0]")]
    [InlineData("221.3x", "[221.25, 221.35]")]
    public void A_text_stands_for_this_interval(string text, string interval) => Assert.Equal(interval, Interval(text));

    [Theory]
    [InlineData("")]
    [InlineData("a third")]
    [InlineData("0,34")]
    [InlineData("0,460")]
    [InlineData("1,23")]
    [InlineData("2x1024")]
    [InlineData("1.2.3")]
    [InlineData("٣.٥")]
    [InlineData("１２")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("< 5-10")]
    [InlineData("5 to 3")]
    [InlineData("1e999999999")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    public void Other_texts_are_no_numbers(string text) => Assert.Null(PublishedValue.Parse(text, PrintedAs.Plainly, out _));

    [Fact]
    public void A_number_beyond_the_limits_says_so()
    {
        Assert.Null(PublishedValue.Parse("1e999999999", PrintedAs.Plainly, out var exponent));
        Assert.Equal("exponents go up to 300", exponent);
        Assert.Null(PublishedValue.Parse(new string('9', 61), PrintedAs.Plainly, out var digits));
        Assert.Equal("more than 60 digits", digits);
        Assert.Null(PublishedValue.Parse(string.Concat(Enumerable.Repeat("1/", 100_000)), PrintedAs.Plainly, out _));
    }

    [Fact]
    public void About_names_no_limits_without_a_margin_or_a_bound()
    {
        Assert.Null(PublishedValue.Parse("about 40B").Interval);
        Assert.Equal("[38000000000, 42000000000]", PublishedValue.Parse("about 40B", new(Rounding.Unknown, Margin: "5 %")).Interval!.ToString());
        Assert.Equal("(250, inf)", PublishedValue.Parse("over 250x", new(Rounding.Unknown, Bound: "above")).Interval!.ToString());
        Assert.Equal("[8, 10)", PublishedValue.Parse("almost 10x", new(Rounding.Unknown, Bound: "below", Margin: "20 %")).Interval!.ToString());
        Assert.Equal("[0.45, 0.55]", PublishedValue.Parse("~50 %", new(Rounding.Unknown, Margin: "5 %")).Interval!.ToString());
    }

    [Fact]
    public void Trailing_zeros_of_a_whole_number_have_two_readings()
    {
        var open = PublishedValue.Parse("1500");
        Assert.Equal("[1499.5, 1500.5]", open.Interval!.ToString());
        Assert.Equal("[1450, 1550]", open.WideInterval!.ToString());
        Assert.Null(PublishedValue.Parse("1500", new(Rounding.Unknown, Exact: true)).WideInterval);
        Assert.Equal("[1495, 1505]", PublishedValue.Parse("1500", new(Rounding.Unknown, Digits: 3)).Interval!.ToString());
        Assert.Null(PublishedValue.Parse("15.0").WideInterval);
    }

    [Fact]
    public void Half_even_looks_at_the_last_digit_that_counts()
    {
        Assert.Equal("(1450, 1550)", PublishedValue.Parse("1500", new(Rounding.Named("half-even")!, Digits: 2)).Interval!.ToString());
        Assert.Equal("[1550, 1650]", PublishedValue.Parse("1600", new(Rounding.Named("half-even")!, Digits: 2)).Interval!.ToString());
    }

    [Fact]
    public void Parts_are_numbers_of_their_own()
    {
        var value = PublishedValue.Parse("82.3 % (81.0, 83.5)");
        Assert.Equal("[0.8095, 0.8105]", value.Part("low")!.Interval!.ToString());
        Assert.Equal("[0.8345, 0.8355]", value.Part("high")!.Interval!.ToString());
        Assert.Null(value.Part("uncertainty"));

        var error = new PrintedAs(Rounding.Unknown, Range: new("0-1"), Complement: true);
        Assert.Equal(Rational.Parse("0.019"), PublishedValue.Parse("17.7 ± 1.9", error).Part("uncertainty")!.Value);
        Assert.Equal(Rational.Parse("0.80"), PublishedValue.Parse("17.7 (15.0, 20.0)", error).Part("low")!.Value);
    }

    [Theory]
    [InlineData("77.50", "0.775", "0.775")]
    [InlineData("1.2M", "1234567", "1.235M")]
    [InlineData("3.14e23", "312345678901234567890123", "3.1235e23")]
    [InlineData("82.3 %", "0.82345", "82.345 %")]
    [InlineData("1/46", "0.02135", "1/46.84")]
    [InlineData("29,968", "30000", "30,000")]
    [InlineData("$4.6M", "4654321", "$4.654M")]
    public void A_measurement_is_shown_the_way_the_number_is_printed(string printed, string value, string shown) =>
        Assert.Equal(shown, PublishedValue.Parse(printed).Show(Rational.Parse(value)));

    private static string Interval(string text) => PublishedValue.Parse(text).Interval!.ToString();
}
