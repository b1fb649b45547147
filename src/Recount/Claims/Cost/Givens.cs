using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Cost;

/// <summary>What is known of a run, bound to printed numbers.</summary>
/// <param name="Stated">Quantities by name with underscores, in base units, over <paramref name="Numbers"/>.</param>
/// <param name="Catalogued">Those that the catalog says.</param>
/// <param name="Assumed">Those that are printed nowhere.</param>
/// <param name="Constants">Rates that were not measured for this run, each with what it is: "400 W, the rating of A100".</param>
/// <param name="Count">How FLOPs per token are counted.</param>
/// <param name="CountIsStated">The paper says so.</param>
/// <param name="Pricing">The offer that the price comes from; null where the price is printed, or none is there.</param>
/// <param name="HasGaps">A cell that the run names is empty.</param>
internal sealed record Givens(
    IReadOnlyDictionary<string, Expression> Stated, IReadOnlyDictionary<string, Expression> Catalogued, IReadOnlyDictionary<string, Expression> Assumed,
    IReadOnlyList<PrintedNumber> Numbers, IReadOnlyList<Assumption> Assumptions, IReadOnlyDictionary<string, string> Constants, FlopCount Count, bool CountIsStated,
    Pricing? Pricing, bool HasGaps)
{
    /// <summary>The better known first.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Expression>> Tiers => [Stated, Catalogued, Assumed];

    /// <summary>An assumption is what stands for its quantity: nothing better was given.</summary>
    public bool Stands(Assumption assumed) =>
        Tiers.FirstOrDefault(t => t.ContainsKey(assumed.Quantity.Name))?[assumed.Quantity.Name].Inputs().Contains(assumed.Index) ?? false;
}

/// <summary>A quantity that is printed nowhere.</summary>
/// <param name="Index">Its range, among the numbers of the run.</param>
public sealed record Assumption(CostQuantity Quantity, int Index, string Because);

/// <summary>An offer that is priced on a day.</summary>
/// <param name="Others">Other offers of the same accelerator.</param>
/// <param name="Index">Its price, among the numbers of the run.</param>
/// <param name="On">Null: on no day, unless the run of the audit names one.</param>
/// <param name="Later">Another day, where the claim is about what is saved by paying then.</param>
public sealed record Pricing(Offer Offer, IReadOnlyList<Offer> Others, int Index, DateOnly? On, DateOnly? Later);
