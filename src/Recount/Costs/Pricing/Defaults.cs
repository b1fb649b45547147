using Recount.Printed;
using Recount.Quantities;
using Recount.Text;

namespace Recount.Costs.Pricing;

/// <summary>What is assumed where nothing is said, and nothing that is said leads there; each assumption that is used is shown, and one can give another.</summary>
public static class Defaults
{
    /// <summary>Of a training run.</summary>
    public static IReadOnlyList<(string Key, string Text, string Because)> Training { get; } =
    [
        ("mfu", "20-45 %", "whole runs that are audited here: from GPT-3's 19.6 % to 43.5 % of Llama 2 70B"),
        ("pue", "1.1-1.6", "from a large provider's fleet to the average data centre of 2020"),
    ];

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

    /// <summary>A default as a given number.</summary>
    public static Given Of((string Key, string Text, string Because) assumed) =>
        Read(CostQuantity.Named(assumed.Key)!, assumed.Text)! with { Origin = Origin.Assumed, Because = assumed.Because };

    /// <summary>A number as a user writes it, or a range with both ends; null where it is none, or has no unit of its kind.</summary>
    /// <param name="isPrinted">It is a paper's: what prints so is meant, where else it is meant as it stands.</param>
    public static Given? Read(CostQuantity quantity, string text, bool isPrinted = false)
    {
        var value = PublishedValue.Parse(text, PrintedAs.Plainly with { Exact = !isPrinted }, out _);
        return value?.Interval is not { IsBounded: true } || quantity.Dimension.Scale(value.Unit.Name) is not { } scale ? null
            : new(
                quantity, new(quantity.Key, quantity.Key, value, null, Status.Primary, null, false, Place.Nowhere), scale, Origin.Stated,
                value.RangeEnd is null ? null : "the range that was given");
    }
}
