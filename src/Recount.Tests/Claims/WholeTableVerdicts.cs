using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>What is said of a whole table: one rounding rule, lines that agree, the number of items behind a row.</summary>
public class WholeTableVerdicts
{
    private const string Tables = "tables:\n  t: { file: t.csv, key: [task, setting, size], cells: { columns: [\"*/*\"], names: [setting, size], value: score }, unit: { score: percent } }\n";

    [Theory]
    [InlineData("50.0,25.0", "not-testable")]
    [InlineData("82.1,83.9", "consistent")]
    [InlineData("82.2,84.0", "consistent")]
    [InlineData("82.1,83.8", "consistent")]
    [InlineData("82.2,83.9", "inconsistent")]
    [InlineData("50.0,85.0", "not-testable")]
    public void One_rounding_rule_for_all_scores_of_56_items(string scores, string verdict) => Assert.Equal(verdict, OneRounding(scores).Verdict.Word);

    [Fact]
    public void The_rules_that_do_and_those_that_do_not_are_named()
    {
        // 46 of 56 is 82.14..., 47 is 83.92...: neither 82.1 nor 83.9 is rounded up; 85.0 is nothing.
        Assert.Equal("2 of 3 scores can be printed by half-up (and half-away, half-even, half-down, floor, trunc, twice alike); " +
            "ceiling (and anti-trunc alike) does not print 82.1 % (c1), 83.9 % (c2). Printed by no rule, and so left out: 85.0 % (c3).", OneRounding("82.1,83.9,85.0").Reason);
    }

    [Theory]
    [InlineData("82.1,83.9,76.8", "56", "consistent")]
    [InlineData("82.1,83.9,76.8", "100", "inconsistent")]
    [InlineData("82.1,83.9,76.8", "4", "inconsistent")]
    [InlineData("0,100", "56", "not-testable")]
    public void A_number_of_items_held_against_a_row_of_scores(string scores, string items, string verdict) => Assert.Equal(verdict, Denominator(scores, items).Verdict.Word);

    [Fact]
    public void Possible_numbers_are_named()
    {
        Assert.Equal("All 3 scores are possible for 56 items. No smaller numbers would do, and 1 larger up to 112.", Denominator("82.1,83.9,76.8", "56").Reason);
        Assert.Contains("; all 3 are possible for 56, 112, 168 items.", Denominator("82.1,83.9,76.8", "100").Reason, StringComparison.Ordinal);
        Assert.Contains("no number up to 8 makes all of them possible", Denominator("82.1,83.9,76.8", "4").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_printed_twice_deviates()
    {
        var finding = Duplicates("A,41.3,55.2,63.8,70.1,75.4,81.9,41.3,55.2,63.8,70.1,75.4,81.9\nB,31.0,42.2,57.9,66.6,70.0,72.3,33.3,45.5,58.8,69.0,71.1,74.2\n");

        Assert.Equal(("deviates", Level.Warning), (finding.Verdict.Word, finding.Level));
        Assert.StartsWith("A, zero and A, one print the same in all 6 cells. Independent runs of equal ability would agree so, somewhere among 6 pairs of lines, with a chance of ",
            finding.Reason, StringComparison.Ordinal);
        Assert.InRange(finding.P!.P, 1e-9, 1e-3);
    }

    [Fact]
    public void Rows_that_share_what_cannot_differ_are_no_copies()
    {
        // Nothing right, everything right: runs that fail alike agree with certainty.
        var finding = Duplicates("A,0.0,0.0,0.0,100.0,0.0,0.0,0.0,0.0,0.0,100.0,0.0,0.0\nB,31.0,42.2,57.9,66.6,70.0,72.3,33.3,45.5,58.8,69.0,71.1,74.2\n");

        Assert.Equal("consistent", finding.Verdict.Word);
    }

    [Fact]
    public void What_would_take_too_many_steps_is_not_begun_and_says_so()
    {
        var rows = string.Concat(Enumerable.Range(0, 7_000).Select(i => $"r{i},{i % 1000 / 10}.{i % 10}\n"));
        var findings = Audited.Findings("""
            tables: { t: { file: t.csv, key: [k], unit: { score: percent } } }
            claims:
              - { id: g, says: g, each: t, published: "{score}", granularity: { items: "1000" } }
              - { id: d, says: d, duplicates: { of: g, lines: [k] } }
              - { id: n, says: n, published: { printed: "2000", exact: true }, denominator: t.score }
            """, ("t.csv", "k,score\n" + rows));

        Assert.Equal(
            ["7000 scores make more than 20,000,000 pairs of cells: too many to compare.", "7000 scores and 2000 items make more than 5,000,000 pairs of a score and a number of items: too many to try."],
            findings.TakeLast(2).Select(f => f.Reason));
        Assert.All(findings.TakeLast(2), f => Assert.IsType<Verdict.NotTestable>(f.Verdict));
    }

    [Fact]
    public void Claims_about_claims_name_claims_above_them_of_the_right_kind()
    {
        Assert.Contains("RC018: 'scors' is no claim above this one", Assert.Single(Audited.Mistakes(Scores("82.1") + "  - { id: o, says: o, one-rounding: scors }\n")), StringComparison.Ordinal);
        Assert.Contains("RC041", Assert.Single(Audited.Mistakes(Relation + "  - { id: o, says: o, one-rounding: r }\n")), StringComparison.Ordinal);
        Assert.Contains("RC041", Assert.Single(Audited.Mistakes(Scores("82.1") + "  - { id: o, says: o, jointly: c1 }\n")), StringComparison.Ordinal);
        Assert.Contains("RC041", Assert.Single(Audited.Mistakes(Scores("82.1") + "  - { id: o, says: o, duplicates: { of: c1, lines: [x] } }\n")), StringComparison.Ordinal);
        Assert.Contains("RC042", Assert.Single(Audited.Mistakes(Relation + "  - { id: o, says: o, jointly: all }\n")), StringComparison.Ordinal);
        Assert.Single(Audited.Mistakes("claims:\n  - { id: a, says: a, published: \"82.1 %\", granularity: { items: b } }\n  - { id: o, says: o, one-rounding: a }\n"));
    }

    private const string Relation = "claims:\n  - { id: r, says: r, published: \"0.5\", relation: 1/2 }\n";

    private static string Scores(string scores) => "claims:\n" + string.Concat(scores.Split(',').Select((s, i) =>
        $"  - {{ id: c{i + 1}, says: c, published: \"{s} %\", granularity: {{ items: \"56\" }} }}\n"));

    private static Finding OneRounding(string scores)
    {
        var names = string.Join(", ", scores.Split(',').Select((_, i) => $"c{i + 1}"));
        return Audited.Findings($"{Scores(scores)}  - {{ id: o, says: o, one-rounding: [{names}] }}\n")[^1];
    }

    private static Finding Denominator(string scores, string items) => Audited.Finding(
        $"tables: {{ t: {{ file: t.csv, key: [k], unit: {{ score: percent }} }} }}\nclaims:\n  - {{ id: d, says: d, published: {{ printed: \"{items}\", exact: true }}, denominator: t.score }}\n",
        ("t.csv", "k,score\n" + string.Concat(scores.Split(',').Select((s, i) => $"r{i},{s}\n"))));

    private static Finding Duplicates(string rows) => Audited.Findings(
        Tables + """
        claims:
          - { id: g, says: g, each: t, published: "{score}", granularity: { items: "1000" } }
          - { id: d, says: d, duplicates: { of: g, lines: [task, setting] } }
        """, ("t.csv", "task,zero/S,zero/M,zero/L,zero/XL,zero/X,zero/Y,one/S,one/M,one/L,one/XL,one/X,one/Y\n" + rows))[^1];
}
