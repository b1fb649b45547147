using MathNet.Numerics.Distributions;
using Recount.Scoring;
using Recount.Scoring.Grids;

namespace Recount.Tests.Scoring.Grids;

/// <summary>Matrices for tests: written down, or drawn.</summary>
internal static class Grid
{
    /// <summary>One string of 0 and 1 for each format, a character an item.</summary>
    public static FormatMatrix Of(params string[] formats) => Of([.. formats.Select(f => f.Select(c => (double)(c - '0')).ToArray())]);

    public static FormatMatrix Of(double[][] scores, IReadOnlyList<int>? gold = null) =>
        Of([.. scores.Select(f => f.Select(s => new Outcome(s)).ToArray())], gold);

    public static FormatMatrix Of(Outcome[][] outcomes, IReadOnlyList<int>? gold = null) =>
        new([.. outcomes.Select((_, f) => $"format {f}")], [.. outcomes[0].Select((_, i) => $"item {i}")], outcomes, gold);

    /// <summary>Items with a difficulty of their own, each right under a format if its difficulty plus noise is beyond the format's threshold, so that the format has the expected mean.</summary>
    public static FormatMatrix Drawn(double[] expected, int items, PythonRandom random, double difficulty = 1)
    {
        var thresholds = expected.Select(m => Normal.InvCDF(0, Math.Sqrt(1 + (difficulty * difficulty)), 1 - m)).ToArray();
        var scores = expected.Select(_ => new double[items]).ToArray();
        for (var i = 0; i < items; i++)
        {
            var own = difficulty * Gauss(random);
            for (var f = 0; f < expected.Length; f++)
            {
                scores[f][i] = own + Gauss(random) > thresholds[f] ? 1 : 0;
            }
        }

        return Of(scores);
    }

    /// <summary>The counts of n that a probability p has but for 1 % of them, at most half of it on either side: from the least k with P(X &lt;= k) &gt; 0.005 to its like above.</summary>
    public static (int Least, int Most) Region(int n, double p) => (
        Enumerable.Range(0, n + 1).First(k => Recount.Statistics.Binomial.AtMost(k, n, p) > 0.005),
        Enumerable.Range(0, n + 1).Last(k => Recount.Statistics.Binomial.AtLeast(k, n, p) > 0.005));

    private static double Gauss(PythonRandom random) => Math.Sqrt(-2 * Math.Log(1 - random.Next())) * Math.Cos(2 * Math.PI * random.Next());
}
