using MathNet.Numerics.LinearRegression;
using Recount.Audits;
using Recount.Findings;
using Recount.Statistics;
using Recount.Tests.Fitting;

namespace Recount.Tests.Claims;

/// <summary>Specs of fits of a power law, y = k x^a in logarithms, of which everything is known in closed form.</summary>
internal static class FitSpecs
{
    /// <summary>Twelve runs, each twice as large as the one before.</summary>
    public static double[] X { get; } = [.. Enumerable.Range(0, 12).Select(i => Math.Pow(2, i))];

    /// <summary>3 x^0.7, with some noise.</summary>
    public static double[] Y { get; } = [.. new MersenneTwister(17).Normals(12).Zip(X, (z, x) => 3 * Math.Pow(x, 0.7) * Math.Exp(0.03 * z))];

    public const string Law = """
        data: { runs: { file: runs.csv } }
        fits:
          law:
            data: runs
            model: k * x^a
            observed: y
            residuals: log
            parameters: { k: log, a: linear }
            random-starts: { count: 5, seed: 1 }

        """;

    /// <summary>The only finding of a claim on the law.</summary>
    /// <param name="fit">Keys of the fit's claim beside <c>of: law</c>.</param>
    /// <param name="keys">Further keys of the claim, and of the fit: lines with their indentation.</param>
    public static Finding Claim(string published, string fit, string claim = "", string more = "") =>
        Audited.Finding($"{Law}{more}claims:\n  - {{ id: c, says: s, published: {Quoted(published)}, fit: {{ of: law, {fit} }}{claim} }}\n", ("runs.csv", Synthetic.Csv(("x", X), ("y", Y))));

    /// <summary>A text is quoted; a mapping stays one.</summary>
    public static string Quoted(string published) => published.StartsWith('{') ? published : $"\"{published}\"";

    /// <summary>The same findings, measured with everything.</summary>
    public static IReadOnlyList<Finding> Full(string body, params (string Name, string Csv)[] tables) =>
        AuditRun.Judge(AuditRun.Measure(Plan.Of([Audited.Read(body, tables)]), null, null, new(true, TestContext.Current.CancellationToken)), _ => null, TestContext.Current.CancellationToken)[0].Findings;

    /// <summary>The line through the logarithms.</summary>
    public static Line Fitted { get; } = Line.Through(X, Y);

    /// <summary>A line by least squares and all that follows from it.</summary>
    /// <param name="LogK">Its value at x = 1.</param>
    /// <param name="Rss">The sum of squares of its residuals.</param>
    /// <param name="Spread">Of the logarithms of x about their mean.</param>
    /// <param name="Error">The standard error of the slope, s / sqrt(Spread).</param>
    /// <param name="Sandwich">The same after White (1980), times the root of n/(n - 2).</param>
    public sealed record Line(double LogK, double A, double Rss, double Spread, double Error, double Sandwich)
    {
        public static Line Through(double[] x, double[] y)
        {
            double[] u = [.. x.Select(v => Math.Log(v))], v = [.. y.Select(v => Math.Log(v))];
            var (intercept, slope) = SimpleRegression.Fit(u, v);
            double[] residuals = [.. u.Zip(v, (s, t) => t - intercept - (slope * s))];
            var (mean, rss) = (u.Average(), residuals.Sum(r => r * r));
            var spread = u.Sum(s => (s - mean) * (s - mean));
            return new(intercept, slope, rss, spread, Math.Sqrt(rss / (u.Length - 2) / spread), Math.Sqrt(u.Zip(residuals, (s, r) => (s - mean) * (s - mean) * r * r).Sum() * u.Length / (u.Length - 2)) / spread);
        }
    }
}
