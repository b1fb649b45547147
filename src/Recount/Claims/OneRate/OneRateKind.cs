using Recount.Costs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.OneRate;

/// <summary>Reads <c>one-rate: { rate: power, of: t15.MWh, per: t15.hours }</c>: are all totals one rate times the hours, so that nothing was measured?</summary>
internal static class OneRateKind
{
    // Each rate with what it is of and per; the factors of an amount count in the base units of whatever they are.
    private static readonly (string Key, Dimension Of, Dimension Per, Dimension Rate)[] Known =
    [
        ("power", Dimension.Energy, Dimension.DeviceTime, Dimension.Power), ("price", Dimension.Money, Dimension.DeviceTime, Dimension.Price),
        ("carbon-intensity", Dimension.Carbon, Dimension.Energy, Dimension.CarbonIntensity), ("carbon-per-hour", Dimension.Carbon, Dimension.DeviceTime, Dimension.Carbon),
    ];

    public static Kind Kind { get; } = new(
        "one-rate",
        new Shape.Mapping("one rate", "Whether one rate makes all totals of the amounts beside them; then the totals are amounts times a constant, and were not measured.",
        [
            new("rate", new Shape.Word(
                "power (energy per device-hour), price (money per device-hour), carbon-intensity (carbon per energy), carbon-per-hour.", [.. Known.Select(k => k.Key)]), true),
            new("of", new Shape.Text("The totals: a column such as t15.MWh, or one number."), true),
            new("per", new Shape.Either("The amounts: a column of the same length, or one number; or several whose product is the amount, [t2.hours, t2.power].",
                new Shape.Text("A column or a number."), new Shape.ListOf("Columns or numbers.", new Shape.Text("A column or a number."))), true),
        ]),
        Read);

    private static OneRateMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping node || Known.FirstOrDefault(k => k.Key == node.Text("rate")?.Text) is not ({ } key, { } of, { } amount, { } dimension) ||
            (node["per"] is YamlNode.Sequence several ? several.Items.OfType<YamlNode.Scalar>().ToList() : node.Text("per") is { } one ? [one] : []) is not { Count: > 0 } texts)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var totals = Column(draft, node.Text("of"), of);
        var amounts = texts.Select(t => (Text: t, Numbers: Column(draft, t, texts.Count == 1 ? amount : null))).ToList();
        if (totals is null || amounts.Any(a => a.Numbers is null) || draft.Diagnostics.Mark > mark || draft.IsEmpty)
        {
            return null;
        }

        if (amounts.FirstOrDefault(a => a.Numbers!.Count != 1 && a.Numbers.Count != totals.Count) is { Text: { } odd, Numbers: { } others })
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(odd.At, $"{totals.Count} totals stand beside {others.Count} amounts"));
            return null;
        }

        if (draft.Published is { } published && dimension.Scale(published.Value.Unit.Name) is null)
        {
            draft.Diagnostics.Add(Mistakes.NoUnitOf(published.Place, published.Value.Text, dimension.Name, dimension.Words));
            return null;
        }

        var currencies = totals.Select(t => t.Number.Value.Currency).Append(draft.Published?.Value.Currency).OfType<string>().Distinct().ToList();
        if (currencies.Count > 1)
        {
            draft.Diagnostics.Add(Mistakes.TwoCurrencies(draft.Key, currencies[0], currencies[1]));
            return null;
        }

        return new(key, dimension, totals, [.. amounts.Select(a => a.Numbers!)], draft.Published);
    }

    // Each number with what one of its units is in base units.
    private static IReadOnlyList<(PrintedNumber Number, Rational Scale)>? Column(Draft draft, YamlNode.Scalar? text, Dimension? dimension)
    {
        if (text is null)
        {
            return null;
        }

        IReadOnlyList<PrintedNumber> numbers;
        if (PublishedValue.Parse(text.Text, PrintedAs.Plainly, out _) is { } printed)
        {
            numbers = [new($"{text.Text} {text.At}", text.Text, printed, null, draft.Status, draft.Source, false, text.At)];
        }
        else if (draft.Parse(text) is not { } formula || draft.Bind(formula, text, out var inputs, columns: true) is not { } bound)
        {
            return null;
        }
        else if (bound is { IsComparison: false, Terms: [Expression.Input or Expression.Column] } && bound.Terms[0].Nodes().All(n => n is Expression.Input or Expression.Column))
        {
            numbers = [.. bound.Terms[0].Inputs().Select(i => inputs[i])];
        }
        else
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(text.At, "a column or one printed number is needed here, not a formula"));
            return null;
        }

        var scaled = numbers.Select(n => (n, Scale: dimension is null ? Scales.In(Dimension.DeviceTime, n.Value.Unit.Name) : dimension.Scale(n.Value.Unit.Name))).ToList();
        if (scaled.FirstOrDefault(s => s.Scale is null).n is { } bare)
        {
            draft.Diagnostics.Add(Mistakes.NoUnitOf(text.At, bare.Value.Text, dimension!.Name, dimension.Words));
            return null;
        }

        return [.. scaled.Select(s => (s.n, s.Scale!.Value))];
    }
}
