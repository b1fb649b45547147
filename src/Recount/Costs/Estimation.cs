using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>Quantities that somebody gives, and what follows from them by laws.</summary>
/// <param name="Givens">Each quantity once.</param>
public sealed record Estimation(IReadOnlyList<Given> Givens, IReadOnlyList<Law> Laws)
{
    // Less than a thousandth of the result is not worth a line.
    private const int Least = 1000;

    private Dictionary<string, Expression> Known =>
        Givens.Select((g, i) => (g, i)).ToDictionary(g => g.g.Quantity.Name, g => Scales.Times(new Expression.Input(g.i), g.g.Scale), StringComparer.Ordinal);

    /// <summary>The quantity; null where it does not follow, or has no value.</summary>
    public Estimate? Of(CostQuantity quantity)
    {
        if (Found(quantity) is not { } found || At(found.Expression, Givens.Select(g => g.Number.Value.Value)) is not { Why: null } value)
        {
            return null;
        }

        var range = Enclosure.Of(found.Expression, [.. Givens.Select(g => g.Number.Value.Interval ?? Interval.Point(g.Number.Value.Value))]).Outer;
        return new(quantity, found, value, range);
    }

    /// <summary>Keys of quantities that would have to be given for another one to follow.</summary>
    public IReadOnlyList<string> Missing(CostQuantity quantity) => Derivation.Missing(quantity.Name, Known, Laws);

    /// <summary>What moves a quantity, the most first; numbers that do not move it are left out.</summary>
    public IReadOnlyList<Swing> Swings(CostQuantity quantity)
    {
        if (Found(quantity) is not { } found)
        {
            return [];
        }

        var middle = Givens.Select(g => g.Number.Value.Value).ToArray();
        var swings = new List<Swing>();
        for (var i = 0; i < Givens.Count; i++)
        {
            if (!found.Used.Contains(Givens[i].Quantity.Name) || Givens[i].Number.Value.Interval is not { Lo.Value: { } lo, Hi.Value: { } hi })
            {
                continue;
            }

            var (low, high) = (At(found.Expression, middle.Select((m, n) => n == i ? lo : m)), At(found.Expression, middle.Select((m, n) => n == i ? hi : m)));
            if (low.Why is null && high.Why is null && Rational.Abs(high.Middle - low.Middle) > Rational.Abs(low.Middle) / Least)
            {
                swings.Add(new(Givens[i], low.Middle, high.Middle));
            }
        }

        return [.. swings.OrderByDescending(s => s.Width)];
    }

    /// <summary>The same with a quantity given, or given otherwise.</summary>
    public Estimation With(Given other) => this with { Givens = [.. Givens.Where(g => g.Quantity != other.Quantity), other] };

    private Derivation? Found(CostQuantity quantity) => Known.TryGetValue(quantity.Name, out var given)
        ? new(given, [], new HashSet<string>([quantity.Name], StringComparer.Ordinal))
        : Derivation.Of(quantity.Name, Known, Laws);

    private static Exact At(Expression expression, IEnumerable<Rational> point) => Reading.Of(expression, [.. point.Select(Exact.Of)]);
}
