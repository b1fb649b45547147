using CsCheck;
using Recount.Quantities;

namespace Recount.Tests.Quantities;

public class PublishedValueProperties
{
    private static readonly Gen<string> Numbers = Gen.Select(Gen.Bool, Gen.Int[0, 99_999], Gen.Int[0, 6], Gen.Int[-30, 30], Gen.OneOf("", "K", "M", "B", "T", " %", "e"))
        .Select((negative, whole, decimals, exponent, tail) =>
        {
            var digits = decimals == 0 ? $"{whole}" : $"{whole}.{new string('7', decimals)}";
            return $"{(negative ? "-" : "")}{digits}{(tail == "e" ? $"e{exponent}" : tail)}";
        });

    [Fact]
    public void A_number_lies_in_its_own_interval_under_every_rule() => Numbers.Sample(text =>
    {
        var value = PublishedValue.Parse(text);
        Assert.All(Rounding.All, rule => Assert.True(value.IntervalUnder(rule)!.Contains(value.Value), $"{text} {rule}"));
    });

    [Fact]
    public void What_is_shown_reads_back_as_the_same_number() => Numbers.Sample(text =>
    {
        var value = PublishedValue.Parse(text);
        Assert.Equal(value.Value, PublishedValue.Parse(value.Show(value.Value, 12)).Value);
    });

    [Fact]
    public void The_unknown_rule_is_the_charitable_one() => Numbers.Sample(text =>
    {
        var value = PublishedValue.Parse(text);
        Assert.All(new[] { "half-up", "half-away", "half-even", "half-down" }, word =>
            Assert.True(value.Interval!.Contains(value.IntervalUnder(Rounding.Named(word)!)!), $"{text} {word}"));
    });

    [Fact]
    public void Rounding_a_number_lands_where_its_interval_says() => Gen.Select(Gen.Int[-200_000, 200_000], Gen.Int[0, 3]).Sample((thousandths, decimals) =>
    {
        // decimal arithmetic is exact here, and its rounding modes are not ours.
        var exact = thousandths / 1000m;
        var printed = Math.Round(exact, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(PublishedValue.Parse(printed, new(Rounding.Named("half-away")!)).Interval!.Contains(new Rational(thousandths, 1000)), $"{exact} prints {printed}");
    });

    [Fact]
    public void Fractions_read_back_what_they_write() => Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue]).Sample((a, b) =>
    {
        var fraction = new Rational(a, b);
        Assert.Equal(fraction, Rational.Parse(fraction.ToString()));
        var (low, high) = fraction.Doubles();
        Assert.True(Rational.Of(low) <= fraction && fraction <= Rational.Of(high) && Math.BitIncrement(low) >= high);
    });
}
