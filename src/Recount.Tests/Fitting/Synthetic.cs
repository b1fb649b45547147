using System.Globalization;
using Recount.Statistics;

namespace Recount.Tests.Fitting;

/// <summary>Numbers from a seed, and rows of laws that are known.</summary>
internal static class Synthetic
{
    /// <summary>A number from low to high.</summary>
    public static double Between(this MersenneTwister random, double low, double high) => low + ((high - low) * (random.Next() / 4294967296.0));

    /// <summary>Standard normal numbers, by Box and Muller (1958).</summary>
    public static double[] Normals(this MersenneTwister random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log((random.Next() + 1.0) / 4294967296)) * Math.Cos(2 * Math.PI * random.Next() / 4294967296))];

    /// <summary>All pairs of so many sizes and so many numbers of tokens, in equal steps of their logarithms.</summary>
    public static (double[] N, double[] D) Runs(double fromN, double toN, int sizes, double fromD, double toD, int tokens)
    {
        double Step(double from, double to, int i, int of) => from * Math.Pow(to / from, i / (of - 1.0));
        var pairs = Enumerable.Range(0, sizes * tokens).Select(i => (N: Step(fromN, toN, i / tokens, sizes), D: Step(fromD, toD, i % tokens, tokens))).ToList();
        return ([.. pairs.Select(p => p.N)], [.. pairs.Select(p => p.D)]);
    }

    /// <summary>Losses of a law like Chinchilla's, half a per cent about it.</summary>
    public static double[] Losses(double[] n, double[] d) =>
        [.. new MersenneTwister(23).Normals(n.Length).Select((z, i) => (1.7 + (400 / Math.Pow(n[i], 0.34)) + (600 / Math.Pow(d[i], 0.29))) * Math.Exp(0.005 * z))];

    /// <summary>A CSV text with every digit of its numbers.</summary>
    public static string Csv(params (string Name, double[] Values)[] columns) => string.Join(',', columns.Select(c => c.Name)) + "\n" +
        string.Concat(Enumerable.Range(0, columns[0].Values.Length).Select(i => string.Join(',', columns.Select(c => c.Values[i].ToString("R", CultureInfo.InvariantCulture))) + "\n"));

    /// <summary>A number as a paper prints it.</summary>
    public static string Printed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
