using System.Text.RegularExpressions;
using Recount.Findings;
using Recount.Reports;

namespace Recount.Tests;

/// <summary>What the documents say is true now.</summary>
public partial class DocumentTests
{
    private static readonly string[] Documents = [Repository.At("README.md"), Repository.At("CONTRIBUTING.md"), .. Directory.EnumerateFiles(Repository.At("docs"), "*.md")];

    [Fact]
    public void The_picture_shows_what_the_command_shows()
    {
        var spec = Audited.Shipped.Single(s => s.Name == "llama3");
        var audit = new Recount.Audits.Audit([Audited.Audit(spec, Recount.Workspace.SnapshotFiles.Of(spec).Read(spec.Name))], new("", null, false, "", "", default, default, []));
        var page = FindingsPage.Render(audit, Page.MaxWidth, Hints.Default, all: true);

        Assert.Equal(SvgPicture.Render(page, "recount audit specs/llama3.yaml --all"), File.ReadAllText(Repository.At("docs", "audit.svg")));
    }

    [Fact]
    public void The_README_counts_what_is_there() => Assert.Contains(
        $"{Audited.Shipped.Count} specs, {Audited.Shipped.Sum(s => s.Claims.Count)} claims, {Audited.Shipped.Sum(s => s.Claims.Sum(c => c.Checks.Count))} checks",
        File.ReadAllText(Repository.At("README.md")).ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public void Every_link_to_a_file_leads_somewhere() => Assert.All(Documents, document =>
    {
        foreach (var target in Links().Matches(File.ReadAllText(document)).Select(m => m.Groups[1].Value).Where(t => !t.Contains(':', StringComparison.Ordinal)))
        {
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)), $"{document}: {target}");
        }
    });

    [Fact]
    public void Every_spec_in_a_document_can_be_read() => Assert.All(Documents, document =>
    {
        foreach (var yaml in Specs().Matches(File.ReadAllText(document)).Select(m => m.Groups[1].Value))
        {
            Audited.ReadWhole(yaml, ("tables/flops.csv", "params,flops,tokens\n400M,1.92e19,8.0B\n1B,1.21e20,20.2B\n"));
        }
    });

    [Fact]
    public void Every_verdict_and_every_code_is_explained()
    {
        var verdicts = File.ReadAllText(Repository.At("docs", "verdicts.md"));
        Assert.All(Verdict.Words, v => Assert.Contains($"| `{v.Word}` |", verdicts, StringComparison.Ordinal));

        var language = File.ReadAllText(Repository.At("docs", "spec-language.md"));
        Assert.All(Recount.Specs.SpecShape.Root.Keys.Concat(Recount.Specs.SpecShape.Claim.Keys), key => Assert.Contains($"`{key.Name}`", language, StringComparison.Ordinal));
        Assert.All(Recount.Quantities.Expressions.Functions.Names, name => Assert.Contains($"`{name}`", language, StringComparison.Ordinal));
        Assert.All(Recount.Quantities.Rounding.All, rule => Assert.Contains($"`{rule.Name}`", language, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\(([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();

    // A whole spec: a YAML block that begins with the version of the language.
    [GeneratedRegex(@"```yaml\n((?:#[^\n]*\n)*recount: 1\n[\s\S]*?)```")]
    private static partial Regex Specs();
}
