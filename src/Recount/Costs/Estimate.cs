using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>A quantity that follows from what is given.</summary>
/// <param name="Value">At the given numbers, the middles of ranges; in base units.</param>
/// <param name="Range">Over everything that the given numbers can be.</param>
public sealed record Estimate(CostQuantity Quantity, Derivation Derivation, Exact Value, Interval Range);

/// <summary>How far one given number moves an estimate, all others at their middles.</summary>
/// <param name="Low">The estimate at one end of the number's range.</param>
/// <param name="High">At the other end.</param>
public sealed record Swing(Given Given, Rational Low, Rational High)
{
    /// <summary>From the lower to the higher of both.</summary>
    public Rational Width => Rational.Abs(High - Low);
}
