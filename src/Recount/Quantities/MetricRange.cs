namespace Recount.Quantities;

/// <summary>
/// The range in which a metric is meant, whatever way a table prints it: 0.21, 21 and 21 % can be the same accuracy. Rules as
/// tested by paperswithcode/axcell (tests/test_metric_ranges.py).
/// </summary>
/// <param name="Name"><c>0-1</c>, <c>1-100</c>, <c>abs</c> (as printed) or <c>unknown</c>.</param>
public sealed record MetricRange(string Name)
{
    public static MetricRange Unknown { get; } = new("unknown");

    public static IReadOnlyList<string> Words { get; } = ["0-1", "1-100", "abs", "unknown"];

    /// <summary>
    /// The factor and the offset that bring a printed number into the range: <c>factor * x + offset</c>.
    /// </summary>
    /// <param name="x">The number before any percent sign counts.</param>
    /// <param name="percent">True when a percent sign is printed.</param>
    /// <param name="complement">True when the claim is about the rest, such as an error rate printed for an accuracy.</param>
    public (Rational Factor, Rational Offset) Map(Rational x, bool percent, bool complement)
    {
        var small = Rational.Abs(x) <= 1;
        var (factor, whole) = Name switch
        {
            "0-1" => (percent || !small ? Rational.Ten(-2) : 1, Rational.One),
            "1-100" => (!percent && small ? 100 : 1, (Rational)100),
            "abs" => (percent ? Rational.Ten(-2) : 1, 1),
            _ => (1, percent || !small ? 100 : 1),
        };
        return complement ? (-factor, whole) : (factor, 0);
    }
}
