using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Costs;

/// <summary>A quantity that follows from what is given.</summary>
/// <param name="Value">At the given numbers, the middles of ranges; in base units.</param>
/// <param name="Range">Over everything that the given numbers can be.</param>
public sealed record Estimate(CostQuantity Quantity, Derivation Derivation, Exact Value, Interval Range);

/// <summary>How far one given number moves an estimate, all others at their middles.</summary>
/// <param name="AtLow">The estimate at the lower end of the number's range.</param>
/// <param name="AtHigh">At its upper end.</param>
/// <param name="Range">Over the whole of it: more than between the ends where it turns.</param>
public sealed record Swing(Given Given, Rational AtLow, Rational AtHigh, Interval Range);
