using System.Globalization;
using Recount.Findings;
using Recount.Tests.Fitting;

namespace Recount.Tests.Claims;

/// <summary>Which rows a claim about a fit rests on, and what they may be mistaken for.</summary>
public class FitRowsVerdicts
{
    [Fact]
    public void Rows_that_stand_on_one_line_of_a_wide_table_are_told_apart()
    {
        // Two lines per row of the file: y = 2 x and y = 10 x.
        const string spec = """
            tables: { t: { file: t.csv, key: [run, kind], cells: { columns: ["*"], names: [kind], value: y }, exact: [x] } }
            data: { runs: { table: t } }
            fits:
              line: { data: runs, model: k * x, observed: y, parameters: { k: { grid: [1] } } }
            claims:
              - { id: two, says: s, published: "2.0", fit: { of: line, gives: k, where: { kind: two } } }
              - { id: ten, says: s, published: "10.0", fit: { of: line, gives: k, where: { kind: ten } } }

            """;
        var csv = "run,x,two,ten\n" + string.Concat(Enumerable.Range(1, 4).Select(i => $"r{i},{i},{2 * i}.0,{10 * i}.0\n"));
        var body = spec.Replace("columns: [\"*\"]", "columns: [two, ten]", StringComparison.Ordinal);
        var findings = Audited.Findings(body.Replace("cells: { columns: [two, ten]", "cells: { columns: [\"*/y\"]", StringComparison.Ordinal), ("t.csv", csv.Replace("two,ten", "two/y,ten/y", StringComparison.Ordinal)));

        Assert.Equal(["reproduced", "reproduced"], findings.Select(f => f.Verdict.Word));
    }

    [Fact]
    public void Minima_of_parabolas_are_no_printed_numbers()
    {
        // At each budget the loss is least at N = sqrt(C): the exponent is one half, whatever else the printed runs allow.
        var rows = new[] { 1e4, 1e6, 1e8 }.SelectMany((c, b) => new[] { -1, 0, 1 }.Select(k => (Run: $"b{b}k{k}", C: c, N: Math.Sqrt(c) * Math.Pow(2, k), L: 3 + (0.1 * k * k)))).ToList();
        var csv = "run,C,N,loss\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Run},{r.C},{r.N},{r.L:0.0}\n")));
        Finding Of(string published) => Audited.Finding($$"""
            tables: { t: { file: t.csv, key: [run] } }
            data: { runs: { table: t }, minima: { from: runs, isoflop: { budget: C, size: N, loss: loss } } }
            fits:
              law: { data: minima, model: k * C^a, observed: N, residuals: log, parameters: { k: { search: log, grid: [0] }, a: { grid: [0.5] } } }
            claims:
              - { id: c, says: s, published: "{{published}}", fit: { of: law, gives: a } }
            """, ("t.csv", csv));

        Assert.Equal(("reproduced", "deviates"), (Of("0.500").Verdict.Word, Of("1.00").Verdict.Word));
    }

    [Fact]
    public void Rows_of_no_weight_count_neither_before_nor_behind_a_cut()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => Math.Pow(1.5, i))];
        var z = new Recount.Statistics.MersenneTwister(31).Normals(20);
        double[] y = [.. x.Zip(z, (a, e) => 3 * Math.Pow(a, -0.3) * Math.Exp(0.01 * e))], w = [.. x.Select((_, i) => i % 3 == 1 && i < 12 ? 0.0 : 1)];
        Finding Of(string data, string weights) => Audited.Finding($$"""
            data: { runs: { file: runs.csv{{data}} } }
            fits:
              law: { data: runs, model: k * x^a, observed: y, residuals: log{{weights}}, parameters: { k: { search: log, grid: [1] }, a: { grid: [-0.5] } } }
            claims:
              - { id: c, says: s, extrapolation: { of: law, over: x, hold-out: [5] } }
            """, ("runs.csv", Synthetic.Csv(("x", x), ("y", y), ("w", w))));
        var (weighted, left) = (Of("", ", weights: w"), Of(", keep: w > 0", ""));

        Assert.Equal(left.Reason, weighted.Reason);
        Assert.Equal(left.P!.P, weighted.P!.P, 1e-9);
    }

    [Theory]
    [InlineData("gives: a, explained-by: [other]", "'other' has other parameters than 'law'")]
    [InlineData("gives: a, where: { kind: few }", "2 rows cannot be fitted with 2 parameters")]
    [InlineData("gives: b, of: held", "all of its parameters are held")]
    [InlineData("gives: a, by: bootstrap", "the fit 'law' declares no bootstrap")]
    public void What_could_not_be_compared_is_a_mistake(string keys, string expected)
    {
        var of = keys.Contains("of: held", StringComparison.Ordinal) ? "held" : "law";
        var mistakes = Audited.Mistakes($$"""
            data: { runs: { file: runs.csv } }
            fits:
              law: { data: runs, model: a + b * x, observed: y, parameters: { a: linear, b: linear } }
              other: { data: runs, model: b * x, observed: y, parameters: { b: linear } }
              held: { data: runs, model: a + b * x, observed: y, parameters: { a: linear, b: { fixed: "2" } } }
            claims:
              - { id: c, says: s, published: "1", fit: { of: {{of}}, {{keys.Replace(", of: held", "", StringComparison.Ordinal)}} } }
            """, ("runs.csv", "x,y,kind\n1,2,few\n2,4,few\n3,7,many\n4,8,many\n5,9,many\n"));

        Assert.Contains(mistakes, m => m.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_beside_the_parameters_move_within_their_rounding_too()
    {
        var finding = Audited.Finding("""
            values: { k: "0.3" }
            data: { runs: { file: runs.csv } }
            fits:
              line: { data: runs, model: b * x, observed: y, parameters: { b: { grid: [1] } } }
            claims:
              - { id: c, says: s, published: "0.640", fit: { of: line, gives: b * k } }
            """, ("runs.csv", "x,y\n1,2\n2,4\n3,6\n"));

        Assert.Contains("k = 0.32", Assert.IsType<Verdict.ReproducedByRounding>(finding.Verdict).Witness, StringComparison.Ordinal);
    }
}
