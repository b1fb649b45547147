using System.Globalization;
using Recount.Fitting;
using Recount.Fitting.Models;
using Recount.Fitting.Objectives;
using Recount.Quantities.Expressions;

namespace Recount.Benchmarks;

/// <summary>The parametric fit of Chinchilla on the 240 rows of its replication (2404.10102): sum of Huber losses, delta 1e-3, of log residuals.</summary>
internal static class Replication
{
    /// <summary>The values of the TeX source of Hoffmann et al.: a, b, e, alpha, beta.</summary>
    public static double[] Hoffmann { get; } = [6.0073404, 6.0179186, 0.5267228, 0.33917084, 0.2849083];

    /// <summary>The grid of 4,500 starts that the paper names.</summary>
    public static IReadOnlyList<double[]> Starts { get; } =
    [
        .. from a in new double[] { 0, 5, 10, 15, 20, 25 }
           from b in new double[] { 0, 5, 10, 15, 20, 25 }
           from e in new[] { -1, -0.5, 0, 0.5, 1 }
           from alpha in new[] { 0, 0.5, 1, 1.5, 2 }
           from beta in new[] { 0, 0.5, 1, 1.5, 2 }
           select new[] { a, b, e, alpha, beta },
    ];

    /// <param name="file">svg_extracted_data.csv of the replication's repository.</param>
    public static FitProblem Read(string file)
    {
        var rows = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).ToList();
        double[] Column(int i) => [.. rows.Select(r => double.Parse(r[i], CultureInfo.InvariantCulture))];
        var (n, c, l) = (Column(3), Column(4), Column(6));
        var limit = l.OrderDescending().ElementAt(4);
        var keep = Enumerable.Range(0, l.Length).Where(i => l[i] < limit).ToList();
        double[] size = [.. keep.Select(i => n[i])], tokens = [.. keep.Select(i => c[i] / (6 * n[i]))], observed = [.. keep.Select(i => Math.Log(l[i]))];
        string[] names = ["A", "B", "E", "alpha", "beta", "N", "D"];
        Expression Bind(Expression node) => node switch
        {
            Expression.Reference reference => new Expression.Input(Array.IndexOf(names, reference.Name)),
            Expression.Binary binary => binary with { Left = Bind(binary.Left), Right = Bind(binary.Right) },
            _ => node,
        };
        var model = Model.Of(Bind(Formula.Parse("E + A / N^alpha + B / D^beta", out _)!.Terms[0]), 5, [size, tokens], keep.Count).Ln();
        return new(model, [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")], observed, new Loss.Huber(1e-3), []);
    }
}
