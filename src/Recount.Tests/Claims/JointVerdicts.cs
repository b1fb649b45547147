using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>Relations that share printed numbers, held together.</summary>
public class JointVerdicts
{
    [Fact]
    public void Numbers_that_satisfy_all_statements_are_shown()
    {
        var finding = Joint("a: \"0.46\", b: \"0.54\", low: \"0.459\"", "a + b = 1", "a >= low");

        Assert.Equal("consistent", finding.Verdict.Word);
        Assert.StartsWith("2 statements about 3 printed numbers can hold at once", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_may_hold_and_all_three_cannot()
    {
        // Chinchilla's Table 2, approach 3: 0.4555 + 0.5435 is 0.999.
        var finding = Joint("a: \"0.46\", b: \"0.54\", a_high: \"0.455\", b_high: \"0.543\"", "a + b = 1", "a <= a_high", "b <= b_high", "a < 0.7");

        Assert.Equal(("inconsistent", Level.Error), (finding.Verdict.Word, finding.Level));
        Assert.StartsWith("These 3 cannot hold at once, whatever their numbers were before rounding, though any 2 of them may: " +
            "r1 (0.46 + 0.54 = 1); r2 (0.46 <= 0.455); r3 (0.54 <= 0.543).", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x: \"7 %\", y: \"6 %\"", "x = y", "x = 638/9536", "inconsistent")]
    [InlineData("x: \"7 %\", y: \"6 %\"", "x = y", "x = 13/200", "inconclusive")]
    [InlineData("a: \"43.3\", b: \"43.4\"", "a = b", "a <= b", "inconclusive")]
    [InlineData("a: \"0.5\", b: \"0.5\"", "a = b", "a != b", "inconclusive")]
    [InlineData("x: \"0\", y: \"0\"", "x / y = 2", "y < 8", "consistent")]
    [InlineData("n: { printed: \"0\", exact: true }, a: \"1\", b: \"0.5\"", "n * a + b > 0.4", "a > b", "consistent")]
    [InlineData("x: \"1.0\", y: \"1.0\"", "x - x = 1", "x < y + 1", "not-testable")]
    [InlineData("x: \"2.0\", y: \"4.0\"", "x^2 = y", "y > 4.02", "consistent")]
    [InlineData("x: \"2.0\", y: \"4.0\"", "x^2 = y", "x > 2.04", "inconsistent")]
    [InlineData("x: \"1.0\", y: \"2.7\"", "exp(x) = y", "x > 1.012", "inconsistent")]
    [InlineData("x: \"1.0\", y: \"2.7\"", "exp(x) = y", "x > 1.01", "consistent")]
    [InlineData("x: \"300\", y: \"1.0\"", "x * y > 315", "y < 1.02", "inconclusive")]
    public void Two_statements(string values, string first, string second, string verdict) => Assert.Equal(verdict, Joint(values, first, second).Verdict.Word);

    [Fact]
    public void A_number_that_names_no_limits_may_be_anything() => Assert.Equal("consistent",
        Joint("x: \"about 5\", y: \"7.0\", z: \"1.7\"", "y <= x + z + 0.32", "y >= 7.01", "z < 1.68").Verdict.Word);

    [Theory]
    [InlineData("hard, lb, lc, la, soft")]
    [InlineData("soft, la, lb, lc, hard")]
    public void A_soft_conflict_hides_no_hard_one(string order)
    {
        var claims = new Dictionary<string, string> { ["hard"] = "b + c = 2", ["lb"] = "b <= 0.99", ["lc"] = "c <= 0.99", ["la"] = "a <= 0.99", ["soft"] = "a + b = e" };
        var finding = Audited.Findings("values: { a: \"1.0\", b: \"1.0\", c: \"1.0\", e: { printed: \"2.0\", exact: true, elsewhere: true, source: s }, f: \"1\" }\nclaims:\n" +
            string.Concat(order.Split(", ").Select(c => $"  - {{ id: {c}, says: r, relation: \"{claims[c]}\" }}\n")) + "  - { id: j, says: j, jointly: all }\n")[^1];

        Assert.Equal("inconsistent", finding.Verdict.Word);
        Assert.DoesNotContain("soft", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_hold_alone_is_left_out_and_named()
    {
        var finding = Joint("a: \"0.46\", b: \"0.54\"", "a + b = 2", "a < 0.7", "a < b");

        Assert.Equal("consistent", finding.Verdict.Word);
        Assert.EndsWith("Left out, since they cannot hold alone as printed, as their own findings say: r1.", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("not-testable", Joint("a: \"0.46\", b: \"0.54\"", "a + b = 2", "a < 0.7").Verdict.Word);
    }

    [Fact]
    public void A_published_cell_is_the_same_number_wherever_it_stands()
    {
        var findings = Audited.Findings("""
            tables: { t: { file: t.csv, key: [k] } }
            claims:
              - { id: half, says: h, each: t, published: "{y}", relation: x / 2 }
              - { id: more, says: m, each: t, relation: "y >= 1.04" }
              - { id: less, says: l, each: t, relation: "x < 2.07" }
              - { id: j, says: j, jointly: all }
            """, ("t.csv", "k,x,y\none,2.0,1.0\ntwo,2.1,1.0\n"));

        Assert.Equal(["j[half[one]]", "j[half[two]]"], findings.Where(f => f.Claim == "j").Select(f => f.Key));
        Assert.Equal(["inconsistent", "inconsistent"], findings.Where(f => f.Claim == "j").Select(f => f.Verdict.Word));
    }

    [Fact]
    public void Only_the_numbers_of_a_conflict_count_for_its_standing()
    {
        var finding = Audited.Findings("""
            values:
              x: "7 %"
              y: "6 %"
              z: { printed: "9 %", status: unverified, source: "a recollection" }
            claims:
              - { id: r1, says: r, relation: x = y }
              - { id: r2, says: r, relation: x = 638/9536 }
              - { id: r3, says: r, relation: x < z }
              - { id: j, says: j, jointly: all }
            """)[^1];

        Assert.Equal(("inconsistent", Level.Error), (finding.Verdict.Word, finding.Level));
    }

    [Fact]
    public void A_reading_that_the_spec_declares_contradicts_nobody() => Assert.Equal("deviates", Audited.Findings("""
        values:
          x: { printed: "almost 7", bound: below, margin: "0.5" }
          y: "6.8"
        claims:
          - { id: r1, says: r, relation: x = y }
          - { id: r2, says: r, relation: x < 6.7 }
          - { id: j, says: j, jointly: all }
        """)[^1].Verdict.Word);

    private static Finding Joint(string values, params string[] relations) => Audited.Findings(
        $"values: {{ {values} }}\nclaims:\n{string.Concat(relations.Select((r, i) => $"  - {{ id: r{i + 1}, says: r, relation: \"{r}\" }}\n"))}  - {{ id: j, says: j, jointly: all }}\n")[^1];
}
