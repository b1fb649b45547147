using Recount.Cli;
using Recount.Reports;

namespace Recount.Tests.Cli;

public class CommandTests
{
    private const string Wrong = "values: { alpha: \"0.34\", beta: \"0.28\" }\nclaims:\n  - { id: wrong, says: \"w\", published: \"0.47\", relation: beta / (alpha + beta) }\n  - { id: right, says: \"r\", relation: alpha > beta }\n";

    [Theory]
    [InlineData(2, "audti")]
    [InlineData(2, "audit", "nowhere.yaml")]
    [InlineData(2, "audit", "no-such-claim")]
    [InlineData(2, "audit", "--format", "xml")]
    [InlineData(2, "explain")]
    [InlineData(2, "explain", "no-such-claim")]
    [InlineData(2, "explain", "specs/demo.yaml")]
    [InlineData(2, "explain", "demo/average", "--specs", "nowhere")]
    [InlineData(2, "accept", "demo/average")]
    [InlineData(2, "accept", "demo/average", "--because", " ")]
    [InlineData(2, "ask", "foo = 1")]
    [InlineData(0, "check")]
    [InlineData(0, "audit")]
    [InlineData(0, "audit", "specs")]
    [InlineData(0, "audit", "--only", "chinchilla/exponent-a")]
    [InlineData(0, "audit", "--drift")]
    [InlineData(0, "schema")]
    [InlineData(0)]
    public void The_exit_code_says_what_happened(int exit, params string[] args)
    {
        var terminal = new Terminal();
        Assert.Equal(exit, terminal.Run(args));
        Assert.Equal(exit == 2, terminal.Error.Split('\n').Any(l => l.Length > 0 && !l.StartsWith("Measured ", StringComparison.Ordinal)));
        Assert.Equal(exit == 2, terminal.Out.Length == 0);
    }

    [Theory]
    [InlineData("audti", "Did you mean 'recount audit'?")]
    [InlineData("audit --format xml", "Argument 'xml' not recognized. Must be one of: 'table' ")]
    [InlineData("audit demo/averge", "Did you mean demo/average?")]
    [InlineData("audit specs/demp.yaml", "Did you mean specs/demo.yaml?")]
    public void A_typing_mistake_is_answered_with_the_nearest_word(string line, string advice)
    {
        var terminal = new Terminal();
        terminal.Run(line.Split(' '));
        Assert.Contains(advice, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_that_an_audit_suggests_runs_where_it_is_printed()
    {
        using var desk = new Desk();
        var spec = desk.Spec("it's a $(paper)", Wrong);
        var terminal = new Terminal();
        Assert.Equal(1, terminal.Run("audit", spec));
        var suggested = terminal.Out.Split('\n').Where(l => l.Contains(" recount ", StringComparison.Ordinal)).Select(l => l[l.IndexOf("recount ", StringComparison.Ordinal)..]).ToList();

        Assert.Equal(3, suggested.Count);
        Assert.All(suggested, line => Assert.InRange(new Terminal().RunPrinted(line.Replace("'\\''", "\u0001", StringComparison.Ordinal).Replace('\u0001', '_')), 0, 2));
        Assert.All(suggested, line => Assert.DoesNotContain("\"it", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_that_is_accepted_is_known_from_then_on()
    {
        using var desk = new Desk();
        desk.Spec("paper", Wrong);
        Assert.Equal(1, new Terminal().Run("audit", desk.Specs));
        Assert.Equal(1, new Terminal().Run("audit", desk.Specs, "--drift"));
        Assert.Equal(0, new Terminal().Run("accept", "paper/wrong", "--specs", desk.Specs, "--because", "it is wrong"));
        Assert.Equal(0, new Terminal().Run("audit", desk.Specs));
        Assert.Equal(1, new Terminal().Run("audit", desk.Specs, "--drift"));
        Assert.Equal(0, new Terminal().Run("accept", "paper", "--specs", desk.Specs, "--because", "all of it"));
        Assert.Equal(0, new Terminal().Run("audit", desk.Specs, "--drift"));

        var snapshot = File.ReadAllText(desk.At("snapshots", "paper.verified.md"));
        Assert.Contains("- wrong: it is wrong\n", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', snapshot);

        desk.Spec("paper", Wrong.Replace("0.47", "0.45", StringComparison.Ordinal));
        var changed = new Terminal();
        Assert.Equal(1, changed.Run("audit", desk.Specs));
        Assert.Contains("The accepted verdict was inconsistent.", changed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_whose_spec_is_gone_drifts()
    {
        using var desk = new Desk();
        var spec = desk.Spec("old", Wrong);
        desk.Spec("new", "claims:\n  - { id: a, says: a, relation: 1 = 1 }\n");
        new Terminal().Run("accept", "old", "new", "--specs", desk.Specs, "--because", "x");
        Assert.Equal(0, new Terminal().Run("audit", desk.Specs, "--drift"));
        File.Delete(spec);
        Assert.Equal(1, new Terminal().Run("audit", desk.Specs, "--drift"));
    }

    [Fact]
    public void A_damaged_snapshot_is_refused()
    {
        using var desk = new Desk();
        desk.Spec("paper", Wrong);
        Directory.CreateDirectory(desk.At("snapshots"));
        File.WriteAllText(desk.At("snapshots", "paper.verified.md"), "# paper\n<<<<<<< HEAD\n");
        var terminal = new Terminal();
        Assert.Equal(2, terminal.Run("audit", desk.Specs));
        Assert.Contains("Line 2 of the accepted snapshot of 'paper'", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_are_written_whole_and_standard_output_is_only_the_report()
    {
        using var desk = new Desk();
        var spec = desk.Spec("paper", Wrong);
        var terminal = new Terminal();
        Assert.Equal(1, terminal.Run("audit", spec, "--format", "json", "--out", desk.At("out")));

        var audit = JsonReport.Read(terminal.Out);
        Assert.Equal(audit, JsonReport.Read(File.ReadAllText(desk.At("out", "audit.json"))));
        Assert.Contains("| wrong | inconsistent | error |", File.ReadAllText(desk.At("out", "audit.md")), StringComparison.Ordinal);
        Assert.Equal(["audit.json", "audit.md"], Directory.EnumerateFiles(desk.At("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_commented_spec_audits_as_it_is_and_none_is_overwritten()
    {
        using var desk = new Desk();
        var path = desk.At("specs", "mine.yaml");
        Assert.Equal(0, new Terminal().Run("init", path));
        Assert.Equal(0, new Terminal().Run("check", path));
        Assert.Equal(0, new Terminal().Run("audit", path));
        Assert.Equal(2, new Terminal().Run("init", path));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_once_and_fetch_says_how_to_get_it()
    {
        using var desk = new Desk();
        const string fits = """
            data:
              runs: { url: "https://example.org/runs.csv", sha256: 0000000000000000000000000000000000000000000000000000000000000000, derived: "by hand", bytes: 12 }
            fits:
              law: { data: runs, model: a * N, observed: L, parameters: { a: linear } }
            claims:
              - { id: one, says: "o", published: "1", fit: { of: law, gives: a } }
              - { id: two, says: "t", published: "2", fit: { of: law, gives: 2 * a } }

            """;
        var spec = desk.Spec("paper", fits);
        var (audit, fetch, locked) = (new Terminal(), new Terminal(), new Terminal());

        Assert.Equal(ExitCodes.Fine, audit.Run("audit", spec));
        Assert.Contains("not-run  paper/one and 1 more\n", audit.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Incomplete, new Terminal().Run("audit", spec, "--require-all"));
        Assert.Equal(ExitCodes.Incomplete, fetch.Run("fetch", spec));
        Assert.Contains("refused   runs.csv  paper/runs", fetch.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, locked.Run("fetch", spec, "--locked", "no-such-commit"));
        Assert.Contains("is no commit", locked.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, new Terminal().Run("fetch", "specs/demo.yaml"));
    }

    [Fact]
    public void Two_specs_of_one_name_are_refused_and_one_named_twice_is_read_once()
    {
        using var desk = new Desk();
        var spec = desk.Spec("paper", "claims:\n  - { id: a, says: a, relation: 1 = 1 }\n");
        File.Copy(spec, desk.At("paper.yaml"));
        var terminal = new Terminal();
        Assert.Equal(2, terminal.Run("audit", spec, desk.At("paper.yaml")));
        Assert.Contains("error RC009", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, new Terminal().Run("audit", spec, Path.Combine(desk.Specs, ".", "paper.yaml")));
    }

    [Fact]
    public void Mistakes_go_to_standard_error_and_nothing_is_measured()
    {
        using var desk = new Desk();
        var terminal = new Terminal();
        Assert.Equal(ExitCodes.Usage, terminal.Run("audit", desk.Spec("paper", "claims:\n  - { id: a, says: a, relation: x }\n")));
        Assert.Empty(terminal.Out);
        Assert.Contains("'x' is no value in this spec", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_any_screen_reads_as_a_build_error()
    {
        using var desk = new Desk();
        var spec = desk.Spec("paper", "claims:\n  - id: a\n    says: \"Top-5 error: 3.6 %\"\n    at: \"Table 1, standard error: 0.1\"\n    response: { text: \"An error: ours\" }\n    relation: 1 = 2\n");
        foreach (var args in new string[][] { ["audit", spec, "--all"], ["explain", "a", "--specs", spec], ["audit", spec, "--format", "json"], ["audit", spec, "--format", "concise"] })
        {
            var terminal = new Terminal();
            terminal.Run(args);
            Assert.DoesNotMatch(@"(?i)\b(error|warning)(\s+[^:\s]*)?\s*:", terminal.Out);
        }
    }
}
