using Recount.Reports;
using Recount.Scoring.Items;
using Recount.Text;
using VerifyXunit;

namespace Recount.Tests.Scoring.Items;

/// <summary>Every file of <c>Broken</c> is a test: a template, a filter or new columns, for the same small items. Their mistakes stand beside it.</summary>
public class BrokenTemplates
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Scoring", "Items", "Broken");

    private static readonly ItemSet Items = SmallSets.Of(
        """{"question": "Q", "choices": {"text": ["x", "y"], "label": ["A", "B"]}, "answers": ["a"], "label": 1, "split": "test"}""");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mistakes_of_a_broken_template_are_all_said(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n").TrimEnd('\n');
        var (at, diagnostics) = (SmallSets.At(text, name), new Diagnostics());
        switch (Path.GetExtension(name))
        {
            case ".template":
                Assert.NotEqual(true, PromptTemplate.Read(text, at, diagnostics)?.Check(Items, diagnostics));
                break;
            case ".filter":
                Assert.NotEqual(true, ItemFilter.Read(text, at, diagnostics)?.Check(Items, diagnostics));
                break;
            default:
                Assert.Null(ColumnMap.Read(text, at, diagnostics)?.Apply(Items, diagnostics));
                break;
        }

        await Verifier.Verify(MistakesPage.Render(diagnostics, Page.MaxWidth).ToString()).UseDirectory("Broken").UseFileName(name);
    }

    [Fact]
    public void Every_expectation_has_its_file() => Assert.All(
        Directory.EnumerateFiles(Folder, "*.verified.txt"), f => Assert.True(File.Exists(f.Replace(".verified.txt", "", StringComparison.Ordinal)), f));
}
