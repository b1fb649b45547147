using Recount.Costs;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Claims.Cost;

/// <summary>Reads what a claim and the run that it names say, the claim first.</summary>
internal sealed partial class RunReader(Draft draft, YamlNode.Mapping claim)
{
    private readonly List<PrintedNumber> _numbers = [];
    private readonly Dictionary<string, Expression> _quantities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly List<Assumption> _assumed = [];
    private readonly YamlNode.Mapping? _run = Run(draft, claim);

    /// <summary>The givens; null when there is a mistake in them, or a cell is empty.</summary>
    /// <param name="gives">What the claim asks for: never given.</param>
    public Givens? Read(CostQuantity gives)
    {
        var mark = draft.Diagnostics.Mark;
        var only = (this["using"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(i => i.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var quantity in CostQuantity.All.Where(q => q != gives && (only is null || only.Contains(q.Key) || claim[q.Key] is not null)))
        {
            if (Text(quantity.Key) is { } text && Quantity(quantity, text) is { } given)
            {
                _quantities[quantity.Name] = given;
            }
        }

        Assume(gives);
        var accelerator = Catalogued(draft.Scope.Catalog.Accelerators, "accelerator", "Accelerators");
        Rated(accelerator, gives);
        Located(gives);
        var pricing = gives.Key == "price" || _quantities.ContainsKey("price") ? null : Priced();
        Constant();
        var count = Count(out var isStated);
        if (this["count"] is null && count.PerToken.Uses.Contains("parameters") && !_quantities.ContainsKey("recomputed"))
        {
            _quantities["recomputed"] = new Expression.Number("0", 0);
        }

        return draft.Diagnostics.Mark > mark || draft.IsEmpty ? null : new(_quantities, _numbers, _assumed, _constants, count, isStated, pricing);
    }

    /// <summary>Reads a number of a dimension, or a formula whose numbers count in their base units; null when it is a mistake or a cell is empty.</summary>
    public Expression? Number(string label, Dimension dimension, YamlNode.Scalar text, bool isWhole = false)
    {
        // A number that stands here itself is a printed one.
        if (PublishedValue.Parse(text.Text, PrintedAs.Plainly with { Exact = isWhole }, out _) is { } printed)
        {
            return Scaled(new($"{label} {text.At}", label, printed, null, draft.Status, draft.Source, false, text.At), dimension, text);
        }

        if (draft.Parse(text) is not { } formula)
        {
            return null;
        }

        if (formula.IsComparison)
        {
            draft.Diagnostics.Add(Mistakes.Formula(text.At, "one number is needed here, not a comparison"));
            return null;
        }

        if (draft.Bind(formula, text, out var inputs) is not { } bound)
        {
            return null;
        }

        if (bound.Terms[0] is Expression.Input alone)
        {
            return Scaled(inputs[alone.Index], dimension, text);
        }

        return bound.Terms[0].Replace(i => Based(inputs[i]));
    }

    private static YamlNode.Mapping? Run(Draft draft, YamlNode.Mapping claim)
    {
        if (claim.Text("run") is not { } name)
        {
            return null;
        }

        if (!draft.Scope.Runs.TryGetValue(name.Text, out var run))
        {
            draft.Diagnostics.Add(Mistakes.UnknownWhat(name.At, "run", name.Text, draft.Scope.Runs.Keys, "Runs"));
        }

        return run;
    }

    private YamlNode? this[string key] => claim[key] ?? _run?[key];

    private YamlNode.Scalar? Text(string key) => claim.Text(key) ?? (claim[key] is null ? _run?.Text(key) : null);

    private Expression? Quantity(CostQuantity quantity, YamlNode.Scalar text) => Number(quantity.Key, quantity.Dimension, text, quantity.IsWhole);

    // A number alone must be in a unit of what it stands for.
    private Expression? Scaled(PrintedNumber number, Dimension dimension, YamlNode.Scalar text)
    {
        if (dimension.Scale(number.Value.Unit.Name) is { } scale)
        {
            return Scales.Times(Input(number), scale);
        }

        draft.Diagnostics.Add(Mistakes.NoUnitOf(text.At, number.Value.Text, dimension.Name, dimension.Words));
        return null;
    }

    // In a formula a number counts in the base unit of whatever it is.
    private Expression Based(PrintedNumber number) => Scales.Times(Input(number), Scales.OfAny(number.Value.Unit.Name));

    private Expression.Input Input(PrintedNumber number)
    {
        var index = _numbers.FindIndex(n => n.Id == number.Id && n.Value == number.Value);
        if (index < 0)
        {
            _numbers.Add(number);
            index = _numbers.Count - 1;
        }

        return new(index);
    }

    private void Assume(CostQuantity gives)
    {
        foreach (var (key, value) in (this["assumed"] as YamlNode.Mapping)?.Entries ?? [])
        {
            if (CostQuantity.Named(key.Text) is not { } quantity)
            {
                draft.Diagnostics.Add(Mistakes.UnknownOf(key.At, "quantity of a run", key.Text, CostQuantity.All.Select(q => q.Key), "Quantities"));
            }
            else if (quantity != gives && value is YamlNode.Mapping mapping && mapping.Text("range") is { } range && !_quantities.ContainsKey(quantity.Name))
            {
                if (PublishedValue.Parse(range.Text, PrintedAs.Plainly with { Exact = true }, out _) is not { Interval: { IsBounded: true } } parsed)
                {
                    draft.Diagnostics.Add(Mistakes.NoFreeNumber(range.At, "range", range.Text, "30-50 %"));
                }
                else if (Scaled(new($"assumed {key.Text}", key.Text, parsed, null, Status.Primary, null, false, range.At), quantity.Dimension, range) is { } given)
                {
                    _quantities[quantity.Name] = given;
                    _assumed.Add(new(quantity, _numbers.Count - 1, mapping.Text("because")?.Text ?? ""));
                }
            }
        }
    }

    private void Constant()
    {
        foreach (var key in (this["constants"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(i => i.Text) ?? [])
        {
            if (CostQuantity.Named(key) is { } rate && _quantities.TryGetValue(rate.Name, out var given))
            {
                _constants.TryAdd(key, rate.Dimension != Dimension.Price && Reading.Of(given, [.. _numbers.Select(n => Exact.Of(n.Value.Value))]) is { Why: null } value
                    ? CostText.Show(rate.Dimension, value.Middle) : given.Print(i => _numbers[i].Shown));
            }
        }
    }

    private FlopCount Count(out bool isStated)
    {
        isStated = this["count"] is not null;
        return this["count"] switch
        {
            YamlNode.Scalar word => FlopCount.Of(word.Text) ?? FlopCount.Named[0],
            YamlNode.Sequence terms when terms.Items.OfType<YamlNode.Scalar>().Select(t => t.Text).Where(t => FlopCount.AllTerms.Any(a => a.Word == t)).ToList() is { Count: > 0 } words =>
                new(string.Join(" + ", words), words, false, "the terms that the spec names"),
            _ => FlopCount.Named[0],
        };
    }
}
