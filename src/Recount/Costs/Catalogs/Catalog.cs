namespace Recount.Costs.Catalogs;

/// <summary>Dated reference facts that many specs share. Every number in it says where it was read.</summary>
/// <param name="Files">What was read, with digests: path as people see it, and sha256.</param>
public sealed record Catalog(
    IReadOnlyDictionary<string, Accelerator> Accelerators, IReadOnlyDictionary<string, Offer> Offers, IReadOnlyDictionary<string, Site> Sites,
    IReadOnlyList<(string Path, string Sha256)> Files)
{
    public static Catalog Empty { get; } = new(new Dictionary<string, Accelerator>(), new Dictionary<string, Offer>(), new Dictionary<string, Site>(), []);
}
