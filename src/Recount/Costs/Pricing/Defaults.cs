using Recount.Printed;
using Recount.Quantities;
using Recount.Text;

namespace Recount.Costs.Pricing;

/// <summary>What is assumed where nothing is said; each assumption is shown, and one can give another.</summary>
public static class Defaults
{
    /// <summary>Of a training run. Utilisation is assumed only where nothing else tells how long it takes.</summary>
    public static IReadOnlyList<(string Key, string Text, string Because)> Training { get; } =
    [
        ("mfu", "20-45 %", "whole runs that are audited here: from GPT-3's 19.6 % to 43.5 % of Llama 2 70B"),
        ("pue", "1.1-1.6", "from a large provider's fleet to the average data centre of 2020"),
    ];

    /// <summary>Quantities that each tell how long a run takes, so that no utilisation has to be assumed.</summary>
    public static IReadOnlyList<string> Timed { get; } = ["mfu", "hfu", "achieved", "device-hours", "duration", "tokens-per-second", "money", "energy"];

    /// <summary>Of serving.</summary>
    public static IReadOnlyList<(string Key, string Text, string Because)> Serving { get; } =
    [
        ("mfu", "30-60 %", "of products of large matrices, by rule of thumb"),
        ("mbu", "50-80 %", "of reading weights, by rule of thumb"),
        ("batch", "8-64", "by rule of thumb"),
        ("load", "30-80 %", "of what is paid for, by rule of thumb"),
        ("usable", "90 %", "the rest holds activations"),
        ("weight-bytes", "2", "16 bits"),
        ("kv-bytes", "2", "16 bits"),
    ];

    /// <summary>A number as a user or a default writes it, or a range with both ends; null where it is none, or has no unit of its kind.</summary>
    /// <param name="isPrinted">It is a paper's: what prints so is meant, where else it is meant as it stands.</param>
    public static Given? Read(CostQuantity quantity, string text, string? because, bool isPrinted = false)
    {
        var value = PublishedValue.Parse(text, PrintedAs.Plainly with { Exact = !isPrinted }, out _);
        return value?.Interval is not { IsBounded: true, Lo.Value.Sign: >= 0 } || quantity.Dimension.Scale(value.Unit.Name) is not { } scale ? null
            : new(
                quantity, new(quantity.Key, quantity.Key, value, null, Status.Primary, null, false, Place.Nowhere), scale,
                because ?? (value.RangeEnd is null ? null : "the range that was given"));
    }

    /// <summary>The same number as a claim will read it where it is written into a spec.</summary>
    public static Given AsPrinted(Given given) => given.Because is not null || given.Quantity.IsWhole || given.Number.Id != given.Quantity.Key ? given
        : Read(given.Quantity, given.Number.Value.Text, null, isPrinted: true) ?? given;
}
