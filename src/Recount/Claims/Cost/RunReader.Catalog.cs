using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Claims.Cost;

/// <content>What a run takes from the catalog.</content>
internal sealed partial class RunReader
{
    // Peak and rating of the accelerator, where the run gives none of its own.
    private void Rated(Accelerator? accelerator, CostQuantity gives)
    {
        if (accelerator is null)
        {
            return;
        }

        var format = Text("format");
        foreach (var (key, number) in new[] { ("peak", accelerator.Peak(format?.Text)), ("memory", accelerator.Memory), ("bandwidth", accelerator.Bandwidth) })
        {
            var quantity = CostQuantity.Named(key)!;
            if (_quantities.ContainsKey(quantity.Name) || quantity == gives)
            {
                continue;
            }

            if (number is not null)
            {
                _quantities[quantity.Name] = Scales.Times(Input(number), quantity.Dimension.Scale(number.Value.Unit.Name)!.Value);
            }
            else if (key == "peak" && format is not null)
            {
                draft.Diagnostics.Add(Mistakes.UnknownOf(format.At, $"format with a peak of {accelerator.Name}", format.Text, accelerator.Peaks.Keys, "Formats"));
            }
        }

        if (gives.Key == "power" || accelerator.Power is not { } rating)
        {
            return;
        }

        var scale = Dimension.Power.Scale(rating.Value.Unit.Name)!.Value;
        if (!_quantities.TryGetValue("power", out var power))
        {
            _quantities["power"] = Scales.Times(Input(rating), scale);
            _constants["power"] = $"{rating.Shown} (the rating of {accelerator.Name})";
        }
        else if (Reading.Of(power, [.. _numbers.Select(n => Exact.Of(n.Value.Value))]) is { Why: null } value && value.Middle == rating.Value.Value * scale)
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
            var quantity = CostQuantity.Named(key)!;
            if (number is not null && quantity != gives && !_quantities.ContainsKey(quantity.Name))
            {
                _quantities[quantity.Name] = Scales.Times(Input(number), quantity.Dimension.Scale(number.Value.Unit.Name)!.Value);
                _constants[key] = $"{number.Shown} ({site.Name} of the catalog)";
            }
        }
    }

    private Pricing? Priced()
    {
        if (Catalogued(draft.Scope.Catalog.Offers, "offer", "Offers") is not { } offer)
        {
            return null;
        }

        // Which price counts is known when the audit runs; until then any one stands for it.
        var (on, later) = (Date("on"), Date("saved-by"));
        var price = Input(offer.Prices[0].PerHour);
        _quantities["price"] = Scales.Times(price, Rational.One / offer.Accelerators);
        return new(offer, [.. draft.Scope.Catalog.Offers.Values.Where(o => o != offer && o.Accelerator == offer.Accelerator)], price.Index, on, later);
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
