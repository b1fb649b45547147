using CsCheck;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Tests.Statistics;

/// <summary>Chance agreement and denominators against brute force.</summary>
public class AgreementProperties
{
    [Fact]
    public void At_least_so_many_successes_is_the_sum_over_all_outcomes() => Gen.Select(Gen.Double[0, 1].Array[1, 10], Gen.Int[0, 10]).Sample((chances, least) =>
    {
        var sum = 0.0;
        for (var outcome = 0; outcome < 1 << chances.Length; outcome++)
        {
            var p = chances.Select((c, i) => (outcome >> i & 1) == 1 ? c : 1 - c).Aggregate((a, b) => a * b);
            sum += int.PopCount(outcome) >= least ? p : 0;
        }

        Assert.Equal(sum, Agreement.AtLeast(least, chances), 12);
    }, iter: 200);

    [Fact]
    public void The_bound_lies_above_the_chance() => Gen.Select(Gen.Double[0, 1].Array[1, 12], Gen.Int[0, 12]).Sample((chances, least) =>
        Assert.True(Agreement.BoundOfAtLeast(least, chances.Sum()) >= Agreement.AtLeast(least, chances) - 1e-12), iter: 1_000);

    [Fact]
    public void The_normal_curve_is_near_where_many_counts_are_likely() => Gen.Select(Gen.Int[200, 20_000], Gen.Int[2, 18], Gen.OneOf(0.01, 0.001)).Sample((items, twentieths, unit) =>
        Assert.InRange(Agreement.AboutOfRuns(twentieths / 20.0, items, unit) / Agreement.OfRuns(twentieths / 20.0, items, unit), 0.4, 1.6), iter: 300);

    [Fact]
    public void Two_runs_print_the_same_as_often_as_all_pairs_of_counts_do() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 20], Gen.OneOf(0.1, 0.01, 0.001)).Sample((items, twentieths, unit) =>
    {
        var p = twentieths / 20.0;
        double Prints(int k) => Math.Floor(((double)k / items / unit) + 0.5);
        var sum = 0.0;
        for (var i = 0; i <= items; i++)
        {
            for (var j = 0; j <= items; j++)
            {
                sum += Prints(i) == Prints(j) ? Binomial.Probability(i, items, p) * Binomial.Probability(j, items, p) : 0;
            }
        }

        Assert.Equal(sum, Agreement.OfRuns(p, items, unit), 10);
    }, iter: 200);

    [Fact]
    public void The_true_number_of_items_is_always_among_the_possible_ones() => Gen.Select(Gen.Int[1, 300], Gen.Double[0, 1].Array[1, 12], Gen.Int[0, 2]).Sample((items, shares, decimals) =>
    {
        var printed = shares.Select(s => PublishedValue.Parse($"{Math.Round(100m * (int)(s * items) / items, decimals, MidpointRounding.AwayFromZero)} %").Interval!).ToList();
        var possible = Denominators.Of(printed, 300).ToList();

        Assert.Contains(items, possible);
        Assert.Equal(Enumerable.Range(1, 300).Where(n => printed.All(p => Enumerable.Range(0, n + 1).Any(k => p.Contains(new Rational(k, n))))), possible);
    }, iter: 60);
}
