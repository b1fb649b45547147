using Recount.Findings;
using Recount.Printed;

namespace Recount.Tests.Claims;

/// <summary>How well a number is known bounds how loudly a finding speaks.</summary>
public class StatusesAndLevels
{
    [Fact]
    public void A_proof_from_primary_numbers_is_an_error()
    {
        var finding = Claim("", "{ printed: \"0.34\" }", "published: \"0.50\"");

        Assert.Equal((Level.Error, Status.Primary, true), (finding.Level, finding.Status, finding.Headline));
    }

    [Theory]
    [InlineData("status: secondary\nsource: a note\n", "{ printed: \"0.34\" }", "published: \"0.50\"")]
    [InlineData("", "{ printed: \"0.34\", status: secondary, source: a note }", "published: \"0.50\"")]
    [InlineData("", "{ printed: \"0.34\" }", "published: { printed: \"0.50\", status: secondary, source: a note }")]
    [InlineData("", "{ printed: \"0.34\" }", "published: \"0.50\"\n    status: secondary\n    source: a note")]
    [InlineData("", "{ printed: \"0.34\" }", "status: primary\n    published: { printed: \"0.50\", status: secondary, source: a note }")]
    public void Nobody_is_accused_on_the_strength_of_a_quotation(string head, string value, string published)
    {
        var finding = Claim(head, value, published);

        Assert.IsType<Verdict.Inconsistent>(finding.Verdict);
        Assert.Equal((Level.Note, Status.Secondary, false), (finding.Level, finding.Status, finding.Headline));
        Assert.StartsWith("As quoted by a note: ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unverified_number_says_so() =>
        Assert.StartsWith("Unverified, from memory: ", Claim("", "{ printed: \"0.34\", status: unverified, source: memory }", "published: \"0.50\"").Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("claims:\n  - { id: c, says: \"c\", test-statistic: \"t(28) = 2.20, p = .3\" }\n")]
    [InlineData("claims:\n  - { id: c, says: \"c\", relation: 2 + 2 = 5 }\n")]
    [InlineData("tables: { t: { file: t.csv, key: [k] } }\nclaims:\n  - { id: c, says: \"c\", each: t, test-statistic: \"t(28) = {x}\", published: \".3\" }\n")]
    public void A_secondary_spec_makes_notes_of_every_kind_of_claim(string body)
    {
        var finding = Audited.Finding("status: secondary\nsource: a note\n" + body, ("t.csv", "k,x\nrow,2.20\n"));

        Assert.IsType<Verdict.Inconsistent>(finding.Verdict);
        Assert.Equal((Level.Note, Status.Secondary, "a note"), (finding.Level, finding.Status, finding.Source));
    }

    [Fact]
    public void A_claim_can_lower_the_standing_of_a_cell_but_not_raise_it()
    {
        const string table = "tables: { t: { file: t.csv, key: [k], status: STATUS, source: a note } }\nclaims:\n  - { id: c, says: \"c\", each: t, published: { printed: \"{x}\", status: CLAIM, source: a note }, relation: 1 + 0 }\n";
        Finding Of(string ofTable, string ofClaim) => Audited.Finding(
            table.Replace("STATUS", ofTable, StringComparison.Ordinal).Replace("CLAIM", ofClaim, StringComparison.Ordinal), ("t.csv", "k,x\nrow,2.20\n"));

        Assert.Equal(Status.Secondary, Of("primary", "secondary").Status);
        Assert.Equal(Status.Secondary, Of("secondary", "primary").Status);
        Assert.Equal(Status.Primary, Of("primary", "primary").Status);
    }

    [Fact]
    public void A_deviation_warns_unless_the_spec_raises_it()
    {
        const string value = "{ printed: \"0.34\", elsewhere: true, source: another paper }";

        Assert.Equal(Level.Warning, Claim("", value, "published: \"0.50\"").Level);
        Assert.Equal(Level.Error, Claim("", value, "published: \"0.50\"\n    level: error").Level);
    }

    [Fact]
    public void A_flipped_decision_is_an_error_even_where_it_only_deviates()
    {
        var finding = Audited.Finding("""
            values: { ours: "0.34", theirs: { printed: "0.50", elsewhere: true, source: another paper } }
            claims:
              - { id: c, says: "Ours beats theirs", relation: ours > theirs }
            """);

        Assert.IsType<Verdict.Deviates>(finding.Verdict);
        Assert.Equal((true, Level.Error), (finding.Flips, finding.Level));
    }

    [Fact]
    public void A_response_changes_nothing()
    {
        var without = Claim("", "{ printed: \"0.34\" }", "published: \"0.50\"");
        var with = Claim("", "{ printed: \"0.34\" }", "published: \"0.50\"\n    response: { text: \"A typo.\", source: mail, date: 2026-11-23 }");

        Assert.Equal(new Response("A typo.", "mail", "2026-11-23"), with.Response);
        Assert.Equal((without.Verdict, without.Level, without.Reason), (with.Verdict, with.Level, with.Reason));
    }

    [Fact]
    public void An_invented_paper_stays_out_of_headlines()
    {
        var spec = Audited.ReadWhole("recount: 1\npaper: { title: \"None\", fictional: true }\nclaims:\n  - { id: c, says: \"c\", relation: 2 + 2 = 5 }\n");

        var finding = Assert.Single(Audited.Audit(spec).Findings);
        Assert.Equal((Level.Error, false), (finding.Level, finding.Headline));
    }

    private static Finding Claim(string head, string value, string keys) =>
        Audited.Finding($"{head}values:\n  v: {value}\nclaims:\n  - id: c\n    says: \"c\"\n    {keys}\n    relation: v\n");
}
