using Recount.Workspace.Data;
using Recount.Reports;
using Recount.Text;
using VerifyXunit;

namespace Recount.Tests.Workspace.Data;

/// <summary>Every file of <c>Broken</c> is a test: its mistakes stand beside it. In those called <c>id-</c>, the column <c>id</c> names the items.</summary>
public class BrokenItems
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Workspace", "Data", "Broken");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Where(f => f == "words.txt" || !f.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mistakes_of_a_broken_file_are_all_said(string name)
    {
        var diagnostics = new Diagnostics();

        Assert.Null(ItemFiles.Read(Path.Combine(Folder, name), diagnostics, name.StartsWith("id-", StringComparison.Ordinal) ? "id" : null, name));
        await Verifier.Verify(MistakesPage.Render(diagnostics, Page.MaxWidth).ToString()).UseDirectory("Broken").UseFileName(name);
    }

    [Fact]
    public void Every_expectation_has_its_file() => Assert.All(
        Directory.EnumerateFiles(Folder, "*.verified.txt"), f => Assert.True(File.Exists(f.Replace(".verified.txt", "", StringComparison.Ordinal)), f));
}
