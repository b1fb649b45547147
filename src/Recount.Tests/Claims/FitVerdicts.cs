using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Findings;
using Recount.Fitting;
using Recount.Fitting.Objectives;
using Recount.Fitting.Replay;
using Recount.Printed;
using Recount.Statistics;
using Recount.Tests.Fitting;
using static Recount.Tests.Claims.FitSpecs;

namespace Recount.Tests.Claims;

/// <summary>Every way in which a number of a fit is judged.</summary>
public class FitVerdicts
{
    private static readonly string Exponent = Synthetic.Printed(Fitted.A, 4);

    [Fact]
    public void What_prints_so_is_reproduced()
    {
        var finding = Claim(Exponent, "gives: a");

        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.StartsWith($"a of the fit law is {Exponent}", finding.Reason, StringComparison.Ordinal);
        Assert.EndsWith($"; {Exponent} is printed.", finding.Reason, StringComparison.Ordinal);
        Assert.Contains(finding.Steps, s => s is { Label: "data", Text: "runs, 12 rows" });
    }

    [Fact]
    public void What_prints_otherwise_deviates_and_warns()
    {
        var finding = Claim(Synthetic.Printed(Fitted.A + 0.0002, 4), "gives: a");

        Assert.Equal(("deviates", Level.Warning, true), (finding.Verdict.Word, finding.Level, finding.Headline));
        Assert.Contains(Synthetic.Printed(Fitted.A, 6).TrimEnd('0'), finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_tolerance_counts_and_is_named()
    {
        var finding = Claim(Synthetic.Printed(Fitted.A + 0.0002, 4), "gives: a", ", tolerance: { margin: 1 %, because: the seed is unknown }");

        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.EndsWith(" is printed, within the declared tolerance (the seed is unknown).", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_is_a_formula_over_parameters_and_values()
    {
        var finding = Claim(Synthetic.Printed(Math.Exp(Fitted.LogK) * Math.Pow(2.5, Fitted.A), 3), "gives: k * v^a, called: the prediction", more: "values: { v: \"2.5\" }\n");

        Assert.IsType<Verdict.Reproduced>(finding.Verdict);
        Assert.StartsWith("the prediction of the fit law is ", finding.Reason, StringComparison.Ordinal);
    }

    // Each beside its closed form; a hundredth more is a deviation.
    public static TheoryData<string, double> Asked()
    {
        var (n, line) = (12.0, Fitted);

        // The vector k = 2.9, a = 0.71: its residuals' sum of squares, and Wald's distance in terms of the slopes, (X'X) / s^2.
        double[] u = [.. X.Select(x => Math.Log(x))], d = [line.LogK - Math.Log(2.9), line.A - 0.71];
        var rss = u.Zip(Y, (s, y) => Math.Pow(Math.Log(y) - Math.Log(2.9) - (0.71 * s), 2)).Sum();
        var wald = u.Sum(s => Math.Pow(d[0] + (d[1] * s), 2)) / (line.Rss / (n - 2));
        var ratio = n * Math.Log(rss / line.Rss);
        double Likelihood(double r) => -n / 2 * (Math.Log(2 * Math.PI * r / n) + 1);
        var width = 2 * 1.959963984540054 * line.Error;
        return new()
        {
            { "as: rows", 12 },
            { "as: objective", line.Rss },
            { "as: objective, against: other", rss },
            { "as: log-likelihood", Likelihood(line.Rss) },
            { "as: log-likelihood, against: other", Likelihood(rss) },
            { "as: wald, by: curvature, against: other", wald },
            { "as: wald-p, by: curvature, against: other", TailProbability.ChiSquared(wald, 2) },
            { "as: likelihood-ratio, against: other", ratio },
            { "as: likelihood-ratio-p, against: other", TailProbability.ChiSquared(ratio, 2) },
            { "as: standard-error, by: curvature, gives: a", line.Error },
            { "as: standard-error, by: sandwich, gives: a", line.Sandwich },
            { "as: standard-error, gives: a", line.Sandwich },
            { "as: low, by: curvature, gives: a", line.A - (width / 2) },
            { "as: high, by: curvature, gives: a", line.A + (width / 2) },
            { "as: width, by: curvature, gives: a", width },
            { "as: width, by: curvature, gives: a, level: 80 %", 2 * 1.2815515655446004 * line.Error },
            { "as: width, by: profile, gives: a", 2 * Math.Sqrt(line.Rss * (Math.Exp(3.841458820694124 / n) - 1) / line.Spread) },
            { "as: sample-size, by: curvature, gives: a, target: 0.001", n * Math.Pow(width / 0.001, 2) },
            { "gives: a, estimate: other", 0.71 },
        };
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public void What_a_fit_can_be_asked_for_is_the_closed_form(string asked, double expected)
    {
        const string vector = "    vectors: { other: { k: \"2.9\", a: \"0.71\" } }\n";
        string Verdict(double value) => Claim(value.ToString("E5", CultureInfo.InvariantCulture), asked, more: vector).Verdict.Word;

        Assert.Equal(("reproduced", "deviates"), (Verdict(expected), Verdict(expected * 1.01)));
    }

    [Fact]
    public void A_profile_without_an_end_is_said()
    {
        double[] x = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], y = [2.03, 1.98, 2.01, 1.05, 0.98, 1.03, 1.02, 0.97, 1.01, 1.03, 0.99, 0.98];
        var finding = Audited.Finding("""
            data: { runs: { file: runs.csv, duplicates: keep } }
            fits:
              decay: { data: runs, model: c + A * exp(-r * x), observed: y, parameters: { c: { grid: [1] }, A: { grid: [1] }, r: { grid: [2] } } }
            claims:
              - { id: c, says: s, published: "9.5", fit: { of: decay, gives: r, as: high, by: profile } }
            """, ("runs.csv", Synthetic.Csv(("x", x), ("y", y))));

        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.StartsWith("The upper end of the 95 % interval of r of the fit decay (profile) has no end", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_miss_is_explained_by_the_fit_that_prints_so()
    {
        var (n, d) = Synthetic.Runs(1e7, 1e10, 6, 1e9, 1e12, 6);
        var loss = Synthetic.Losses(n, d);

        // Where SciPy's search stops by default: the mean of small losses hardly falls any more, in its eyes.
        var problem = new FitProblem(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", n), ("D", d)).Ln(),
            [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")], [.. loss.Select(l => Math.Log(l))], new Loss.Huber(1e-3), [], 1.0 / n.Length);
        var objective = new Objective(problem);
        var stopped = Synthetic.Printed(new LbfgsB().Run(objective, objective.Point([300, 500, 1.6, 0.3, 0.3])).Point[3], 4);
        Finding Of(string published, string others) => Audited.Finding($$"""
            data: { runs: { file: runs.csv } }
            fits:
              stated:
                data: runs
                model: E + A / N^alpha + B / D^beta
                observed: loss
                residuals: log
                loss: { huber: 1e-3 }
                reduce: mean
                parameters: { A: log, B: log, E: log, alpha: linear, beta: linear }
                start-at: [begin]
                vectors: { begin: { A: "300", B: "500", E: "1.6", alpha: "0.3", beta: "0.3" } }
              stopped: { like: stated, optimiser: { scipy: l-bfgs-b } }
              squares: { like: stated, loss: squares }
            claims:
              - { id: c, says: s, published: "{{published}}", fit: { of: stated, gives: alpha, explained-by: [{{others}}] } }
            """, ("runs.csv", Synthetic.Csv(("N", n), ("D", d), ("loss", loss))));

        Assert.Matches($@" By the procedure of stopped it is {Regex.Escape(stopped)}\d*, as printed: where the search stops makes the difference\.$", Of(stopped, "squares, stopped").Reason);
        Assert.Matches(@" Other procedures do not give it either: squares 0\.\d+\.$", Of(stopped, "squares").Reason);
        Assert.Equal(["deviates", "deviates"], new[] { Of(stopped, "stopped"), Of(stopped, "squares") }.Select(f => f.Verdict.Word));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Printed_data_can_hold_the_number_and_a_witness_shows_it(int decimals)
    {
        // Four points of two digits each; between them and what they were before lies the second decimal of the exponent.
        string Table(IEnumerable<string> y) => "run,x,y\n" + string.Concat(y.Select((v, i) => $"r{i},{1 << (2 * i)},{v}\n"));
        double Slope(IEnumerable<double> y) => FitSpecs.Line.Through([1, 4, 16, 64], [.. y]).A;
        double[] printed = [1.2, 3.1, 8.4, 22];
        Finding Of(string published) => Audited.Finding($$"""
            tables: { t: { file: t.csv, key: [run], exact: [x] } }
            data: { points: { table: t } }
            fits:
              law: { data: points, model: k * x^a, observed: y, residuals: log, parameters: { k: { search: log, grid: [0] }, a: { grid: [0.5] } } }
            claims:
              - { id: c, says: s, published: "{{published}}", fit: { of: law, gives: a } }
            """, ("t.csv", Table(printed.Select(p => p.ToString(CultureInfo.InvariantCulture)))));
        var (own, most) = (Slope(printed), Slope([1.15, 3.05, 8.45, 22.5]));
        var published = Synthetic.Printed(own + 0.006, decimals);

        Assert.True(own + 0.007 < most, $"{own} and {most} are too near");
        var witness = Assert.IsType<Verdict.ReproducedByRounding>(Of(published).Verdict).Witness;
        double[] moved = [.. printed];
        foreach (Match m in Regex.Matches(witness, @"t\[r(\d)\]\.y = ([\d.]+) \(printed ([\d.]+)\)"))
        {
            var (row, value) = (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
            Assert.Equal(printed[row], double.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture));
            Assert.InRange(value - printed[row], row == 3 ? -0.5 : -0.05, row == 3 ? 0.5 : 0.05);
            moved[row] = value;
        }

        Assert.Equal(published, Synthetic.Printed(Slope(moved), decimals));
        Assert.Equal("reproduced", Of(Synthetic.Printed(own, 3)).Verdict.Word);
        var beyond = Of(Synthetic.Printed(own + 0.2, 3));
        Assert.Equal("deviates", beyond.Verdict.Word);
        Assert.Contains(" as the data move within their rounding; ", beyond.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_without_limits_is_not_testable() => Assert.StartsWith("The paper says about 0.7, which names no limits; a of the fit law is ",
        Expected<Verdict.NotTestable>(Claim("about 0.7", "gives: a")).Reason, StringComparison.Ordinal);

    [Fact]
    public void Numbers_that_need_not_agree_are_not_comparable() =>
        Assert.EndsWith("; they need not agree: other tokens.", Expected<Verdict.NotComparable>(Claim("0.5", "gives: a", ", differs: other tokens")).Reason, StringComparison.Ordinal);

    [Fact]
    public void Zeros_that_may_be_no_digits_leave_it_open() => Assert.Equal("the number of significant digits of 10",
        Expected<Verdict.Inconclusive>(Claim("10", "as: rows")).Verdict is Verdict.Inconclusive open ? open.Decides : "");

    [Fact]
    public void A_fit_without_a_minimum_fails_and_explains_nothing()
    {
        const string twice = "  twice: { like: law, model: k * a, parameters: { k: { search: log, grid: [0] }, a: { grid: [0.5] } } }\n";
        var csv = Synthetic.Csv(("x", X), ("y", Y));
        var failed = Audited.Finding($"{Law}{twice}claims:\n  - {{ id: c, says: s, published: \"0.7\", fit: {{ of: twice, gives: a }} }}\n".Replace("    random-starts: { count: 5, seed: 1 }\n", "", StringComparison.Ordinal),
            ("runs.csv", csv));
        var near = Claim(Synthetic.Printed(Fitted.A + 0.01, 2), "gives: a + 0.01, explained-by: [twice]", more: twice);

        Assert.StartsWith("The measurement broke: no start of 1 reached a minimum: ", Expected<Verdict.Failed>(failed).Reason, StringComparison.Ordinal);
        Assert.IsType<Verdict.Reproduced>(near.Verdict);
        Assert.EndsWith(" Other procedures do not give it either: twice undefined.",
            Expected<Verdict.Deviates>(Claim("0.5", "gives: a, explained-by: [twice]", more: twice)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_there_say_how_to_get_them()
    {
        var finding = Audited.Finding(Law.Replace("file: runs.csv", "url: \"https://example.org/runs.csv\", bytes: \"1234\"", StringComparison.Ordinal) +
            "claims:\n  - { id: c, says: s, published: \"0.7\", fit: { of: law, gives: a } }\n");

        Assert.Equal("recount fetch paper", Assert.IsType<Verdict.NotRun>(finding.Verdict).Get);
        Assert.Equal("runs.csv (1234 bytes) of example.org is not here: nowhere. To get it: recount fetch paper", finding.Reason);
    }

    [Theory]
    [InlineData("law", "")]
    [InlineData("plain", ", explained-by: [law]")]
    public void Many_draws_are_drawn_only_when_all_is_asked_for(string of, string others)
    {
        var body = $"{Law}    bootstrap: {{ draws: 501, seed: 42 }}\n  plain: {{ like: law, bootstrap: {{ draws: 20, seed: 42 }} }}\n" +
            $"claims:\n  - {{ id: c, says: s, published: \"> 0\", fit: {{ of: {of}, gives: a, as: standard-error{others} }} }}\n";
        var csv = ("runs.csv", Synthetic.Csv(("x", X), ("y", Y)));
        var left = Audited.Finding(body, csv);

        Assert.Equal("recount audit --full", Assert.IsType<Verdict.NotRun>(left.Verdict).Get);
        Assert.StartsWith("A bootstrap of 501 draws is left out.", left.Reason, StringComparison.Ordinal);
        Assert.IsType<Verdict.Reproduced>(Assert.Single(Full(body, csv)).Verdict);
        Assert.IsType<Verdict.Reproduced>(Audited.Finding(body.Replace("501", "500", StringComparison.Ordinal), csv).Verdict);
    }

    [Fact]
    public void A_bootstrap_is_that_of_the_logarithms_slopes()
    {
        var draws = new Resampling(200, 42, 1, true, null).Rows(12);
        var slopes = draws.Select(d =>
        {
            var rows = Enumerable.Range(0, 12).SelectMany(i => Enumerable.Repeat(i, (int)d[i])).ToList();
            return FitSpecs.Line.Through([.. rows.Select(i => X[i])], [.. rows.Select(i => Y[i])]).A;
        }).Order().ToList();
        const string bootstrap = "    bootstrap: { draws: 200, seed: 42 }\n";

        Assert.Equal("reproduced", Claim(Uncertainty.StandardDeviation(slopes).ToString("E5", CultureInfo.InvariantCulture), "gives: a, as: standard-error", more: bootstrap).Verdict.Word);
        Assert.Equal("reproduced", Claim(Synthetic.Printed(Uncertainty.Quantile(slopes, 0.1), 6), "gives: a, as: low, level: 80 %", more: bootstrap).Verdict.Word);
    }

    [Theory]
    [InlineData("runs: { file: runs.csv, status: secondary, source: a mail }", "\"0.6\"")]
    [InlineData("runs: { file: runs.csv }", "{ printed: \"0.6\", status: secondary, source: a mail }")]
    [InlineData("raw: { file: runs.csv }, runs: { from: raw, status: secondary, source: a mail }", "\"0.6\"")]
    [InlineData("raw: { file: runs.csv, status: secondary, source: a mail }, runs: { from: raw }", "\"0.6\"")]
    public void Nobody_is_accused_by_a_fit_of_what_others_quote(string data, string published)
    {
        var finding = Audited.Finding(Law.Replace("runs: { file: runs.csv }", data, StringComparison.Ordinal) +
            $"claims:\n  - {{ id: c, says: s, published: {published}, fit: {{ of: law, gives: a }} }}\n", ("runs.csv", Synthetic.Csv(("x", X), ("y", Y))));

        Assert.Equal(("deviates", Level.Note, Status.Secondary, "a mail", false), (finding.Verdict.Word, finding.Level, finding.Status, finding.Source, finding.Headline));
        Assert.StartsWith("As quoted by a mail: ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_for_every_row_takes_its_words()
    {
        var csv = "x,y,kind\n" + string.Concat(X.Zip(Y, (x, y) => $"{x:R},{y:R},text\n")) + string.Concat(X.Zip(Y, (x, y) => $"{x:R},{y * Math.Sqrt(x):R},code\n"));
        var findings = Audited.Findings("tables: { t: { file: t.csv, key: [name] } }\n" + Law +
            "claims:\n  - { id: c, says: \"{name}\", each: t, published: \"{exponent}\", fit: { of: law, gives: a, where: { kind: \"{name}\" } } }\n",
            ("runs.csv", csv), ("t.csv", $"name,exponent\ntext,{Exponent}\ncode,{Synthetic.Printed(Fitted.A + 0.5, 4)}\n"));

        Assert.Equal(["text", "code"], findings.Select(f => f.Row));
        Assert.All(findings, f => Assert.IsType<Verdict.Reproduced>(f.Verdict));
        Assert.StartsWith("a of the fit law on code is ", findings[1].Reason, StringComparison.Ordinal);
    }

    private static Finding Expected<T>(Finding finding)
        where T : Verdict
    {
        Assert.IsType<T>(finding.Verdict);
        return finding;
    }
}
