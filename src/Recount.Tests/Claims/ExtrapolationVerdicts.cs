using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;
using Recount.Findings;
using Recount.Statistics;
using Recount.Tests.Fitting;

namespace Recount.Tests.Claims;

/// <summary>A law that is fitted to the smaller runs and held against the larger ones.</summary>
public class ExtrapolationVerdicts
{
    private const double Noise = 0.01;

    private static readonly double[] X = [.. Enumerable.Range(0, 24).Select(i => Math.Pow(1.5, i))];
    private static readonly double[] Z = new MersenneTwister(29).Normals(24);

    // What falls to nothing, and what falls to an end: a power law fits the beginning of both.
    private static readonly double[] Pure = [.. X.Zip(Z, (x, z) => 3 * Math.Pow(x, -0.3) * Math.Exp(Noise * z))];
    private static readonly double[] Offset = [.. X.Zip(Z, (x, z) => (1 + (3 * Math.Pow(x, -0.3))) * Math.Exp(Noise * z))];

    [Fact]
    public void A_true_law_carries_over()
    {
        var finding = Finding(Pure, "cut-offs: [100]");

        Assert.Equal(("consistent", "x <= 100"), (finding.Verdict.Word, finding.Row));
        Assert.StartsWith("Fitted to 12 rows (x up to 100), the law misses the other 12 by ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_law_does_not()
    {
        var finding = Finding(Offset, "cut-offs: [100]");

        Assert.Equal(("deviates", Level.Warning), (finding.Verdict.Word, finding.Level));
        Assert.StartsWith("The law does not carry over to the larger runs. Fitted to 12 rows (x up to 100), the law misses the other 12 by ", finding.Reason, StringComparison.Ordinal);
        Assert.True(finding.P is { P: < 1e-3, Decides: true }, $"{finding.P}");
    }

    [Fact]
    public void The_law_with_an_offset_does() => Assert.Equal(("consistent", "deviates"), (Finding(Offset, "cut-offs: [100]", "offset").Verdict.Word, Finding(Offset, "cut-offs: [100]").Verdict.Word));

    [Theory]
    [InlineData(true, "cut-offs: [100]", 12)]
    [InlineData(false, "cut-offs: [100]", 12)]
    [InlineData(true, "cut-offs: [1000]", 18)]
    [InlineData(false, "hold-out: [3]", 21)]
    public void The_numbers_of_the_sentence_are_those_of_the_line_through_the_logarithms(bool isPure, string cut, int fitted)
    {
        var y = isPure ? Pure : Offset;
        var finding = Finding(y, cut);
        var line = FitSpecs.Line.Through(X[..fitted], y[..fitted]);
        var held = 24 - fitted;

        // Errors, the scatter of the fitted rows, and the variance of a prediction by the sandwich: x' (X'X)^-1 (sum of r^2 x x') (X'X)^-1 x n/(n - 2).
        double[] errors = [.. Enumerable.Range(fitted, held).Select(i => Math.Log(y[i]) - line.LogK - (line.A * Math.Log(X[i])))];
        var rms = Math.Sqrt(errors.Average(e => e * e));
        var scatter = Math.Sqrt(line.Rss / (fitted - 2));
        var design = Matrix<double>.Build.Dense(24, 2, (i, j) => j == 0 ? 1 : Math.Log(X[i]));
        var own = design.SubMatrix(0, fitted, 0, 2);
        var bread = own.TransposeThisAndMultiply(own).Inverse();
        var squares = Matrix<double>.Build.DenseDiagonal(fitted, fitted, i => Math.Pow(Math.Log(y[i]) - line.LogK - (line.A * Math.Log(X[i])), 2));
        var beyond = design.SubMatrix(fitted, held, 0, 2);
        var covariance = (beyond * bread * own.Transpose() * squares * own * bread * beyond.Transpose() * fitted / (fitted - 2)) + (Matrix<double>.Build.DenseIdentity(held) * scatter * scatter);
        var inside = Enumerable.Range(0, held).Count(i => Math.Abs(errors[i]) <= MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, fitted - 2, 0.975) * Math.Sqrt(covariance[i, i]));
        var vector = Vector<double>.Build.Dense(errors);
        var p = TailProbability.F(vector.DotProduct(covariance.Solve(vector)) / held, held, fitted - 2);

        var match = Regex.Match(finding.Reason, @"the law misses the other (\d+) by ([\d.]+) % \(root mean square; ([+-]?[\d.]+) % on average\), where the fitted ones scatter by ([\d.]+) %\. " +
            @"Its 95 % prediction intervals hold (\d+) of \1; taken together the errors have p = ");
        Assert.True(match.Success, finding.Reason);
        double Number(int group) => double.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((held, inside), ((int)Number(1), (int)Number(5)));
        Assert.All(new[] { (100 * rms, 2), (100 * errors.Average(), 3), (100 * scatter, 4) }, x => Assert.Equal(x.Item1, Number(x.Item2), 0.006 * Math.Abs(x.Item1)));
        Assert.Equal(p, finding.P!.P, 1e-4 * p);
    }

    [Fact]
    public void The_quantity_is_given_here_and_from_all_rows()
    {
        var (here, all) = (FitSpecs.Line.Through(X[..12], Offset[..12]), FitSpecs.Line.Through(X, Offset));
        var finding = Finding(Offset, "cut-offs: [100], gives: a, called: the exponent");

        Assert.Matches($@" the exponent is {Regex.Escape(Digits(here.A))} ± {Regex.Escape(Synthetic.Printed(here.Sandwich, 4))}\d* here and {Regex.Escape(Digits(all.A))} from all rows\.", finding.Reason);

        static string Digits(double value) => Synthetic.Printed(value, 4).TrimEnd('0');
    }

    [Fact]
    public void Other_laws_are_held_against_the_same_rows()
    {
        var finding = Finding(Offset, "cut-offs: [100], forms: [offset]");
        var instead = double.Parse(Regex.Match(finding.Reason, @" On the same rows: offset ([\d.]+) %\.$").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var own = double.Parse(Regex.Match(Finding(Offset, "cut-offs: [100]", "offset").Reason, @"the law misses the other 12 by ([\d.]+) %").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(own, instead);
        Assert.InRange(instead, 0.5, 5);
    }

    [Fact]
    public void Each_cut_makes_a_finding() =>
        Assert.Equal(["x <= 100", "x <= 1e3", "largest 2"], Audited.Findings(Spec("cut-offs: [100, 1e3], hold-out: [2]", "law"), Runs(Pure)).Select(f => f.Row));

    [Theory]
    [InlineData("cut-offs: [1]")]
    [InlineData("cut-offs: [1e9]")]
    [InlineData("hold-out: [22]")]
    [InlineData("gives: a")]
    public void A_cut_that_leaves_too_little_on_either_side_is_a_mistake(string cut) => Assert.Single(Audited.Mistakes(Spec(cut, "law"), Runs(Pure)));

    [Fact]
    public void In_a_family_a_deviation_must_outlive_the_others()
    {
        // The last point moved by three of its standard errors: alone it deviates, among a hundred claims it does not.
        double[] y = [.. Pure[..23], Math.Exp(Math.Log(Pure[23]) + (0.031 * Math.Sign(Z[23])))];
        string Families(int others) => "families: { f: {} }\n" + Spec("hold-out: [1]", "law").Replace("says: s", "says: s, family: f", StringComparison.Ordinal) +
            string.Concat(Enumerable.Range(0, others).Select(i => $"  - {{ id: r{i}, says: b, published: \"65.4 %\", family: f, baseline: {{ items: \"104\", majority: \"66\" }} }}\n"));

        Assert.Equal(("deviates", "inconclusive"), (Audited.Findings(Families(0), Runs(y))[0].Verdict.Word, Audited.Findings(Families(100), Runs(y))[0].Verdict.Word));
    }

    private static Finding Finding(double[] y, string keys, string of = "law") => Audited.Finding(Spec(keys, of), Runs(y));

    private static (string Name, string Csv) Runs(double[] y) => ("runs.csv", Synthetic.Csv(("x", X), ("y", y)));

    private static string Spec(string keys, string of) => $$"""
        data: { runs: { file: runs.csv } }
        fits:
          law: { data: runs, model: k * x^a, observed: y, residuals: log, parameters: { k: { search: log, grid: [1] }, a: { grid: [-0.5] } } }
          offset: { data: runs, model: e + k * x^a, observed: y, residuals: log, parameters: { e: { search: log, grid: [0, -1] }, k: { search: log, grid: [1] }, a: { grid: [-0.5] } } }
        claims:
          - { id: c, says: s, extrapolation: { of: {{of}}, over: x, {{keys}} } }

        """;
}
