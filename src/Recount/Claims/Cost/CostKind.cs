using Recount.Costs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Claims.Cost;

/// <summary>Reads <c>cost: { run: gpt3, gives: energy }</c>: a quantity of a training run, held against 'published' or against a limit.</summary>
internal static class CostKind
{
    private static readonly string[] Limits = ["at-most", "at-least"];

    public static Kind Kind { get; } = new(
        "cost",
        new Shape.Mapping("a cost", "A quantity of a run, or of serving, that follows from others: FLOPs, utilisation, device-hours, energy, carbon dioxide, money.",
        [
            new("gives", new Shape.Word("The quantity.", [.. CostQuantity.All.Select(q => q.Key)]), true),
            new("run", new Shape.Text("A run of this spec; what the claim says itself counts more.")),
            new("at-most", new Shape.Text("Without 'published': a number or a formula that the quantity is not above.")),
            new("at-least", new Shape.Text("Without 'published': a number or a formula that the quantity is not below.")),
            new("whole", Shape.Flag("Without 'published': the quantity is a whole number, such as hours of so many devices.")),
            new("saved-by", new Shape.Text("With money, an offer and 'on': another day; what is published is the share of the money that is saved by paying then.")),
            new("over", new Shape.Text("The quantity as a share of this, a number or a formula; what is published is the ratio.")),
            .. RunShape.Keys,
        ]),
        Read);

    private static CostMeasure? Read(Draft draft)
    {
        if (draft.Node is not YamlNode.Mapping node || node.Text("gives") is not { } word || CostQuantity.Named(word.Text) is not { } named)
        {
            return null;
        }

        var mark = draft.Diagnostics.Mark;
        var limits = Limits.Where(k => node[k] is not null).ToList();
        var isWhole = node.Text("whole")?.Text == "true";
        AskForOne(draft, node, limits, isWhole);
        var reader = new RunReader(draft, node);
        var givens = reader.Read(named);
        var over = node.Text("over") is { } whole ? reader.Number("the whole", named.Dimension, whole) : null;
        var ends = limits.Select(k => (
            Sign: k == "at-most" ? "<=" : ">=",
            End: node.Text(k) is { } text ? reader.Number("the limit", over is null ? named.Dimension : Dimension.Share, text, asItStands: true) : null)).ToList();
        if (givens is null || draft.IsEmpty || draft.Diagnostics.Mark > mark || (draft.Publishes && draft.Published is null))
        {
            return null;
        }

        // A paper that counts what is computed again calls that its FLOPs.
        var gives = givens.Count.Counted(named);
        var laws = CostLaws.With(givens.Count);
        if (Derivation.Of(gives.Name, givens.Tiers, laws) is not { } derivation)
        {
            draft.IsEmpty = givens.HasGaps;
            if (!givens.HasGaps)
            {
                draft.Diagnostics.Add(Mistakes.NoWayTo(word.At, gives.Key, Derivation.Missing(gives.Name, givens.Tiers, laws)));
            }

            return null;
        }

        var pricing = derivation.Used.Contains("price") ? givens.Pricing : null;
        if (node.Text("saved-by") is not null && (pricing?.Later is null || gives.Key != "money" || over is not null || draft.Published is null))
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(word.At, "'saved-by' is about money, held against a published share", "gives: money, offer, on, saved-by"));
            return null;
        }

        if (Scale(draft, over is not null || pricing?.Later is not null ? Dimension.Share : gives.Dimension) is not { } scale ||
            IsMixed(
                draft, givens, derivation,
                named.Dimension == Dimension.Money || named.Dimension == Dimension.Price ? [.. ends.Select(e => e.End!), .. over is null ? (IEnumerable<Expression>)[] : [over]] : []))
        {
            return null;
        }

        Expression Shown(Expression inBase) => Derivation.Flat(Scales.Times(over is null ? inBase : new Expression.Binary('/', inBase, over), Rational.One / scale));
        var counted = derivation.Laws.Any(givens.Count.Laws.Contains);
        return new CostMeasure(
            new(gives, over is not null, derivation, Shown(derivation.Expression), [.. ends.Select(e => (e.Sign, e.End!))], isWhole, givens.Numbers),
            pricing, [.. givens.Assumptions.Where(a => derivation.Used.Contains(a.Quantity.Name) && givens.Stands(a))],
            counted ? [.. Counts(named, givens, derivation).Select(c => (c.Count, Shown(c.Expression)))] : [],
            Fits(derivation), Circular(gives, givens, derivation), counted ? givens.Count : null, givens.CountIsStated || !counted, draft.Published);
    }

    // A published number, or limits, or a whole number: one of them.
    private static void AskForOne(Draft draft, YamlNode.Mapping node, List<string> limits, bool isWhole)
    {
        if (draft.Publishes && (limits.Count > 0 || isWhole))
        {
            draft.Diagnostics.Add(Mistakes.PublishedAndComparison(draft.Key, draft.Id));
        }
        else if (isWhole && (limits.Count > 0 || node["over"] is not null))
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(node["whole"]!.At, "'whole' stands for itself, without a limit and without 'over'"));
        }
        else if (!draft.Publishes && limits.Count == 0 && !isWhole)
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(
                draft.Key, $"the claim '{draft.Id}' computes a number and holds it against nothing", "Add 'published:', or a limit: at-most, at-least, whole."));
        }
    }

    // What one unit of the published number is in base units; null where it is no unit of the quantity, which is said.
    private static Rational? Scale(Draft draft, Dimension dimension)
    {
        if (draft.Published is not { } published)
        {
            return Rational.One;
        }

        // A ratio may be printed as a factor.
        var unit = published.Value.Unit.Name;
        var scale = dimension == Dimension.Share && unit == "x" ? Rational.One : dimension.Scale(unit);
        if (scale is null)
        {
            draft.Diagnostics.Add(Mistakes.NoUnitOf(published.Place, published.Value.Text, dimension.Name, dimension.Words));
        }

        return scale;
    }

    // The same quantity under every other convention that the run says enough for, without further assumptions.
    private static IEnumerable<(FlopCount Count, Expression Expression)> Counts(CostQuantity named, Givens givens, Derivation own)
    {
        foreach (var count in FlopCount.Named.Where(c => c != givens.Count))
        {
            if (Derivation.Of(count.Counted(named).Name, givens.Tiers, CostLaws.With(count)) is { } other && other.Laws.Any(count.Laws.Contains) &&
                !other.Supposes.Except(own.Supposes).Any() && givens.Assumptions.Where(givens.Stands).All(a => own.Used.Contains(a.Quantity.Name) || !other.Used.Contains(a.Quantity.Name)))
            {
                yield return (count, other.Expression);
            }
        }
    }

    // How many sequences the memory holds, where the claim rests on that.
    private static Expression? Fits(Derivation derivation) => derivation.Laws.Any(l => l.Of == "largest_batch")
        ? derivation.Expression.Nodes().OfType<Expression.Call>().FirstOrDefault(c => c.Function == "min")?.Arguments[1] : null;

    // One amount times rates of which none was measured.
    private static string? Circular(CostQuantity gives, Givens givens, Derivation derivation)
    {
        string[] products =
        [
            "it_energy = device_hours * power", "energy = it_energy * pue", "energy = it_energy", "carbon = energy * carbon_intensity", "money = device_hours * price",
            "device_hours = devices * duration",
        ];
        var rates = Rates.Keys.Where(k => derivation.Used.Contains(CostQuantity.Named(k)!.Name)).ToList();
        var amounts = derivation.Used.Except(rates.Select(CostQuantity.NameOf)).ToList();
        if (gives.Key is not ("it-energy" or "energy" or "carbon" or "money") || rates.Count == 0 || !rates.All(givens.Constants.ContainsKey) ||
            !derivation.Laws.All(l => products.Contains($"{l.Of} = {l.Formula.Terms[0].Print()}")))
        {
            return null;
        }

        var amount = amounts is [var one] ? CostQuantity.All.First(q => q.Name == one).Called : "device-hours";
        return $"{amount} times {string.Join(" and ", rates.Select(r => $"{CostQuantity.Named(r)!.Called} of {givens.Constants[r]}"))}";
    }

    // Money and prices of two currencies, which is said. Beside them stands what the quantity is held against.
    private static bool IsMixed(Draft draft, Givens givens, Derivation derivation, IReadOnlyList<Expression> beside)
    {
        var used = derivation.Used.Where(u => CostQuantity.All.First(q => q.Name == u).Dimension is var d && (d == Dimension.Money || d == Dimension.Price))
            .Select(u => givens.Tiers.First(t => t.ContainsKey(u))[u]).Concat(beside).SelectMany(e => e.Inputs()).Select(i => givens.Numbers[i].Value.Currency);
        var all = used.Append(draft.Published?.Value.Currency).Append(derivation.Used.Contains("price") ? givens.Pricing?.Offer.Currency : null).OfType<string>().Distinct().ToList();
        if (all.Count > 1)
        {
            draft.Diagnostics.Add(Mistakes.TwoCurrencies(draft.Key, all[0], all[1]));
        }

        return all.Count > 1;
    }
}
