using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Costs.Pricing;
using Recount.Reports;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary>What is said where there is no price, or nothing to price.</summary>
internal static class PriceRefusals
{
    /// <summary>No offer has a price on any of the days.</summary>
    public static int Unpriced(PriceQuestion question, PriceAnswer answer, Catalog catalog, string folder, Screen screen)
    {
        if (answer.Unpriced.Count == 0)
        {
            return NoOffer(question, catalog, folder, screen);
        }

        foreach (var (offer, day) in answer.Unpriced)
        {
            screen.Error.WriteLine(new Piece($"No price of {offer.Shown} is known for {Day.Show(day)}: {Quotes.Around(offer, day)}.").Text);
        }

        // Of all observations the one next to the day.
        var near = answer.Unpriced.SelectMany(u => u.Offer.Around(u.Day).Select(o => (o.Day, Away: Math.Abs(o.Day.DayNumber - u.Day.DayNumber)))).OrderBy(o => o.Away).ToList();
        screen.Error.WriteLine(new Piece($"  {(near.Count > 0 ? $"The nearest day with a price: --on {Day.Show(near[0].Day)}" : Priced(question))}").Text);
        return ExitCodes.Usage;
    }

    /// <summary>There is a price, but what it is the price of does not follow.</summary>
    /// <param name="askable">Names that may be asked for, by one way after another.</param>
    public static int Unknown(PriceQuestion question, PriceLine line, Catalog catalog, IReadOnlyList<IReadOnlySet<string>> askable, Screen screen)
    {
        var asked = question.Asked[0];
        var ways = askable.Select(a => line.Estimation.Missing(asked, a)).Where(w => w.Count > 0).Select(w => string.Join(" and ", w.Select(m => $"--{m}"))).Distinct().ToList();
        var formats = catalog.Accelerators.GetValueOrDefault(line.Accelerator)?.Peaks.Keys.ToList() ?? [];
        return screen.Refuse(
            $"{asked.Key} does not follow: {line.Shown}: {line.Obstacle}.",
            line.IsWithoutPeak ? formats.Count == 0 ? "It would with --peak" : $"It would with --peak, or with {string.Join(" or ", formats.Select(f => $"--format {f}"))}"
            : ways.Count > 0 ? $"It would with {string.Join(", or with ", ways)}"
            : question.Accelerator is null && line.Offer is null ? "Say what the price is for: --accelerator H100" : null);
    }

    // No offer of this accelerator and in this currency is seen on any day, or there is none at all.
    private static int NoOffer(PriceQuestion question, Catalog catalog, string folder, Screen screen)
    {
        var all = catalog.Offers.Values.Where(o => question.Accelerator is null || o.Accelerator == question.Accelerator.Name).ToList();
        var of = question.Accelerator is { } accelerator ? $" of {accelerator.Name}" : "";
        var currencies = string.Join(" and ", all.Select(o => o.Currency).Distinct());
        var what = question.Offers.Count > 0 ? $"No price{of} in '{folder}' bears a day: {Quotes.Around(question.Offers[0], default)}."
            : all.Count > 0 ? $"No offer{of} in '{folder}' is in {question.Currency}: there are prices in {currencies}, and no exchange rates."
            : catalog.Offers.Count > 0 ? $"There is no offer{of} in '{folder}': there are offers of {string.Join(", ", catalog.Offers.Values.Select(o => o.Accelerator).Distinct())}."
            : $"There is no offer in '{folder}'.";
        return screen.Refuse(what, Priced(question));
    }

    private static string Priced(PriceQuestion question) =>
        $"Name a price yourself, for one device and hour: --price 2.00 --currency {question.Currency} --accelerator {question.Accelerator?.Name ?? "H100"}";
}
