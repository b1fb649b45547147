using System.Globalization;
using System.Numerics;
using Recount.Findings;
using Recount.Quantities;

namespace Recount.Claims.Scores;

/// <summary>All numbers that a measured score can be: one, or those between two ends as near ties fall; of a count, every whole number of items between.</summary>
/// <param name="Items">Where it is a count; null for a number that can be anything between its ends.</param>
internal sealed record Outcomes(Rational Low, Rational High, long? Items)
{
    public static Outcomes Of(MeasuredScore score) => score switch
    {
        { Right: { } right, Items: { } items } => new(new(right.Least, items), new(right.Most, items), items),
        { Reach: { } reach } => new(Exactly(reach.Low), Exactly(reach.High), null),
        _ => Of(Exactly(score.Value)),
    };

    public static Outcomes Of(Rational value) => new(value, value, null);

    /// <summary>The decimal that a program wrote: 0.605 and not the double next to it.</summary>
    public static Rational Exactly(double value) => Literal.Parse(value.ToString("R", CultureInfo.InvariantCulture), out _)?.Value ?? Rational.Of(value);

    /// <summary>True where all of them lie in the interval, false where none does, null where some do.</summary>
    public bool? In(Interval interval)
    {
        if (interval.Contains(Low) && interval.Contains(High))
        {
            return true;
        }

        return Meets(interval) ? null : false;
    }

    private bool Meets(Interval interval)
    {
        if (Items is not { } count)
        {
            return !interval.IsDisjointFrom(Interval.Closed(Low, High));
        }

        BigInteger items = count;

        // The least count that the lower end allows: an interval has no holes.
        var least = (Low * items).Numerator;
        if (interval.Lo.Value is { } lo && lo > Low)
        {
            var at = (lo * items).Floor();
            least = new Rational(at, items) is var there && (there > lo || (there == lo && !interval.Lo.Open)) ? at : at + 1;
        }

        return new Rational(least, items) is var first && first <= High && interval.Contains(first);
    }
}
