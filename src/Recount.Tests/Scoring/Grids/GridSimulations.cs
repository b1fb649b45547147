using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

/// <summary>Grids drawn from known distributions: whether what is said of them is right as often as it claims. Counts are held against the central 99 % of the binomial distribution.</summary>
public class GridSimulations(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // 8 formats that are alike, 300 items of different difficulty.
    [Fact]
    public void Of_formats_that_are_alike_the_null_band_holds_as_many_as_it_claims()
    {
        var (random, grids) = (new PythonRandom(2024), 500);
        var (ranges, deviations, alarms) = (0, 0, 0);
        for (var g = 0; g < grids; g++)
        {
            var permuted = PermutedFormats.Of(Grid.Drawn([.. Enumerable.Repeat(0.6, 8)], 300, random), (uint)g, Stop, 199);
            ranges += permuted.Range.Holds ? 1 : 0;
            deviations += permuted.Deviation.Holds ? 1 : 0;
            alarms += permuted.Deviation.P <= 0.05 ? 1 : 0;
        }

        output.WriteLine($"range {ranges}, deviation {deviations}, p <= .05 {alarms} of {grids}");
        var (least, most) = Grid.Region(grids, 0.95);
        Assert.InRange(ranges, least, most);
        Assert.InRange(deviations, least, most);
        (least, most) = Grid.Region(grids, 0.05);
        Assert.InRange(alarms, least, most);
    }

    [Fact]
    public void Of_formats_that_are_alike_the_corrected_variance_is_nothing_on_average()
    {
        var (random, grids) = (new PythonRandom(7), 500);
        var spreads = Enumerable.Range(0, grids).Select(_ => Grid.Drawn([.. Enumerable.Repeat(0.6, 16)], 200, random)).Select(m => (Spread: FormatSpread.Of(m), m.Means)).ToList();
        double Z(Func<(FormatSpread Spread, IReadOnlyList<double> Means), double> of)
        {
            var values = spreads.ConvertAll(s => of(s));
            return values.Average() / (StandardError.Deviation(values) / Math.Sqrt(grids));
        }

        // Observed variance less the mean squared standard error, n p (1 - p) / (n (n - 1)), as if formats had items of their own.
        var (corrected, uncorrected, over) = (
            Z(s => s.Spread.CorrectedVariance),
            Z(s => s.Spread.Deviation * s.Spread.Deviation),
            Z(s => (s.Spread.Deviation * s.Spread.Deviation) - s.Means.Average(m => m * (1 - m) / 199)));
        var (sd, plain) = (spreads.Average(s => s.Spread.CorrectedDeviation), spreads.Average(s => s.Spread.Deviation));
        output.WriteLine($"z of variance: corrected {corrected:F2}, uncorrected {uncorrected:F1}, less SE^2 {over:F1}; mean sd: corrected {sd:F4}, uncorrected {plain:F4}");
        Assert.InRange(corrected, -2.576, 2.576);
        Assert.InRange(uncorrected, 20, double.PositiveInfinity);
        Assert.InRange(over, double.NegativeInfinity, -20);
        Assert.InRange(sd, 0, plain / 3);
    }

    [Fact]
    public void Of_formats_that_differ_the_corrected_variance_is_theirs_on_average()
    {
        var (random, grids) = (new PythonRandom(9), 300);
        double[] expected = [.. Enumerable.Range(0, 8).Select(f => 0.55 + (0.02 * f))];
        var own = Math.Pow(StandardError.Deviation(expected), 2);
        var values = Enumerable.Range(0, grids).Select(_ => FormatSpread.Of(Grid.Drawn(expected, 300, random)).CorrectedVariance).ToList();
        var z = (values.Average() - own) / (StandardError.Deviation(values) / Math.Sqrt(grids));
        output.WriteLine($"variance {values.Average():G4} for {own:G4}, z {z:F2}");
        Assert.InRange(z, -2.576, 2.576);
    }

    // 15 % of 1,000 items are right under the first format only, 10 % under the second only: 5 points.
    [Fact]
    public void A_planted_effect_is_found_as_often_as_the_power_says()
    {
        var (random, grids, found) = (new PythonRandom(5), 1000, 0);
        for (var g = 0; g < grids; g++)
        {
            var (first, second) = (new double[1000], new double[1000]);
            for (var i = 0; i < first.Length; i++)
            {
                (first[i], second[i]) = random.Next() switch { < 0.15 => (1, 0), < 0.25 => (0, 1), < 0.7 => (1, 1), _ => (0, 0) };
            }

            var matrix = Grid.Of([first, second]);
            found += PairedTest.Of(matrix[0], matrix[1]).P < 0.05 ? 1 : 0;
        }

        var power = PairedPower.Of(1000, 0.05, 0.25);
        var (least, most) = Grid.Region(grids, power);
        output.WriteLine($"found {found} of {grids}, power {power:F4}, {least} to {most}");
        Assert.InRange(found, least, most);
    }

    // Half of 16 formats at .5, half at .7: whether the interval has the range of the expected means, .2. An interval of the pair that came out best and worst takes the selected scores
    // for those of formats named before. Its centre is too high; that of the resampled range is higher still; the simultaneous one allows for the selection.
    [Theory]
    [InlineData(0.5, 0.7)]
    [InlineData(0.6, 0.6)]
    public void Intervals_of_a_range_cover_it_only_if_they_allow_for_the_selection(double low, double high)
    {
        var (random, grids) = (new PythonRandom(31), 200);
        var (pair, percentile, simultaneous) = (0, 0, 0);
        for (var g = 0; g < grids; g++)
        {
            var matrix = Grid.Drawn([.. Enumerable.Repeat(low, 8), .. Enumerable.Repeat(high, 8)], 300, random);
            var means = ResampledMeans.Of(matrix, (uint)g, Stop, 400);
            var (extremes, scores) = (Extremes.Of(matrix, means), matrix.Means.ToList());
            int Covers((double Low, double High) interval) => interval.Low <= high - low && high - low <= interval.High ? 1 : 0;
            pair += Covers(means.Difference(scores.IndexOf(scores.Max()), scores.IndexOf(scores.Min())));
            percentile += Covers(extremes.Percentile);
            simultaneous += Covers(extremes.Simultaneous());
        }

        output.WriteLine($"{low} and {high}: pair {pair}, percentile {percentile}, simultaneous {simultaneous} of {grids}");
        var least = Grid.Region(grids, 0.95).Least;
        Assert.InRange(pair, 0, least - 1);
        Assert.InRange(percentile, 0, pair);
        Assert.InRange(simultaneous, least, grids);
    }

    // Formats that differ in few items or none of a small sample: without a floor the interval would be a point in (1 - .05)^20 = 36 % of the samples.
    [Theory]
    [InlineData(20, 0.05)]
    [InlineData(50, 0.02)]
    public void A_few_items_on_which_formats_agree_do_not_make_their_range_certain(int items, double range)
    {
        var (random, grids) = (new PythonRandom(5), 400);
        var (covered, far) = (0, 0);
        for (var g = 0; g < grids; g++)
        {
            var matrix = Grid.Drawn([1, 1 - range], items, random);
            var extremes = Extremes.Of(matrix, ResampledMeans.Of(matrix, (uint)g, Stop, 400));
            var (low, high) = extremes.Simultaneous();
            covered += low <= range && range <= high ? 1 : 0;
            far += extremes.P(Math.Abs(matrix.Range - range)) < 0.05 ? 1 : 0;
        }

        output.WriteLine($"{items} items: {covered} of {grids}, {far} too far");
        Assert.InRange(covered, Grid.Region(grids, 0.95).Least, grids);
        Assert.InRange(far, 0, Grid.Region(grids, 0.05).Most);
    }
}
