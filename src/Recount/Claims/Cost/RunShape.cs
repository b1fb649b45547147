using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Text.Shapes;

namespace Recount.Claims.Cost;

/// <summary>What may be said of a training run: by name under 'runs', and again in a claim, where it counts more.</summary>
public static class RunShape
{
    private static readonly Key[] Words =
    [
        new("accelerator", new Shape.Text("An accelerator of the catalog: its peak and, where no power is given, its rating.")),
        new("format", new Shape.Word("The number format whose peak counts; the 16-bit one where left out.", [.. Accelerator.Formats.Select(f => f.Word)])),
        new("offer", new Shape.Text("An offer of the catalog, whose price on the day 'on' counts.")),
        new("on", new Shape.Text("The day for which offers are priced, such as 2023-07-27.")),
        new("site", new Shape.Text("A site of the catalog: its PUE and carbon intensity, where the run gives none.")),
        new("count", new Shape.Either("How the paper says that FLOPs are counted: a convention such as 6nd. Left out, 6ND is used, and missing it contradicts nobody.",
            new Shape.Word("A convention.", [.. FlopCount.Named.Select(c => c.Key)]),
            new Shape.ListOf("The terms of the forward pass.", new Shape.Word("A term.", [.. FlopCount.Terms.Select(t => t.Word)])))),
        new("assumed", new Shape.MapOf("Quantities that are printed nowhere: a claim that needs them is inconclusive at best.", new Shape.Mapping("an assumption", "A range, and why.",
        [
            new("range", new Shape.Text("Both ends belong to it: 30-50 %."), true),
            new("because", new Shape.Text("The reason."), true),
        ]))),
        new("constants", new Shape.ListOf("Rates that were not measured for this run, such as power: a total that rests on them alone is circular.",
            new Shape.Word("A rate.", Rates.Keys))),
        new("using", new Shape.ListOf(
            "Of what the run gives, only these quantities; for what follows in two ways.", new Shape.Word("A quantity.", [.. CostQuantity.All.Select(q => q.Key)]))),
    ];

    /// <summary>All keys.</summary>
    public static IReadOnlyList<Key> Keys { get; } =
    [
        .. CostQuantity.All.Select(q => new Key(q.Key, new Shape.Text($"{q.Meaning} A number with its unit, or a formula over values and columns, each in its base unit."))),
        .. Words,
    ];

    /// <summary>A run.</summary>
    public static Shape Run { get; } = new Shape.Mapping("a run", "A training run: what is known of it. Everything else follows by the laws of docs/cost.md.",
        [.. Keys, new("note", new Shape.Text("A remark; not evaluated."))]);
}
