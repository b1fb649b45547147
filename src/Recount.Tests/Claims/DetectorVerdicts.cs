using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Recount.Findings;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Statistics;
using Recount.Tests.Fitting;
using static Recount.Tests.Claims.FitSpecs;

namespace Recount.Tests.Claims;

/// <summary>What can be wrong with a published fit, shown on data that have it and on data that do not.</summary>
public class DetectorVerdicts
{
    private static readonly string K = Synthetic.Printed(Math.Exp(Fitted.LogK), 4);
    private static readonly string A = Synthetic.Printed(Fitted.A, 4);

    [Fact]
    public void A_vector_that_is_the_minimum_is_consistent()
    {
        Assert.Equal("From the vector v a search goes no farther than its printed digits.", Vector("optimum", K, A, "consistent").Reason);
        Assert.Equal("5 of 5 searches that ended at a minimum reach the one near the vector v, and none a lower one.", Vector("global", K, A, "consistent").Reason);
        Assert.Equal("None of 5 other starts prints as the vector v.", Vector("start", K, A, "consistent").Reason);
        Vector("digits", K, A, "consistent");
    }

    [Fact]
    public void Each_detector_with_something_to_look_at_makes_a_finding()
    {
        var findings = Findings($"values: {{ printed: \"0.7 (0.6, 0.8)\" }}\n{With("v", K, A)}", "vector: v, gives: a, interval: printed");

        Assert.Equal(["optimum", "global", "start", "stop", "digits", "interval", "identified", "sensitivity"], findings.Select(f => f.Row));
        Assert.Equal(["identified", "sensitivity"], Findings(With("v", K, A), "gives: a").Select(f => f.Row));
        Assert.Equal(["sensitivity"], Findings(With("v", K, A), "gives: a + k").Select(f => f.Row));
    }

    [Fact]
    public void A_vector_elsewhere_is_no_minimum_and_its_components_are_named()
    {
        var finding = Vector("optimum", K, Synthetic.Printed(Fitted.A + 0.001, 4), "deviates");

        Assert.StartsWith("The vector is not the minimum of the stated objective. The objective is ", finding.Reason, StringComparison.Ordinal);
        Assert.EndsWith(": a does not print so. Nor is it that of another loss or of other residuals.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_absolute_values_is_told_from_one_of_squares()
    {
        // The best of all lines through two points.
        double[] u = [.. X.Select(x => Math.Log(x))], v = [.. Y.Select(y => Math.Log(y))];
        var (k, a) = (from i in Enumerable.Range(0, 12) from j in Enumerable.Range(i + 1, 11 - i) let s = (v[j] - v[i]) / (u[j] - u[i]) select (LogK: v[i] - (s * u[i]), A: s))
            .MinBy(c => u.Zip(v, (p, q) => Math.Abs(q - c.LogK - (c.A * p))).Sum());
        var finding = Vector("optimum", Synthetic.Printed(Math.Exp(k), 5), Synthetic.Printed(a, 5), "deviates");

        Assert.EndsWith(" do not print so. It is the minimum of the absolute values of the residuals instead.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_linear_residuals_is_told_from_one_of_logarithms()
    {
        var problem = new FitProblem(Fits.Model("k * x^a", ["k", "a"], ("x", X)), [new("k", true), new("a")], Y, new Loss.Squares(), []);
        var linear = LevenbergMarquardt.Minimise(problem, [Math.Log(3), 0.7]).Point;
        var finding = Vector("optimum", Synthetic.Printed(Math.Exp(linear[0]), 5), Synthetic.Printed(linear[1], 5), "deviates");

        Assert.EndsWith(" do not print so. It is the minimum of the same loss of linear residuals instead.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_other_rows_a_vector_may_be_elsewhere_by_chance()
    {
        Finding Of(double a) => Find(Findings($"{Law}    sample: reconstructed\n    vectors: {{ v: {{ k: \"{K}\", a: \"{Synthetic.Printed(a, 4)}\" }} }}\n", "vector: v, by: curvature"), "optimum");
        double Wald(double a)
        {
            // (X'X) / s^2, with the components as they are printed.
            var d = Vector<double>.Build.Dense([Fitted.LogK - Math.Log(double.Parse(K, CultureInfo.InvariantCulture)), Fitted.A - Math.Round(a, 4)]);
            var x = Matrix<double>.Build.DenseOfColumnArrays([.. X.Select(_ => 1.0)], [.. X.Select(v => Math.Log(v))]);
            return TailProbability.ChiSquared((x * d).DotProduct(x * d) / (Fitted.Rss / 10), 2);
        }

        var (near, far) = (Fitted.A + 0.0005, Fitted.A + 0.01);
        Assert.Equal(("inconclusive", "deviates"), (Of(near).Verdict.Word, Of(far).Verdict.Word));
        Assert.Equal((Wald(near), Wald(far)), (Of(near).P!.P, Of(far).P!.P), EqualityComparer<(double, double)>.Create((p, q) => Math.Abs(p.Item1 - q.Item1) < 1e-6 && Math.Abs(p.Item2 / q.Item2 - 1) < 1e-4));
        Assert.Contains(" Of rows that are not the paper's so much has p = ", Of(far).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_minimum_elsewhere_is_found()
    {
        // Two bumps: the higher one at 3, and a vector that was fitted to the other.
        double[] x = [.. Enumerable.Range(0, 41).Select(i => i / 4.0)];
        double[] y = [.. x.Select(v => Math.Exp(-(v - 3) * (v - 3)) + (0.4 * Math.Exp(-(v - 8) * (v - 8))))];
        IReadOnlyList<Finding> Of(string h, string m) => Findings($$"""
            data: { runs: { file: runs.csv } }
            fits:
              law:
                data: runs
                model: h * exp(-(x - m)^2)
                observed: y
                parameters: { h: { grid: [0.5] }, m: { grid: [1, 2, 3, 7, 8, 9] } }
                vectors: { v: { h: "{{h}}", m: "{{m}}" } }

            """, "vector: v", ("runs.csv", Synthetic.Csv(("x", x), ("y", y))));
        var low = Find(Of("0.4000", "8.000"), "global");

        Assert.Equal(("consistent", "deviates"), (Find(Of("0.4000", "8.000"), "optimum").Verdict.Word, low.Verdict.Word));
        Assert.StartsWith("The vector lies at a local minimum, and there is a lower one. Near the vector v the minimum is ", low.Reason, StringComparison.Ordinal);
        Assert.Matches(@" 3 of 6 searches reach [\d.e-]+, at h = 1(\.0000\d*)?, m = 3(\.0000\d*)?\.$", low.Reason);
        Assert.Equal(("consistent", "consistent"), (Find(Of("1.000", "3.000"), "optimum").Verdict.Word, Find(Of("1.000", "3.000"), "global").Verdict.Word));
    }

    [Fact]
    public void A_vector_at_which_the_search_began_is_found()
    {
        string Of(string k, string a, string starts) => With("v", k, a).Replace("{ k: log, a: linear }", "{ k: { search: log, grid: [0, 1] }, a: { grid: [0.5, 0.6] } }", StringComparison.Ordinal)
            .Replace("random-starts: { count: 5, seed: 1 }", starts, StringComparison.Ordinal);
        var start = Find(Findings(Of("1.00", "0.60", ""), "vector: v"), "start");

        Assert.IsType<Verdict.Deviates>(start.Verdict);
        Assert.StartsWith("The vector is where a search began. The vector v prints as the start k = 1, a = 0.6", start.Reason, StringComparison.Ordinal);
        var half = Find(Findings(Of("1.05", "0.60", ""), "vector: v"), "start");
        Assert.Equal("None of 4 other starts prints as the vector v, though a is at a value of a start.", half.Reason);

        // A published vector that the spec begins at is no sign of anything.
        Assert.IsType<Verdict.Consistent>(Find(Findings(Of("1.05", "0.60", "start-at: [v]"), "vector: v"), "start").Verdict);
    }

    [Fact]
    public void A_search_that_a_small_objective_stops_at_its_start_shows_no_minimum()
    {
        // Of squares of so small numbers no slope is above the 1e-5 at which SciPy stops.
        double[] y = [.. Y.Select(v => v * 1e-6)];
        IReadOnlyList<Finding> Of(double[] observed, string k, string a) => Findings($$"""
            data: { runs: { file: runs.csv } }
            fits:
              law: { data: runs, model: k * x^a, observed: y, parameters: { k: { search: log, grid: [-10] }, a: { grid: [0.5] } }, vectors: { v: { k: "{{k}}", a: "{{a}}" } } }

            """, "vector: v", ("runs.csv", Synthetic.Csv(("x", X), ("y", observed))));
        var small = Find(Of(y, "2.5e-6", "0.75"), "stop");

        Assert.IsType<Verdict.Deviates>(small.Verdict);
        Assert.StartsWith("A search with default tolerances stops before the minimum. L-BFGS-B from the vector v stops after 0 iterations at ", small.Reason, StringComparison.Ordinal);
        Assert.EndsWith(" L-BFGS-B does not leave the printed digits of the vector, which then shows no minimum.", small.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_stops_on_its_way_is_a_suspicion_only()
    {
        // The mean of small losses: SciPy's search leaves the vector, and stops before the minimum.
        var (n, d) = Synthetic.Runs(1e7, 1e10, 6, 1e9, 1e12, 6);
        var loss = Synthetic.Losses(n, d);
        var finding = Find(Findings("""
            data: { runs: { file: runs.csv } }
            fits:
              law:
                data: runs
                model: E + A / N^alpha + B / D^beta
                observed: loss
                residuals: log
                loss: { huber: 1e-3 }
                reduce: mean
                parameters: { A: log, B: log, E: log, alpha: linear, beta: linear }
                start-at: [v]
                vectors: { v: { A: "300", B: "500", E: "1.6", alpha: "0.3", beta: "0.3" } }

            """, "vector: v", ("runs.csv", Synthetic.Csv(("N", n), ("D", d), ("loss", loss)))), "stop");

        Assert.Equal("the tolerances of the paper's search", Assert.IsType<Verdict.Inconclusive>(finding.Verdict).Decides);
        Assert.StartsWith("L-BFGS-B from the vector v stops after ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_reaches_the_minimum_stops_nowhere_early() =>
        Assert.Equal("From the vector v neither search stops early.", Vector("stop", Synthetic.Printed(Math.Exp(Fitted.LogK), 9), Synthetic.Printed(Fitted.A, 9), "consistent").Reason);

    [Fact]
    public void Too_few_digits_move_predictions_by_more_than_the_residuals()
    {
        var finding = Vector("digits", Synthetic.Printed(Math.Exp(Fitted.LogK), 0), Synthetic.Printed(Fitted.A, 1), "deviates");

        // The farthest corner: a k of 2.5 for 3, and an a of 0.05 less at x = 2048.
        var moved = Math.Log(3 / 2.5) + (0.05 * Math.Log(2048));
        Assert.StartsWith($"The vector is printed with too few digits. Within the rounding of the vector v a prediction moves by up to {Synthetic.Printed(100 * moved, 1)} %, ",
            finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_is_held_against_one_from_so_many_rows()
    {
        var width = 2 * 1.959963984540054 * Fitted.Error;
        IReadOnlyList<Finding> Of(double half) => Findings(
            $"values: {{ printed: \"{A} ({Synthetic.Printed(Fitted.A - half, 6)}, {Synthetic.Printed(Fitted.A + half, 6)})\" }}\n{Law}", "gives: a, interval: printed, by: curvature");
        var narrow = Find(Of(width / 20), "interval");

        Assert.IsType<Verdict.Deviates>(narrow.Verdict);
        Assert.Contains(" (curvature, 12 rows), that of ", narrow.Reason, StringComparison.Ordinal);
        Assert.Matches(@": it would take about (119|120)\d rows like these\.$", narrow.Reason);
        Assert.Equal(("consistent", "deviates", "consistent"),
            (Find(Of(width / 3.9), "interval").Verdict.Word, Find(Of(width / 4.1), "interval").Verdict.Word, Find(Of(width), "interval").Verdict.Word));
    }

    [Fact]
    public void A_parameter_that_the_rows_do_not_tell_is_found()
    {
        double[] x = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], y = [2.03, 1.98, 2.01, 1.05, 0.98, 1.03, 1.02, 0.97, 1.01, 1.03, 0.99, 0.98];
        var finding = Find(Findings("""
            data: { runs: { file: runs.csv } }
            fits:
              law: { data: runs, model: c + A * exp(-r * x), observed: y, parameters: { c: { grid: [1] }, A: { grid: [1] }, r: { grid: [2] } } }

            """, "gives: r", ("runs.csv", Synthetic.Csv(("x", x), ("y", y)))), "identified");

        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Matches(@"^The rows do not tell the parameter to a factor of ten\. At the level of 95 % the profile likelihood of r is flat from [\d.]+ upward, however far it was followed; ", finding.Reason);
        var told = Find(Findings(Law, "gives: a"), "identified");
        var reach = Math.Sqrt(Fitted.Rss * (Math.Exp(3.841458820694124 / 12) - 1) / Fitted.Spread);
        Assert.IsType<Verdict.Consistent>(told.Verdict);
        Assert.Contains($" is above the limit from {Synthetic.Printed(Fitted.A - reach, 4).TrimEnd('0')} to {Synthetic.Printed(Fitted.A + reach, 4).TrimEnd('0')}; the best value is ", told.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_row_on_which_all_hangs_is_found_by_its_line()
    {
        // Eleven runs of nearly one size, and one far away: the slope is that of the last.
        double[] x = [.. Enumerable.Range(0, 11).Select(i => 1 + (i / 50.0)), 1000], y = [.. x[..11].Select((v, i) => 3 * Math.Pow(v, 0.2) * (1 + (0.002 * Math.Sin(7 * i)))), 200];
        var finding = Find(Findings(Law, "gives: a", ("runs.csv", Synthetic.Csv(("x", x), ("y", y)))), "sensitivity");
        var move = FitSpecs.Line.Through(x[..11], y[..11]).A - FitSpecs.Line.Through(x, y).A;

        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.EndsWith($"; of what was tried leaving out the row of line 13 moves it most, by {Synthetic.Printed(move, 4)}.", finding.Reason, StringComparison.Ordinal);
        Assert.IsType<Verdict.Consistent>(Find(Findings(Law, "gives: a", Even), "sensitivity").Verdict);
    }

    [Fact]
    public void How_coarsely_a_column_was_read_can_be_too_much()
    {
        Finding Of(string share) => Find(Findings(Law, $"gives: a, read-within: {{ column: y, share: {share} }}", Even), "sensitivity");

        // Readings anywhere within a step have a standard deviation of its width over sqrt(12); 50 % of y is five times the noise of 3 %.
        Assert.Equal(("consistent", "deviates"), (Of("1 %").Verdict.Word, Of("50 %").Verdict.Word));
        Assert.Contains("; of what was tried reading y within 50 % (standard deviation of 50 draws) moves it most, by ", Of("50 %").Reason, StringComparison.Ordinal);
    }

    // Three per cent up and down by turns: no row has more to say than the others.
    private static (string Name, string Csv) Even => ("runs.csv", Synthetic.Csv(("x", X), ("y", [.. X.Select((x, i) => 3 * Math.Pow(x, 0.7) * (i % 2 == 0 ? 1.03 : 0.97))])));

    private static string With(string vector, string k, string a) => $"{Law}    vectors: {{ {vector}: {{ k: \"{k}\", a: \"{a}\" }} }}\n";

    private static Finding Vector(string detector, string k, string a, string verdict)
    {
        var finding = Find(Findings(With("v", k, a), "vector: v"), detector);
        Assert.Equal((verdict, finding.Reason), (finding.Verdict.Word, finding.Reason));
        return finding;
    }

    private static Finding Find(IEnumerable<Finding> findings, string detector) => findings.Single(f => f.Row == detector);

    private static IReadOnlyList<Finding> Findings(string head, string detectors, params (string Name, string Csv)[] tables) => Audited.Findings(
        $"{head}claims:\n  - {{ id: d, says: s, detectors: {{ of: law, {detectors} }} }}\n", tables.Length > 0 ? tables : [("runs.csv", Synthetic.Csv(("x", X), ("y", Y)))]);
}
