using Recount.Printed;
using Recount.Text.Shapes;

namespace Recount.Specs;

/// <summary>What a catalog may hold: for the reader's mistakes and for the editors' schema.</summary>
public static class CatalogShape
{
    private static readonly Key Status = new("status", new Shape.Word(
        "How well the numbers are known: primary (read at the vendor's), secondary (quoted by others), unverified.", StatusWords.All));
    private static readonly Key Source = new("source", new Shape.Text("Where the numbers were read."));
    private static readonly Key Note = new("note", new Shape.Text("A remark for readers; not evaluated."));

    private static readonly Shape Accelerator = new Shape.Mapping("an accelerator", "A chip, as its data sheet has it.",
    [
        new("peak", new Shape.MapOf("Peak dense operations per second by number format; what sparsity doubles is halved.", Number("312 TFLOP/s")), true),
        new("power", Number("400 W")),
        new("memory", Number("80 GB")),
        new("bandwidth", Number("2,039 GB/s")),
        Status, Source, Note,
    ]);

    private static readonly Shape Price = new Shape.Mapping("a price", "What the offer was seen to cost.",
    [
        new("per-hour", Number("98.32, for one instance"), true),
        new("observed", new Shape.ListOf("Days on which it was seen, such as 2026-09-24; left out, it is undated and judges nothing.", new Shape.Text("A day."))),
        Status, Source, Note,
    ]);

    private static readonly Shape Offer = new Shape.Mapping("an offer", "An instance that a provider rents out.",
    [
        new("provider", new Shape.Text("Who rents it out."), true),
        new("instance", new Shape.Text("What the provider calls it."), true),
        new("region", new Shape.Text("Where; left out where no source says it.")),
        new("accelerator", new Shape.Text("An accelerator of the catalog."), true),
        new("accelerators", new Shape.Text("How many are in one instance."), true),
        new("currency", new Shape.Text("Of its prices: three letters, such as USD."), true),
        new("prices", new Shape.ListOf("Prices with the days on which they were seen.", Price), true),
        Status, Source, Note,
    ]);

    private static readonly Shape Site = new Shape.Mapping("a site", "What power is like somewhere.",
    [
        new("pue", Number("1.10")),
        new("carbon-intensity", Number("0.429 kg/kWh")),
        Status, Source, Note,
    ]);

    /// <summary>The whole file.</summary>
    public static Shape.Mapping Root { get; } = new("a catalog", "Dated reference facts that specs share: accelerators, what providers rent out, what power is like.",
    [
        new("catalog", new Shape.Text("The version of the catalog language: 1."), true),
        Status, Source, Note,
        new("accelerators", new Shape.MapOf("Accelerators by the name that runs and offers use.", Accelerator)),
        new("offers", new Shape.MapOf("Offers by the name that runs use.", Offer)),
        new("sites", new Shape.MapOf("Sites by the name that runs use.", Site)),
    ]);

    private static Shape.Either Number(string example) => new("A number with its unit.",
        new Shape.Text($"As printed: {example}."),
        new Shape.Mapping("a number", "A number with where it was read.", [new("printed", new Shape.Text($"As printed: {example}."), true), Status, Source, Note]));
}
