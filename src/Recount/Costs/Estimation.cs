using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>Quantities that somebody gives, and what follows from them by laws.</summary>
/// <param name="Givens">Each quantity once.</param>
public sealed record Estimation(IReadOnlyList<Given> Givens, IReadOnlyList<Law> Laws)
{
    // Less than a hundredth of the result is not worth a line: in three digits both ends may read alike.
    private const int Least = 100;

    private IReadOnlyList<IReadOnlyDictionary<string, Expression>> Tiers =>
        [Those(o => o == Origin.Stated), Those(o => o is Origin.Offer or Origin.Accelerator or Origin.Site), Those(o => o == Origin.Assumed)];

    /// <summary>The quantity; null where it does not follow, or has no value.</summary>
    public Estimate? Of(CostQuantity quantity)
    {
        if (Found(quantity) is not { } found || At(found.Expression, Middles) is not { Why: null } value)
        {
            return null;
        }

        return new(quantity, found, value, Enclosure.Of(found.Expression, Box).Outer);
    }

    /// <summary>Over everything that is given, a catalog's numbers being all that prints as they do; for what is held against a printed number.</summary>
    public Interval? Widest(CostQuantity quantity) => Found(quantity) is { } found ? Enclosure.Of(found.Expression, [.. Givens.Select(Readings)]).Outer : null;

    /// <summary>What the other stated numbers make of a stated one, nothing supposed; with the catalog's where they do not lead there by themselves, or null.</summary>
    public Estimate? Otherwise(Given given) => Otherwise(given, 1) ?? Otherwise(given, 2);

    private Estimate? Otherwise(Given given, int tiers) =>
        Derivation.Of(given.Quantity.Name, [.. Tiers.Take(tiers)], [.. Laws.Where(l => l.Supposes is null)]) is { } found && At(found.Expression, Middles) is { Why: null } value
            ? new(given.Quantity, found, value, Enclosure.Of(found.Expression, Box).Outer) : null;

    /// <summary>Keys of quantities that would have to be given for another one to follow.</summary>
    /// <param name="askable">Names that may be asked for.</param>
    public IReadOnlyList<string> Missing(CostQuantity quantity, IReadOnlySet<string> askable) => Derivation.Missing(quantity.Name, Tiers, Laws, askable);

    /// <summary>What moves a quantity, the most first; numbers that hardly move it are left out.</summary>
    public IReadOnlyList<Swing> Swings(CostQuantity quantity)
    {
        if (Found(quantity) is not { } found)
        {
            return [];
        }

        var swings = new List<Swing>();
        foreach (var i in found.Expression.Inputs().Distinct().Where(i => Box[i] is { IsBounded: true, IsPoint: false }))
        {
            var (low, high) = (With(i, Box[i].Lo.Value!.Value), With(i, Box[i].Hi.Value!.Value));
            var range = Enclosure.Of(found.Expression, [.. Middles.Select((m, n) => n == i ? Box[n] : Interval.Point(m))]).Outer;
            if (At(found.Expression, low) is { Why: null } atLow && At(found.Expression, high) is { Why: null } atHigh && range is { Lo.Value: { } least, Hi.Value: { } most } &&
                most - least > Rational.Abs(least) / Least)
            {
                swings.Add(new(Givens[i], atLow.Middle, atHigh.Middle, range));
            }
        }

        return [.. swings.OrderByDescending(s => s.Range.Hi.Value!.Value - s.Range.Lo.Value!.Value)];
    }

    /// <summary>What a given number would have to be for a quantity to have a value, in base units; null where nothing would do.</summary>
    public Rational? Needs(Given given, CostQuantity quantity, Rational target)
    {
        var index = Givens.ToList().IndexOf(given);
        return Found(quantity) is { } found && found.Expression.Inputs().Contains(index) ? Inverse.Of(found.Expression, index, Middles, target) * given.Scale : null;
    }

    /// <summary>The same with a quantity given, or given otherwise.</summary>
    public Estimation With(Given other) => this with { Givens = [.. Givens.Where(g => g.Quantity != other.Quantity), other] };

    private IReadOnlyList<Rational> Middles => [.. Givens.Select(g => g.Number.Value.Value)];

    // What a catalog says is taken as it stands: how it was rounded moves nothing that is worth a line.
    private IReadOnlyList<Interval> Box =>
        [.. Givens.Select(g => g.Origin is Origin.Offer or Origin.Accelerator or Origin.Site ? Interval.Point(g.Number.Value.Value) : Readings(g))];

    private static Interval Readings(Given given) => given.Number.Value.Interval ?? Interval.Point(given.Number.Value.Value);

    private List<Rational> With(int index, Rational end) => [.. Middles.Select((m, n) => n == index ? end : m)];

    private Dictionary<string, Expression> Those(Func<Origin, bool> from) => Givens.Select((g, i) => (Given: g, Index: i)).Where(g => from(g.Given.Origin))
        .ToDictionary(g => g.Given.Quantity.Name, g => Scales.Times(new Expression.Input(g.Index), g.Given.Scale), StringComparer.Ordinal);

    // What is stated stands; what a catalog says or is assumed stands where nothing better leads there.
    private Derivation? Found(CostQuantity quantity)
    {
        Derivation? Given(IReadOnlyDictionary<string, Expression> tier) => tier.GetValueOrDefault(quantity.Name) is { } own
            ? new(own, [], new HashSet<string>([quantity.Name], StringComparer.Ordinal)) : null;
        Derivation? Firm(int tiers) => Derivation.Of(quantity.Name, [.. Tiers.Take(tiers)], Laws) is { } found && !found.Supposes.Any() ? found : null;
        return Given(Tiers[0]) ?? Firm(1) ?? Given(Tiers[1]) ?? Firm(2) ?? Given(Tiers[2]) ?? Derivation.Of(quantity.Name, Tiers, Laws);
    }

    private static Exact At(Expression expression, IEnumerable<Rational> point) => Reading.Of(expression, [.. point.Select(Exact.Of)]);
}
