using Recount.Audits;
using Recount.Costs.Catalogs;
using Recount.Findings;
using Recount.Specs;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Tests;

/// <summary>Small specs as text, audited.</summary>
internal static class Audited
{
    private const string Head = "recount: 1\npaper: { title: \"A paper\" }\n";

    private static readonly Lazy<IReadOnlyList<Spec>> Specs = new(() =>
    {
        var diagnostics = new Diagnostics();
        var specs = SpecFiles.Read(SpecFiles.Find(Repository.At("specs")), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return specs;
    });

    /// <summary>The specs that the repository holds.</summary>
    public static IReadOnlyList<Spec> Shipped => Specs.Value;

    /// <summary>Reads a spec that has no mistakes; tables are given by name.</summary>
    /// <param name="body">What follows version and paper.</param>
    public static Spec Read(string body, params (string Name, string Csv)[] tables) => ReadWhole(Head + body, tables);

    public static Spec ReadWhole(string yaml, params (string Name, string Csv)[] tables)
    {
        var diagnostics = new Diagnostics();
        var spec = SpecReader.Read(new("specs/paper.yaml", yaml), Tables(tables), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return spec!;
    }

    /// <summary>Reads a spec beside the catalog that the repository holds.</summary>
    public static Spec ReadPriced(string body, params (string Name, string Csv)[] tables)
    {
        var diagnostics = new Diagnostics();
        var spec = SpecReader.Read(new("specs/paper.yaml", Head + body), Tables(tables), diagnostics, catalog: Catalog.Value);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return spec!;
    }

    /// <summary>The only finding of a spec beside that catalog.</summary>
    /// <param name="priceAsOf">The day for all prices.</param>
    public static Finding Priced(string body, DateOnly? priceAsOf = null)
    {
        var plan = Plan.Of([ReadPriced(body)]);
        var stop = TestContext.Current.CancellationToken;
        var measured = AuditRun.Measure(plan, null, null, new(false, stop, PriceAsOf: priceAsOf));
        return Assert.Single(AuditRun.Judge(measured, _ => null, stop)[0].Findings);
    }

    /// <summary>The catalog that the repository holds.</summary>
    public static Lazy<Catalog> Catalog { get; } = new(() =>
    {
        var diagnostics = new Diagnostics();
        var catalog = CatalogFiles.Read(Repository.At("specs", "catalog"), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return catalog;
    });

    /// <summary>The headlines of the mistakes of a spec.</summary>
    public static IReadOnlyList<string> Mistakes(string body, params (string Name, string Csv)[] tables)
    {
        var diagnostics = new Diagnostics();
        SpecReader.Read(new("specs/paper.yaml", Head + body), Tables(tables), diagnostics, catalog: Catalog.Value);
        return [.. diagnostics.Sorted().Select(d => d.Headline)];
    }

    /// <summary>The findings of a spec.</summary>
    public static IReadOnlyList<Finding> Findings(string body, params (string Name, string Csv)[] tables) => Audit(Read(body, tables)).Findings;

    /// <summary>The only finding of a spec.</summary>
    public static Finding Finding(string body, params (string Name, string Csv)[] tables) => Assert.Single(Findings(body, tables));

    public static SpecAudit Audit(Spec spec, Snapshot? accepted = null) => Audit(Plan.Of([spec]), accepted);

    public static SpecAudit Audit(Plan plan, Snapshot? accepted = null) =>
        AuditRun.Judge(AuditRun.Measure(plan, TestContext.Current.CancellationToken), _ => accepted, TestContext.Current.CancellationToken)[0];

    private static Func<string, (SourceText? Text, string? Problem)> Tables((string Name, string Csv)[] tables) => path =>
        tables.FirstOrDefault(t => t.Name == path) is { Csv: { } csv } ? (new SourceText($"specs/{path}", csv), null) : (null, "is not there");
}
