using Recount.Printed;

namespace Recount.Costs.Catalogs;

/// <summary>An instance that a provider rents out, with what it was seen to cost.</summary>
/// <param name="Region">Null where no source gave one.</param>
/// <param name="Accelerator">Its name in the catalog.</param>
/// <param name="Accelerators">How many are in one instance.</param>
/// <param name="Currency">Of all its prices, as ISO 4217 has it: USD.</param>
/// <param name="Prices">The dated ones by their first observation, then the undated ones.</param>
public sealed record Offer(
    string Name, string Provider, string Instance, string? Region, string Accelerator, int Accelerators, string Currency, IReadOnlyList<OfferedPrice> Prices)
{
    /// <summary>"AWS p5.48xlarge (8 x H100-SXM)".</summary>
    public string Shown => $"{Provider} {Instance} ({Accelerators} x {Accelerator}{(Region is null ? "" : $", {Region}")})";

    /// <summary>The price that holds on a day: seen on that day, or the same before and after it; null where none does.</summary>
    public OfferedPrice? On(DateOnly day) => Prices.FirstOrDefault(p => p.Holds(day));

    /// <summary>Observations next to a day, the last one before it first.</summary>
    public IReadOnlyList<(OfferedPrice Price, DateOnly Day)> Around(DateOnly day)
    {
        var seen = Prices.SelectMany(p => p.Observed.Select(d => (Price: p, Day: d))).OrderBy(o => o.Day).ToList();
        return [.. seen.Where(o => o.Day <= day).TakeLast(1), .. seen.Where(o => o.Day > day).Take(1)];
    }
}

/// <summary>A price of one instance and hour, with the days on which somebody saw it.</summary>
/// <param name="PerHour">In the currency of its offer.</param>
/// <param name="Observed">Ascending; none: the price is undated, and judges nothing.</param>
public sealed record OfferedPrice(PrintedNumber PerHour, IReadOnlyList<DateOnly> Observed)
{
    /// <summary>Between the first and the last day on which the price was seen, both included: no other price was seen there.</summary>
    public bool Holds(DateOnly day) => Observed.Count > 0 && day >= Observed[0] && day <= Observed[^1];
}
