using Recount.Costs;
using Recount.Costs.Pricing;
using Recount.Quantities;

namespace Recount.Reports;

/// <summary>How a published number stands to each line of a price, and what the numbers behind the first line would have to be for it.</summary>
internal static class PublishedPrice
{
    public static void Write(Page page, Given published, PriceAnswer answer)
    {
        page.Blank();
        foreach (var line in answer.Lines.Where(l => l.Main is not null))
        {
            var stands = $"{Stands(published, line.Main!.Range)} {PricePage.Shown(line.Main, line.Currency)}";
            page.Text($"{published.Number.Shown} {stands}, on {PricePage.Named(line, answer)}.", 0, Tone.Strong);
        }

        page.Blank();
        page.Text($"What {published.Number.Shown} needs, all else as it is, on {PricePage.Named(answer.Lines[0], answer)}:", 0, Tone.Faint);
        foreach (var need in answer.Needs)
        {
            page.Text($"{Needed(need, answer.Lines[0].Currency)}; {(need.Given.Origin == Origin.Assumed ? "assumed is" : "here it is")} {Here(need.Given, answer.Lines[0].Currency)}",
                18, Tone.Plain, $"  {need.Given.Quantity.Key}");
        }
    }

    private static string Needed(Need need, string currency)
    {
        var ends = new[] { need.AtLow, need.AtHigh }.OfType<Rational>().Order().ToList();
        var quantity = need.Given.Quantity;
        return ends.Count == 0 ? $"no {quantity.Key} gives that"
            : Ends(need.Given, ends[0], ends[^1], currency) + (need.AtLow is null || need.AtHigh is null ? ", and nothing at the other end" : "") +
                (quantity.Refuses(ends[0], ends[^1]) is null ? "" : ", which cannot be");
    }

    private static string Here(Given given, string currency) => given.Because is null ? Ends(given, given.Value, given.Value, currency)
        : Ends(given, given.Range.Lo.Value!.Value, given.Range.Hi.Value!.Value, currency);

    private static string Ends(Given given, Rational low, Rational high, string currency) => given.Quantity.Key == "price"
        ? $"{currency} {(NumberText.Significant(low, 3) is var from && NumberText.Significant(high, 3) is var to && from == to ? from : $"{from} to {to}")} a device-hour"
        : CostText.Range(given.Quantity.Dimension, low, high, 3);

    // Everything that prints as the published number does is held against the range; how many times away it is, is counted from its middle.
    private static string Stands(Given published, Interval estimate)
    {
        string Times(Rational more, Rational less) => less.Sign <= 0 ? "far" : $"{NumberText.Significant(more / less, 3)} times";
        return (published.Range.Lo.Value, published.Range.Hi.Value, estimate.Lo.Value, estimate.Hi.Value) switch
        {
            ({ } low, _, _, { } most) when low > most => $"is above what it comes to, {Times(published.Value, most)} the upper end of",
            (_, { } high, { } least, _) when high < least => $"is below what it comes to, whose lower end is {Times(least, published.Value)} as much:",
            _ => "agrees with what it comes to,",
        };
    }
}
