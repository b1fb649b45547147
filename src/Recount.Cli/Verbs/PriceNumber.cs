using System.Text.RegularExpressions;
using Recount.Costs;
using Recount.Costs.Pricing;

namespace Recount.Cli.Verbs;

/// <summary>Numbers of a command line, and what is said of those that are none.</summary>
internal static partial class PriceNumber
{
    /// <summary>The number of a quantity; null where it is none, which is among the mistakes then.</summary>
    /// <param name="isPrinted">It is a paper's: what prints so is meant.</param>
    public static Given? Read(CostQuantity quantity, string text, bool isPrinted, List<(string What, string? Advice)> mistakes)
    {
        var option = isPrinted ? "--published" : $"--{quantity.Key}";
        if (Defaults.Read(quantity, text, isPrinted) is not { } read)
        {
            if (Backwards().Replace(text, "$2-$1") is var turned && turned != text && Defaults.Read(quantity, turned, isPrinted) is not null)
            {
                mistakes.Add(($"{option} {text} runs backwards.", $"Write it as {turned}"));
                return null;
            }

            var range = isPrinted ? "" : $", or as a range: {ExampleRange(quantity)}";
            mistakes.Add(($"{option} {text} is not {Plain(quantity)}.", $"Write it as {Example(quantity)}{range}"));
            return null;
        }

        if (quantity.Refuses(read.Range.Lo.Value!.Value, read.Range.Hi.Value) is { } why)
        {
            mistakes.Add(($"{option} {text}: {why}.", quantity.Dimension == Dimension.Share ? "Write a share as 40 % or 0.4." : null));
        }
        else if (quantity.IsWhole && !(read.Range.Lo.Value.Value.IsWhole && read.Range.Hi.Value!.Value.IsWhole))
        {
            mistakes.Add(($"{option} {text} is not whole.", null));
        }

        return read;
    }

    private static string Plain(CostQuantity quantity) => IsMoney(quantity) ? "an amount of money"
        : quantity.Dimension.Words.Any() ? $"{quantity.Dimension.Name} with its unit ({string.Join(", ", quantity.Dimension.Words.Take(5))})" : "a number";

    private static string Example(CostQuantity quantity) => IsMoney(quantity) ? "'$12'" : quantity.Dimension == Dimension.Share ? "\"40 %\""
        : quantity.Dimension.NeedsUnit && quantity.Dimension.Words.FirstOrDefault() is { } unit ? $"\"12 {unit}\"" : "12";

    private static string ExampleRange(CostQuantity quantity) => Example(quantity).Replace("12", "10-14", StringComparison.Ordinal).Replace("40", "30-50", StringComparison.Ordinal);

    private static bool IsMoney(CostQuantity quantity) => quantity.Dimension == Dimension.Money || quantity.Dimension == Dimension.Price;

    // 50-30%, with a sign before it or a unit behind it.
    [GeneratedRegex(@"(?<=^\D?)([\d.,]+)-([\d.,]+)(?=\D|$)")]
    private static partial Regex Backwards();
}
