using System.Numerics;
using CsCheck;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Tests.Statistics;

/// <summary>Against brute force over everything that a small test set can give.</summary>
public class GranularityProperties
{
    private static readonly Gen<Rounding> Rules = Gen.OneOf([.. Rounding.Words.Select(w => Rounding.Named(w)!)]);

    [Fact]
    public void A_share_is_possible_exactly_when_some_count_prints_so() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 3], Gen.Int[0, 100_000], Rules).Sample((items, decimals, thousandths, rule) =>
    {
        var text = (thousandths / 1000m).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);
        var interval = PublishedValue.Parse(text, new(rule, Unit.Percent)).Interval!;
        var brute = Enumerable.Range(0, items + 1).Where(k => interval.Contains(new Rational(k, items))).ToList();
        var counts = Grim.Of(interval, items);

        Assert.Equal(brute.Count, (int)counts.Number);
        Assert.True(brute.Count == 0 || (brute[0] == counts.Least && brute[^1] == counts.Most));
    });

    [Fact]
    public void Half_away_from_zero_prints_what_decimal_arithmetic_prints() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 3]).SelectMany(x => Gen.Int[0, x.Item1].Select(k => (k, Items: x.Item1, Decimals: x.Item2))).Sample(x =>
    {
        // 100 k / n to so many decimals, half away from zero, in whole numbers.
        var scaled = BigInteger.Divide((2 * 100 * BigInteger.Pow(10, x.Decimals) * x.k) + x.Items, 2 * x.Items);
        var text = ((decimal)scaled / (decimal)Math.Pow(10, x.Decimals)).ToString($"F{x.Decimals}", System.Globalization.CultureInfo.InvariantCulture);
        var counts = Grim.Of(PublishedValue.Parse(text, new(Rounding.Named("half-away")!, Unit.Percent)).Interval!, x.Items);

        Assert.True(counts.Least <= x.k && x.k <= counts.Most, $"{x.k} of {x.Items} prints {text}");
    });

    [Fact]
    public void The_power_is_the_share_of_values_that_brute_force_finds_impossible() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 1]).Sample((items, decimals) =>
    {
        var values = 100 * (int)Math.Pow(10, decimals);
        var printed = Enumerable.Range(0, items + 1)
            .Select(k => BigInteger.Divide((2 * (BigInteger)values * k) + items, 2 * items)).Distinct().Count();

        // The two ends, 0 and all, are one value too many for the formula, which counts shares of one.
        Assert.Equal(Math.Max(0, values - items), values + 1 - Math.Max(printed, Math.Min(items, values) + 1));
        Assert.Equal(new Rational(Math.Max(0, values - items), values), Grim.Power(new Rational(1, values), items));
    });

    [Fact]
    public void A_real_sample_always_passes() => Gen.Select(Gen.Int[0, 9].Array[2, 30], Gen.Int[1, 3]).Sample((sample, decimals) =>
    {
        var (n, sum) = (sample.Length, sample.Sum());
        var mean = new Rational(sum, n);
        var variance = new Rational((n * sample.Sum(x => x * x)) - (sum * sum), n * (n - 1));
        var meanText = Fixed(mean.ToDouble(), decimals);
        var sdText = Fixed(Math.Sqrt(variance.ToDouble()), decimals);
        var (means, deviations) = (PublishedValue.Parse(meanText).Interval!, PublishedValue.Parse(sdText).Interval!);

        Assert.False(Grim.Sums(means, n).None);
        Assert.Contains(Grimmer.Sums(means, deviations, n, 1), s => s.Sum == sum);
        if (sample.All(x => x < 2))
        {
            Assert.Contains(sum, Debit.Ones(means, deviations, n));
        }
    });

    [Fact]
    public void Zeros_and_ones_always_pass() => Gen.Select(Gen.Int[2, 300], Gen.Int[1, 3]).SelectMany(x => Gen.Int[0, x.Item1].Select(k => (k, N: x.Item1, Decimals: x.Item2))).Sample(x =>
    {
        var mean = PublishedValue.Parse(Fixed((double)x.k / x.N, x.Decimals)).Interval!;
        var sd = PublishedValue.Parse(Fixed(Math.Sqrt((double)x.k * (x.N - x.k) / x.N / (x.N - 1)), x.Decimals)).Interval!;
        Assert.Contains(x.k, Debit.Ones(mean, sd, x.N));
    });

    private static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);
}
