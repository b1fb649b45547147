using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Claims.Cost;

/// <content>What a run takes from the catalog.</content>
internal sealed partial class RunReader
{
    // What the data sheet says, where the run says nothing.
    private void Rated(CostQuantity gives)
    {
        var format = Text("format");
        if (Catalogued(draft.Scope.Catalog.Accelerators, "accelerator", "Accelerators") is not { } accelerator)
        {
            if (format is not null && this["accelerator"] is null)
            {
                draft.Diagnostics.Add(Mistakes.OnlyWith(format.At, "format", "accelerator"));
            }

            return;
        }

        var peak = accelerator.Peak(format?.Text);
        if (peak is null && format is not null && Accelerator.Formats.Any(f => f.Word == format.Text))
        {
            draft.Diagnostics.Add(Mistakes.UnknownOf(format.At, $"format with a peak of {accelerator.Name}", format.Text, accelerator.Peaks.Keys, "Formats"));
        }

        Take("peak", peak, gives);
        Take("memory", accelerator.Memory, gives);
        Take("bandwidth", accelerator.Bandwidth, gives);
        if (accelerator.Power is not { } rating)
        {
            return;
        }

        // A power that is printed as the rating is the rating.
        var isRating = Take("power", rating, gives) || (_stated.GetValueOrDefault("power") is Expression.Binary or Expression.Input && _stated["power"].Inputs().ToList() is [var only] &&
            _numbers[only].Value is { RangeEnd: null, Qualifier: Qualifier.None } && At(_stated["power"]) == rating.Value.Value * Dimension.Power.Scale(rating.Value.Unit.Name)!.Value);
        if (isRating)
        {
            _constants["power"] = $"{rating.Shown} (the rating of {accelerator.Name})";
        }
    }

    private void Located(CostQuantity gives)
    {
        if (Catalogued(draft.Scope.Catalog.Sites, "site", "Sites") is not { } site)
        {
            return;
        }

        foreach (var (key, number) in new[] { ("pue", site.Pue), ("carbon-intensity", site.CarbonIntensity) })
        {
            if (Take(key, number, gives))
            {
                _constants[key] = $"{number!.Shown} ({site.Name} of the catalog)";
            }
        }
    }

    // True where the catalog's number stands for the quantity.
    private bool Take(string key, PrintedNumber? number, CostQuantity gives)
    {
        var quantity = CostQuantity.Named(key)!;
        if (number is null || quantity == gives || _stated.ContainsKey(quantity.Name) || !IsUsed(key))
        {
            return false;
        }

        _catalogued[quantity.Name] = Scales.Times(Input(number), quantity.Dimension.Scale(number.Value.Unit.Name)!.Value);
        return true;
    }

    private Pricing? Priced(CostQuantity gives)
    {
        var offer = Catalogued(draft.Scope.Catalog.Offers, "offer", "Offers");
        var (on, later) = (Date("on"), Date("saved-by"));
        if (claim.Text("offer") is { } own && claim["price"] is not null)
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(own.At, "'offer' and 'price' are two prices", "Leave one out."));
        }
        else if (claim["offer"] is not null)
        {
            // The claim's own keys count more than the run's.
            _stated.Remove("price");
        }

        if (claim.Text("saved-by") is { } saved && (this["offer"] is null || this["on"] is null))
        {
            draft.Diagnostics.Add(Mistakes.OnlyWith(saved.At, "saved-by", this["offer"] is null ? "offer" : "on"));
        }

        if (offer is null || gives.Key == "price" || _stated.ContainsKey("price"))
        {
            return null;
        }

        // Which price counts is known when the audit runs; until then any one stands for it.
        var price = Input(offer.Prices[0].PerHour);
        _catalogued["price"] = Scales.Times(price, Rational.One / offer.Accelerators);
        return new(
            offer, [.. draft.Scope.Catalog.Offers.Values.Where(o => o != offer && o.Accelerator == offer.Accelerator)], price.Index, on,
            later);
    }

    private DateOnly? Date(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var day = Day.Parse(text.Text);
        if (day is null)
        {
            draft.Diagnostics.Add(Mistakes.NotADate(text.At, text.Text));
        }

        return day;
    }

    private T? Catalogued<T>(IReadOnlyDictionary<string, T> entries, string key, string plural)
        where T : class
    {
        if (draft.Filled(Text(key)) is not { } name)
        {
            return null;
        }

        if (!entries.TryGetValue(name.Text, out var entry))
        {
            draft.Diagnostics.Add(Mistakes.UnknownOf(name.At, $"{key} of the catalog", name.Text, entries.Keys, plural));
        }

        return entry;
    }
}
