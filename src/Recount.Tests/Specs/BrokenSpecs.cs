using System.Text.RegularExpressions;
using Recount.Reports;
using Recount.Text;
using Recount.Workspace;
using VerifyXunit;

namespace Recount.Tests.Specs;

/// <summary>Every file of <c>Broken</c> is a test: its mistakes stand beside it. A new case needs no C#.</summary>
public partial class BrokenSpecs
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Specs", "Broken");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_more_than_fifty() => Assert.True(Names.Count > 50);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mistakes_of_a_broken_spec_are_all_said(string name)
    {
        var diagnostics = new Diagnostics();
        var specs = SpecFiles.Read([Path.Combine(Folder, $"{name}.yaml")], diagnostics);

        Assert.Empty(specs);
        Assert.NotEqual(0, diagnostics.Count);
        var text = MistakesPage.Render(diagnostics, Page.MaxWidth).ToString().Replace(SpecFiles.Shown(Folder), "specs", StringComparison.Ordinal);
        await Verifier.Verify(text).UseDirectory("Broken").UseFileName(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_headlines_read_as_build_errors(string name)
    {
        var diagnostics = new Diagnostics();
        SpecFiles.Read([Path.Combine(Folder, $"{name}.yaml")], diagnostics);

        var lines = MistakesPage.Render(diagnostics, Page.MaxWidth).ToString().Split('\n');
        Assert.Equal(Math.Min(diagnostics.Count, 20), lines.Count(l => BuildError().IsMatch(l)));
        Assert.All(lines, l => Assert.DoesNotContain(l, c => char.IsControl(c)));
    }

    [Fact]
    public void Every_expectation_has_its_spec() => Assert.All(
        Directory.EnumerateFiles(Folder, "*.verified.txt"),
        f => Assert.True(File.Exists(f.Replace(".verified.txt", ".yaml", StringComparison.Ordinal)), f));

    // MSBuild's canonical form, from memory: origin, optional subcategory, category, optional code, colon.
    [GeneratedRegex(@"^\s*(((?<origin>(((\d+>)?[a-zA-Z]?:[^:]*)|([^:]*))):)|())(?<subcategory>(()|([^:]*? )))(?<category>error|warning)( \s*(?<code>[^: ]*))?\s*:(?<text>.*)$")]
    private static partial Regex BuildError();
}
