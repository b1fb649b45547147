using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>Claims over the rows of a printed table.</summary>
public class TableClaims
{
    private const string Flops = "params,flops,tokens\n400M,1.92e19,8.0B\n1B,1.21e20,20.2B\n10B,-,205.1B\n";

    private const string Wide = "task,metric,zero/S,zero/L,few/S,few/L\nBoolQ,acc,49.7,60.5,43.1,77.5\nCB,f1,0.00,42.8,,57.2\n";

    [Fact]
    public void A_claim_goes_through_the_rows_and_is_named_by_their_keys()
    {
        var spec = Audited.Read("""
            tables: { t: { file: t.csv, key: [params], exact: [params] } }
            claims:
              - { id: flops, says: "{params} takes {flops}", each: t, published: "{flops}", relation: 6 * params * tokens }
            """, ("t.csv", Flops));

        var audit = Audited.Audit(spec);
        Assert.Equal(["paper/flops[400M]", "paper/flops[1B]"], audit.Findings.Select(f => f.Id));
        Assert.Equal("400M takes 1.92e19", audit.Findings[0].Says);
        Assert.Equal(("specs/t.csv", 2, 6), (audit.Findings[0].Place.File, audit.Findings[0].Place.Line, audit.Findings[0].Place.Column));
        Assert.Equal(1, audit.EmptyCells);
    }

    [Fact]
    public void A_wide_table_reads_as_one_row_per_cell()
    {
        var findings = Audited.Findings("""
            tables:
              t:
                file: t.csv
                key: [task, metric, setting, size]
                cells: { columns: ["*/*"], names: [setting, size], value: score }
                unit: { score: percent }
            claims:
              - id: demonstrations-help
                says: "{task}, {size}: demonstrations help"
                each: t
                where: { setting: few, task: [BoolQ, CB] }
                relation: score > t[{task}, {metric}, zero, {size}].score
            """, ("t.csv", Wide));

        Assert.Equal(["BoolQ, acc, few, S", "BoolQ, acc, few, L", "CB, f1, few, L"], findings.Select(f => f.Row));
        Assert.Equal(["inconsistent", "consistent", "consistent"], findings.Select(f => f.Verdict.Word));
        Assert.Contains("it is 6.5 points lower at least", findings[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum(t.tokens)", "233.3B", "reproduced")]
    [InlineData("mean(t[400M|1B].tokens)", "14.1B", "reproduced")]
    [InlineData("count(t.tokens)", "3.0", "reproduced")]
    [InlineData("median(t.tokens)", "20.2B", "reproduced")]
    [InlineData("max(t.tokens) / min(t.tokens)", "25.64", "reproduced")]
    [InlineData("slope(t[400M|1B].flops, t[400M|1B].params)", "0.50", "reproduced")]
    [InlineData("slope(t[*].tokens, t[*].params)", "0.992", "reproduced")]
    public void Columns_are_taken_together(string relation, string published, string verdict) => Assert.Equal(verdict, Audited.Finding(
        $"tables: {{ t: {{ file: t.csv, key: [params], exact: [params] }} }}\nclaims:\n  - {{ id: a, says: \"a\", published: \"{published}\", relation: \"{relation}\" }}\n",
        ("t.csv", Flops)).Verdict.Word);

    [Fact]
    public void A_table_may_be_another_works() => Assert.IsType<Verdict.Deviates>(Audited.Finding("""
        tables: { t: { file: t.csv, key: [params], elsewhere: true, source: "another paper" } }
        claims:
          - { id: a, says: "a", published: "1.00e19", relation: "t[400M].flops" }
        """, ("t.csv", Flops)).Verdict);
}
