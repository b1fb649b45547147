using Recount.Claims.Relation;
using Recount.Costs;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Cost;

/// <summary>Reads <c>cost: { run: gpt3, gives: energy }</c>: a quantity of a training run, held against 'published' or against a limit.</summary>
internal static class CostKind
{
    public static Kind Kind { get; } = new(
        "cost",
        new Shape.Mapping("a cost", "A quantity of a run, or of serving, that follows from others: FLOPs, utilisation, device-hours, energy, carbon dioxide, money.",
        [
            new("gives", new Shape.Word("The quantity.", [.. CostQuantity.All.Select(q => q.Key)]), true),
            new("run", new Shape.Text("A run of this spec; what the claim says itself counts more.")),
            new("at-most", new Shape.Text("Without 'published': a number or a formula that the quantity is not above.")),
            new("at-least", new Shape.Text("Without 'published': a number or a formula that the quantity is not below.")),
            new("whole", Shape.Flag("Without 'published': the quantity is a whole number, such as hours of so many devices.")),
            new("over", new Shape.Text("The quantity as a share of this, a number or a formula; what is published is the ratio.")),
            .. RunShape.Keys,
        ]),
        Read);

    private static readonly string[] Limits = ["at-most", "at-least"];

    private static CostMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping node || node.Text("gives") is not { } word || CostQuantity.Named(word.Text) is not { } gives)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var limits = Limits.Where(k => node[k] is not null).ToList();
        var isWhole = node.Text("whole")?.Text == "true";
        if (draft.Publishes && (limits.Count > 0 || isWhole))
        {
            draft.Diagnostics.Add(Mistakes.PublishedAndComparison(draft.Key, draft.Id));
        }
        else if (limits.Count == 0 && !isWhole)
        {
            draft.AskForPublished();
        }

        var reader = new RunReader(draft, node);
        var givens = reader.Read(gives);
        var over = node.Text("over") is { } whole ? reader.Number("the whole", gives.Dimension, whole) : null;
        var ends = limits.Select(k => (Sign: k == "at-most" ? "<=" : ">=", End: node.Text(k) is { } text ? reader.Number("the limit", gives.Dimension, text, isWhole: true) : null)).ToList();
        if (givens is null || draft.IsEmpty || draft.Diagnostics.Mark > mark || (draft.Publishes && draft.Published is null))
        {
            return null;
        }

        var laws = CostLaws.With(givens.Count);
        if (Derivation.Of(gives.Name, givens.Quantities, laws) is not { } derivation)
        {
            draft.Diagnostics.Add(Mistakes.NoWayTo(word.At, gives.Key, Derivation.Lacks(gives.Name, givens.Quantities, laws)));
            return null;
        }

        var scale = Rational.One;
        if (draft.Published is { } published && over is null)
        {
            var dimension = givens.Pricing?.Later is null ? gives.Dimension : Dimension.Share;
            if (dimension.Scale(published.Value.Unit.Name) is not { } unit)
            {
                draft.Diagnostics.Add(Mistakes.NoUnitOf(published.Place, published.Value.Text, dimension.Name, dimension.Words));
                return null;
            }

            scale = unit;
        }

        if (givens.Pricing?.Later is not null && (gives.Key != "money" || over is not null || draft.Published is null || node.Text("saved-by") is null))
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(word.At, "'saved-by' is about money, held against a published share", "gives: money, offer, on, saved-by"));
            return null;
        }

        if (Currencies(draft, givens, gives) is { } mixed)
        {
            draft.Diagnostics.Add(mixed);
            return null;
        }

        Expression Shown(Expression base_) => Derivation.Flat(over is null ? Scales.Times(base_, Rational.One / scale) : new Expression.Binary('/', base_, over));
        var asked = new CostFormula(gives, over is not null, derivation, Shown(derivation.Expression), [.. ends.Select(e => (e.Sign, e.End!))], isWhole, givens.Numbers);
        return new CostMeasure(
            asked, givens.Pricing is { } pricing && derivation.Used.Contains("price") ? pricing : null,
            [.. givens.Assumed.Where(a => derivation.Used.Contains(a.Quantity.Name)).Select(a => (a, Needed(a, gives, givens, laws, draft, scale, over is not null)))],
            [.. Counts(gives, givens, derivation).Select(c => (c.Count, Shown(c.Expression)))],
            Circular(gives, givens, derivation), derivation.Laws.Contains(givens.Count.PerToken) ? givens.Count : null,
            givens.CountIsStated || !derivation.Laws.Contains(givens.Count.PerToken), draft.Published);
    }

    // What an assumed quantity has to be for the published number to come out, over the numbers of the run and the published one behind them.
    private static Expression? Needed(
        Assumption assumed, CostQuantity gives, Givens givens, IReadOnlyList<Law> laws, Draft draft, Rational scale, bool isRatio)
    {
        if (draft.Published is null || isRatio)
        {
            return null;
        }

        var turned = givens.Quantities.Where(q => q.Key != assumed.Quantity.Name).ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        turned[gives.Name] = Scales.Times(new Expression.Input(givens.Numbers.Count), scale);
        return Derivation.Of(assumed.Quantity.Name, turned, laws)?.Expression;
    }

    // The same quantity under every other convention that the run says enough for.
    private static IEnumerable<(FlopCount Count, Expression Expression)> Counts(CostQuantity gives, Givens givens, Derivation derivation)
    {
        if (!derivation.Laws.Contains(givens.Count.PerToken))
        {
            yield break;
        }

        foreach (var count in FlopCount.Named.Where(c => c != givens.Count))
        {
            if (Derivation.Of(gives.Name, givens.Quantities, CostLaws.With(count)) is { } other && other.Laws.Contains(count.PerToken))
            {
                yield return (count, other.Expression);
            }
        }
    }

    // Totals that come from device-hours, or from energy, by rates of which none was measured.
    private static string? Circular(CostQuantity gives, Givens givens, Derivation derivation)
    {
        var rates = Rates.Keys.Where(k => derivation.Used.Contains(CostQuantity.Named(k)!.Name)).ToList();
        if (gives.Key is not ("it-energy" or "energy" or "carbon" or "money") || rates.Count == 0 || !rates.All(givens.Constants.ContainsKey))
        {
            return null;
        }

        var amount = derivation.Used.Contains("energy") ? "energy" : "device-hours";
        return $"{amount} times {string.Join(" and ", rates.Select(r => $"{CostQuantity.Named(r)!.Called} of {givens.Constants[r]}"))}";
    }

    private static Diagnostic? Currencies(Draft draft, Givens givens, CostQuantity gives)
    {
        if (gives.Key is not ("money" or "price"))
        {
            return null;
        }

        var all = givens.Numbers.Select(n => n.Value.Currency).Append(draft.Published?.Value.Currency).Append(givens.Pricing?.Offer.Currency).OfType<string>().Distinct().ToList();
        return all.Count > 1 ? Mistakes.TwoCurrencies(draft.Key, all[0], all[1]) : null;
    }
}
