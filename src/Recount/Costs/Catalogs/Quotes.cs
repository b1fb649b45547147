using Recount.Text;

namespace Recount.Costs.Catalogs;

/// <summary>What is said of a price that is not known for a day.</summary>
public static class Quotes
{
    /// <summary>The observations next to a day, as a clause.</summary>
    public static string Around(Offer offer, DateOnly day)
    {
        var near = offer.Around(day);
        return near switch
        {
            [] => $"what was seen, {string.Join(" and ", offer.Prices.Select(p => p.PerHour.Shown))} {offer.Currency} an hour, bears no day and judges nothing",
            [var only] => $"the nearest seen is {only.Price.PerHour.Shown} {offer.Currency} an hour on {Day.Show(only.Day)}, with nothing seen {(only.Day < day ? "after" : "before")} it",
            [var before, var after] => $"{Shown(offer, before)}, and {Shown(offer, after)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Other offers of the same accelerator whose price holds on a day, as a sentence; empty where there are none.</summary>
    public static string Others(IEnumerable<Offer> others, DateOnly day)
    {
        var held = others.Where(o => o.On(day) is not null).Select(o => $"{o.Shown} at {o.On(day)!.PerHour.Shown} {o.Currency}").Take(3).ToList();
        return held.Count == 0 ? "" : $" On that day {string.Join(" and ", held)} {(held.Count == 1 ? "is" : "are")} known.";
    }

    /// <summary>What gets a price.</summary>
    public static string Advice(Offer offer, DateOnly day) => offer.Around(day) is [var near, ..]
        ? $"an observation for that day in the catalog, or --price-as-of {Day.Show(near.Day)} for what it cost then"
        : "a dated observation in the catalog";

    private static string Shown(Offer offer, (OfferedPrice Price, DateOnly Day) seen) => $"{seen.Price.PerHour.Shown} {offer.Currency} an hour was seen on {Day.Show(seen.Day)}";
}
