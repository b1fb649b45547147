using Recount.Audits;
using Recount.Findings;
using Recount.Specs;

namespace Recount.Tests.Audits;

/// <summary>What is accepted is known; nothing that is accepted is hidden.</summary>
public class SnapshotTests
{
    private const string Body = """
        values: { x: "PRINTED" }
        tables: { t: { file: t.csv, key: [k] } }
        claims:
          - { id: sum, says: "s", relation: x + x = 2 }
          - { id: rows, says: "r", each: t, relation: "y = 1" }
        """;

    private const string Table = "k,y\n\"a: b\",1\n\"p | q\",2\n\"back\\slash\",3\n";

    [Fact]
    public void A_snapshot_reads_back_what_it_wrote()
    {
        var audit = Audit("3.0");
        var accepted = Accept(Snapshot.Empty("paper"), audit, "because: of | that \\ thing");
        var read = Snapshot.Parse("paper", accepted.Render());

        Assert.Equal(accepted.Rows, read.Rows);
        Assert.Equal(accepted.Reasons, read.Reasons);
        Assert.Equal(accepted.Render(), read.Render());
        Assert.Equal("because: of | that \\ thing", read.Reasons["rows[p | q]"]);
    }

    [Fact]
    public void What_is_accepted_is_known_and_no_alarm()
    {
        var audit = Audit("3.0");
        Assert.All(audit.Findings, f => Assert.IsType<Known.Unseen>(f.Known));
        Assert.Contains(audit.Findings, f => f.IsAlarm);

        var again = Audit("3.0", Accept(Snapshot.Empty("paper"), audit, "so it is"));
        Assert.All(again.Findings, f => Assert.False(f.IsAlarm));
        Assert.Equal("so it is", Assert.IsType<Known.Accepted>(again.Findings[0].Known).Because);
        Assert.Equal(audit.Findings.Select(f => f.Verdict), again.Findings.Select(f => f.Verdict));
    }

    [Fact]
    public void A_known_verdict_that_changed_is_an_alarm_even_for_the_better()
    {
        var accepted = Accept(Snapshot.Empty("paper"), Audit("3.0"), "so it is");
        var changed = Audit("1.0", accepted).Findings[0];

        Assert.IsType<Verdict.Consistent>(changed.Verdict);
        Assert.Equal("inconsistent", Assert.IsType<Known.Changed>(changed.Known).From);
        Assert.True(changed.IsAlarm);
    }

    [Fact]
    public void The_exit_code_says_whether_something_is_new()
    {
        var evidence = new Evidence("1", null, false, "", "", default, default, []);
        var audit = Audit("3.0");
        Assert.Equal(1, new Audit([audit], evidence).ExitCode());
        Assert.Equal(0, new Audit([Audit("3.0", Accept(Snapshot.Empty("paper"), audit, "ok"))], evidence).ExitCode());
    }

    [Fact]
    public void A_row_that_nothing_finds_any_more_is_an_orphan_and_drifts()
    {
        var audit = Audit("3.0");
        var more = Accept(Snapshot.Empty("paper"), audit, "ok") is var s ? s with { Rows = [.. s.Rows, new("gone", "consistent", "1", "1")] } : null!;
        var now = Audit("3.0", more);

        Assert.Equal(["gone"], now.Orphans);
        Assert.Equal(["- gone | consistent | 1 | 1"], Drift.Of(now, more).Lines);
        Assert.Empty(Drift.Of(now, Accept(more, now, "ok")).Lines);
    }

    [Fact]
    public void Accepting_a_part_leaves_the_rest_alone()
    {
        var audit = Audit("3.0");
        var all = Accept(Snapshot.Empty("paper"), audit, "first") is var s ? s with { Rows = [.. s.Rows, new("gone", "consistent", "1", "1")] } : null!;
        var part = all.Accept(Audit("1.0", all), new HashSet<string> { "sum" }, "mended", true);

        Assert.Equal("consistent", part.Row("sum")!.Verdict);
        Assert.False(part.Reasons.ContainsKey("sum"));
        Assert.Equal("first", part.Reasons["rows[p | q]"]);
        Assert.NotNull(part.Row("gone"));
    }

    [Fact]
    public void Accepting_a_whole_spec_again_keeps_the_reasons_of_what_did_not_change()
    {
        var first = Accept(Snapshot.Empty("paper"), Audit("3.0"), "first");
        var second = Accept(first, Audit("4.0", first), "second");

        Assert.Equal("second", second.Reasons["sum"]);
        Assert.Equal("first", second.Reasons["rows[p | q]"]);
    }

    [Theory]
    [InlineData("# paper\n<<<<<<< HEAD\n")]
    [InlineData("# paper\n\n| a | b |\n")]
    [InlineData("# paper\n\n- stranger: because\n")]
    public void A_damaged_snapshot_does_not_read_as_an_empty_one(string text) => Assert.Throws<FormatException>(() => Snapshot.Parse("paper", text));

    private static SpecAudit Audit(string printed, Snapshot? accepted = null) => Audited.Audit(Read(printed), accepted);

    private static Spec Read(string printed) => Audited.Read(Body.Replace("PRINTED", printed, StringComparison.Ordinal), ("t.csv", Table));

    private static Snapshot Accept(Snapshot snapshot, SpecAudit audit, string because) =>
        snapshot.Accept(audit, audit.Findings.Select(f => f.Key).ToHashSet(), because, false);
}
