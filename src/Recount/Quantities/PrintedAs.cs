namespace Recount.Quantities;

/// <summary>What a spec declares about the way a number is printed.</summary>
/// <param name="Unit">The unit of a number printed without one.</param>
/// <param name="Digits">Significant digits, where trailing zeros leave them open.</param>
/// <param name="Exact">True: the number is meant as it stands, such as a count.</param>
/// <param name="Margin">For "about": how far off it may be, as text: <c>5 %</c> of the number, or a number in its own unit; of a percentage, 5 % means five points.</param>
/// <param name="Bound">For "over" and "almost": <c>above</c> or <c>below</c>.</param>
/// <param name="Level">The confidence level of a printed interval, as text.</param>
/// <param name="Range">The range in which the metric is meant; null leaves the number as printed.</param>
/// <param name="Complement">With <paramref name="Range"/>: the claim is about the rest to one or to 100.</param>
public sealed record PrintedAs(
    Rounding Rounding, Unit? Unit = null, int? Digits = null, bool Exact = false, string? Margin = null, string? Bound = null,
    string? Level = null, MetricRange? Range = null, bool Complement = false)
{
    public static PrintedAs Plainly { get; } = new(Rounding.Unknown);
}
