using Recount.Reports;
using Recount.Specs;
using Recount.Text;
using VerifyXunit;

namespace Recount.Tests.Specs;

/// <summary>Every file of <c>BrokenCatalogs</c> is a test: its mistakes stand beside it. A new case needs no C#.</summary>
public class BrokenCatalogs
{
    private static readonly string Folder = Path.Combine(Repository.Tests, "Specs", "BrokenCatalogs");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mistakes_of_a_broken_catalog_are_all_said(string name)
    {
        var diagnostics = new Diagnostics();
        var file = Path.Combine(Folder, $"{name}.yaml");
        CatalogReader.Read([new($"specs/catalog/{name}.yaml", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))], diagnostics);

        Assert.NotEqual(0, diagnostics.Count);
        await Verifier.Verify(MistakesPage.Render(diagnostics, Page.MaxWidth).ToString()).UseDirectory("BrokenCatalogs").UseFileName(name);
    }

    [Fact]
    public void A_name_in_two_files_stands_there_twice()
    {
        var diagnostics = new Diagnostics();
        const string text = "catalog: 1\nsites:\n  here: { pue: \"1.1\" }\n";
        CatalogReader.Read([new("a.yaml", text), new("b.yaml", text)], diagnostics);
        Assert.StartsWith("b.yaml(3,3): error RC100: 'here' stands among the sites of the catalog a second time", Assert.Single(diagnostics.Sorted()).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_schema_of_catalogs_is_current() => Assert.Equal(SpecSchema.RenderCatalog(), File.ReadAllText(Repository.At("specs", "catalog", "catalog.schema.json")));

    [Fact]
    public void An_offer_may_name_an_accelerator_of_a_later_file()
    {
        var diagnostics = new Diagnostics();
        var catalog = CatalogReader.Read(
        [
            new("a.yaml", "catalog: 1\noffers:\n  x: { provider: P, instance: i, accelerator: H100, accelerators: \"8\", currency: USD, prices: [{ per-hour: \"1\", observed: [2026-01-01] }] }\n"),
            new("b.yaml", "catalog: 1\naccelerators:\n  H100: { peak: { bf16: \"1 TFLOP/s\" } }\n"),
        ], diagnostics);
        Assert.False(diagnostics.Any);
        Assert.Equal("H100", Assert.Single(catalog.Offers).Value.Accelerator);
    }
}
