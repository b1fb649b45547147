using Recount.Costs;
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
    private readonly Dictionary<string, Expression> _stated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expression> _catalogued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expression> _assumed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly List<Assumption> _assumptions = [];
    private readonly YamlNode.Mapping? _run = Run(draft, claim);
    private bool _hasGaps;

    /// <summary>The givens; null when there is a mistake in them, or a cell of the claim itself is empty.</summary>
    /// <param name="gives">What the claim asks for: never given.</param>
    public Givens? Read(CostQuantity gives)
    {
        var mark = draft.Diagnostics.Mark;
        foreach (var quantity in CostQuantity.All.Where(q => q != gives && IsUsed(q.Key)))
        {
            if (Text(quantity.Key) is { } text && Stated(quantity, text, claim[quantity.Key] is not null) is { } given)
            {
                _stated[quantity.Name] = given;
            }
        }

        Assume(gives);
        Rated(gives);
        Located(gives);
        var pricing = Priced(gives);
        Constant();
        var count = Count(out var isStated);
        if (count.Hardware is not null)
        {
            // Where a paper counts what is computed again, that is what it states as its FLOPs.
            foreach (var (named, meant) in new[] { ("flops", "hardware_flops"), ("flops_per_token", "hardware_flops_per_token") }.Where(n => _stated.ContainsKey(n.Item1)))
            {
                _stated.TryAdd(meant, _stated[named]);
                _stated.Remove(named);
            }
        }

        return draft.Diagnostics.Mark > mark || draft.IsEmpty ? null
            : new(_stated, _catalogued, _assumed, _numbers, _assumptions, _constants, count, isStated, pricing, _hasGaps);
    }

    /// <summary>Reads a number of a dimension, or a formula whose numbers count in their base units; null when it is a mistake or a cell is empty.</summary>
    /// <param name="countsThings">Plain digits are meant as they stand.</param>
    /// <param name="asItStands">So is every number that stands here itself.</param>
    public Expression? Number(string label, Dimension dimension, YamlNode.Scalar text, bool countsThings = false, bool asItStands = false)
    {
        // A number that stands here itself is a printed one.
        var isExact = asItStands || (countsThings && text.Text.All(c => char.IsAsciiDigit(c) || c == ','));
        if (PublishedValue.Parse(text.Text, PrintedAs.Plainly with { Exact = isExact }, out _) is { } printed)
        {
            return Scaled(new($"{label} {text.At}", label, printed, null, draft.Status, draft.Source, false, text.At), dimension, text);
        }

        if (text.Text is ['$' or '€' or '£', ..])
        {
            draft.Diagnostics.Add(Mistakes.NoUnitOf(text.At, text.Text, dimension.Name, dimension.Words));
            return null;
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

        return draft.Bind(formula, text, out var inputs) is not { } bound ? null
            : bound.Terms[0] is Expression.Input alone ? Scaled(inputs[alone.Index], dimension, text)
            : bound.Terms[0].Replace(i => Scales.Times(Input(inputs[i]), Scales.In(dimension, inputs[i].Value.Unit.Name)));
    }

    /// <summary>An expression at the printed digits; null where it has no value.</summary>
    public Rational? At(Expression expression) => Reading.Of(expression, [.. _numbers.Select(n => Exact.Of(n.Value.Value))]) is { Why: null } value ? value.Middle : null;

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

    // What 'using' leaves out of a run is not known, neither from the run nor from the catalog.
    private bool IsUsed(string key) => this["using"] is not YamlNode.Sequence only || claim[key] is not null ||
        (_run?[key] is null && CostQuantity.Named(key) is not null) || only.Items.OfType<YamlNode.Scalar>().Any(i => i.Text == key);

    // An empty cell that a run names is a gap: it matters only where it is needed.
    private Expression? Stated(CostQuantity quantity, YamlNode.Scalar text, bool isOwn)
    {
        var wasEmpty = draft.IsEmpty;
        var given = Number(quantity.Key, quantity.Dimension, text, quantity.IsWhole);
        if (!isOwn && draft.IsEmpty && !wasEmpty)
        {
            (draft.IsEmpty, _hasGaps) = (false, true);
        }

        // A range is no number that was rounded: whatever rests on it is open.
        if (given is Expression.Input or Expression.Binary { Left: Expression.Input, Right: Expression.Number } && given.Inputs().ToList() is [var only] &&
            _numbers[only].Value.RangeEnd is not null)
        {
            _assumptions.Add(new(quantity, only, "a range, as it is printed"));
        }

        if (given is not null && At(given) is { } value && (quantity.Refuses(value, value) ?? Refused(quantity, given)) is { } why)
        {
            draft.Diagnostics.Add(Mistakes.CostQuestion(text.At, why, quantity.Dimension == Dimension.Share ? "Write a share as 40 % or 0.4." : null));
        }

        return given;
    }

    // A range is refused at either end.
    private string? Refused(CostQuantity quantity, Expression given) => given.Inputs().ToList() is [var only] &&
        _numbers[only].Value is { RangeEnd: not null, Interval: { IsBounded: true } range } && quantity.Dimension.Scale(_numbers[only].Value.Unit.Name) is { } scale
            ? quantity.Refuses(range.Lo.Value!.Value * scale, range.Hi.Value!.Value * scale) : null;

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
            else if (quantity != gives && value is YamlNode.Mapping mapping && mapping.Text("range") is { } range)
            {
                var because = mapping.Text("because")?.Text ?? "";
                if (PublishedValue.Parse(range.Text, PrintedAs.Plainly with { Exact = true }, out _) is not { Interval: { IsBounded: true } interval } parsed)
                {
                    draft.Diagnostics.Add(Mistakes.NoFreeNumber(range.At, "range", range.Text, "30-50 %"));
                }
                else if (Scaled(new($"assumed {key.Text}", key.Text, parsed, null, Status.Unverified, "an assumption", false, range.At), quantity.Dimension, range) is { } given)
                {
                    var scale = quantity.Dimension.Scale(parsed.Unit.Name)!.Value;
                    if (quantity.Refuses(interval.Lo.Value!.Value * scale, interval.Hi.Value!.Value * scale) is { } why)
                    {
                        draft.Diagnostics.Add(Mistakes.CostQuestion(range.At, why));
                    }

                    _assumed[quantity.Name] = given;
                    _assumptions.Add(new(quantity, _numbers.FindIndex(n => n.Id == $"assumed {key.Text}"), because));
                }
            }
        }
    }

    private void Constant()
    {
        foreach (var key in (this["constants"] as YamlNode.Sequence)?.Items.OfType<YamlNode.Scalar>().Select(i => i.Text) ?? [])
        {
            // What a run says of its rates is not said of one that the claim brings itself.
            if (CostQuantity.Named(key) is { } rate && _stated.TryGetValue(rate.Name, out var given) && (claim["constants"] is not null || claim[key] is null))
            {
                _constants.TryAdd(key, rate.Dimension != Dimension.Price && At(given) is { } value ? CostText.Show(rate.Dimension, value) : given.Print(i => _numbers[i].Shown));
            }
        }
    }

    private FlopCount Count(out bool isStated)
    {
        isStated = this["count"] is not null;
        return this["count"] switch
        {
            YamlNode.Scalar word => FlopCount.Of(word.Text) ?? FlopCount.Named[0],
            YamlNode.Sequence terms when terms.Items.OfType<YamlNode.Scalar>().Select(t => t.Text).Where(t => FlopCount.Terms.Any(a => a.Word == t)).ToList() is { Count: > 0 } words =>
                FlopCount.Of(string.Join(" + ", words), words, "the terms that the spec names"),
            _ => FlopCount.Named[0],
        };
    }
}
