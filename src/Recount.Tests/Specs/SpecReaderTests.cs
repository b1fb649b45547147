using System.Text.Json;
using Recount.Specs;
using Recount.Text;

namespace Recount.Tests.Specs;

public class SpecReaderTests
{
    [Fact]
    public void The_committed_schema_is_the_one_that_the_reader_checks() =>
        Assert.Equal(SpecSchema.Render(), File.ReadAllText(Repository.At("specs", "spec.schema.json")));

    [Fact]
    public void The_schema_is_JSON_and_names_every_key()
    {
        using var schema = JsonDocument.Parse(SpecSchema.Render());
        var claim = schema.RootElement.GetProperty("properties").GetProperty("claims").GetProperty("items").GetProperty("properties");
        Assert.All(Recount.Claims.Kinds.All, kind => Assert.True(claim.TryGetProperty(kind.Key, out _)));
    }

    [Fact]
    public void Every_mistake_is_said_in_one_run_in_the_order_of_the_file()
    {
        var mistakes = Audited.Mistakes("values: { a: \"0,34\" }\nclaims:\n  - { id: x, says: \"x\", published: \"oops\", relation: b + sqr(2) }\n  - { id: y, relation: 1 +, level: loud }\n");

        Assert.Equal(["RC004", "RC004", "RC023", "RC012", "RC020", "RC013"], mistakes.Select(m => m.Split("error ")[1][..5]));
        Assert.All(mistakes, m => Assert.Matches(@"^specs/paper\.yaml\(\d+,\d+\): error RC\d{3}: ", m));
    }

    [Fact]
    public void A_misspelt_measure_is_one_mistake() => Assert.Single(Audited.Mistakes("claims:\n  - { id: x, says: \"x\", published: \"1\", relaton: 1 }\n"));

    [Fact]
    public void A_table_that_is_missing_is_one_mistake_however_often_it_is_used() => Assert.Single(Audited.Mistakes("""
        tables: { t: { file: t.csv, key: [k] } }
        claims:
          - { id: x, says: "x", published: "1", relation: "sum(t.x)" }
          - { id: y, says: "y", each: t, published: "{x}", relation: x * 2 }
        """));

    [Fact]
    public void A_value_that_cannot_be_read_is_one_mistake_however_often_it_is_used() => Assert.Single(Audited.Mistakes("""
        values: { a: "O.34" }
        claims:
          - { id: x, says: "x", published: "1", relation: a + 1 }
          - { id: y, says: "y", relation: a.low < 1 }
        """));

    [Fact]
    public void A_tolerance_needs_a_number_to_widen() => Assert.Contains("RC019", Assert.Single(Audited.Mistakes(
        "claims:\n  - { id: x, says: \"x\", relation: 1 = 2, tolerance: { margin: \"1\", because: \"noise\" } }\n")), StringComparison.Ordinal);

    [Fact]
    public void Another_works_number_names_the_work() => Assert.Contains("'elsewhere' means nothing without 'source'", Assert.Single(Audited.Mistakes(
        "values: { a: { printed: \"1.0\", elsewhere: true } }\nclaims:\n  - { id: x, says: \"x\", relation: a > 0 }\n")), StringComparison.Ordinal);

    [Fact]
    public void One_formula_over_many_rows_says_enough_in_three_mistakes()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"row{i},1\n"));
        var diagnostics = new Diagnostics();
        SpecReader.Read(
            new("specs/x.yaml", "recount: 1\npaper: { title: x }\ntables: { t: { file: t.csv, key: [k] } }\nclaims:\n  - { id: a, says: a, each: t, relation: \"t[{k}zz].x = 1\" }\n"),
            path => (new SourceText(path, "k,x\n" + rows), null), diagnostics);

        Assert.Equal(3, diagnostics.Sorted().Count);
        Assert.Equal(3000, diagnostics.Count);
    }

    [Fact]
    public void Checks_of_one_spec_are_limited()
    {
        var rows = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"r{i},1\n"));
        var diagnostics = new Diagnostics();
        SpecReader.Read(
            new("specs/x.yaml", "recount: 1\npaper: { title: x }\ntables: { t: { file: t.csv, key: [k] } }\nclaims:\n  - { id: a, says: a, each: t, relation: x = 1 }\n  - { id: b, says: b, each: t, relation: x = 1 }\n"),
            path => (new SourceText(path, "k,x\n" + rows), null), diagnostics);

        Assert.Contains("more than 100000 checks", Assert.Single(diagnostics.Sorted()).Message, StringComparison.Ordinal);
    }
}
