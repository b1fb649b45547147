using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Cost;

/// <summary>What is known of a run, bound to printed numbers.</summary>
/// <param name="Quantities">By name with underscores, in base units, over <paramref name="Numbers"/>.</param>
/// <param name="Assumed">Quantities that are printed nowhere.</param>
/// <param name="Constants">Rates that were not measured for this run, each with what it is: "400 W, the rating of A100".</param>
/// <param name="Count">How FLOPs per token are counted.</param>
/// <param name="CountIsStated">The paper says so.</param>
/// <param name="Pricing">The offer that the price comes from; null where the price is printed, or none is there.</param>
internal sealed record Givens(
    IReadOnlyDictionary<string, Expression> Quantities, IReadOnlyList<PrintedNumber> Numbers, IReadOnlyList<Assumption> Assumed,
    IReadOnlyDictionary<string, string> Constants, FlopCount Count, bool CountIsStated, Pricing? Pricing);

/// <summary>A quantity that is printed nowhere.</summary>
/// <param name="Index">Its range, among the numbers of the run.</param>
public sealed record Assumption(CostQuantity Quantity, int Index, string Because);

/// <summary>An offer that is priced on a day.</summary>
/// <param name="Others">Other offers of the same accelerator.</param>
/// <param name="Index">Its price, among the numbers of the run.</param>
/// <param name="Later">Another day, where the claim is about what is saved by paying then.</param>
/// <param name="On">Null: on no day, unless the run of the audit names one.</param>
public sealed record Pricing(Offer Offer, IReadOnlyList<Offer> Others, int Index, DateOnly? On, DateOnly? Later = null);
