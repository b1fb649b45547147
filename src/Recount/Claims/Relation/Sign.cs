using Recount.Quantities;
using Recount.Quantities.Expressions;

namespace Recount.Claims.Relation;

/// <summary>What the range of a difference, left minus right, says of a comparison.</summary>
internal static class Sign
{
    // A continuous difference that is attained on both sides of zero is zero somewhere in the box.
    public static bool Changes(Enclosure range) =>
        range is { Gap: null, Lowest.Value.High.Sign: <= 0, Highest.Value.Low.Sign: >= 0 };

    public static bool Never(string sign, Interval outer) => sign switch
    {
        "=" => !outer.Contains(0),
        "!=" => outer == Interval.Point(0),
        "<" => outer.Lo.Value is { Sign: >= 0 },
        "<=" => outer.Lo.Value is { } lo && (lo.Sign > 0 || (lo.Sign == 0 && outer.Lo.Open)),
        ">" => outer.Hi.Value is { Sign: <= 0 },
        _ => outer.Hi.Value is { } hi && (hi.Sign < 0 || (hi.Sign == 0 && outer.Hi.Open)),
    };

    public static bool Always(string sign, Interval outer) => sign switch
    {
        "=" => outer == Interval.Point(0),
        "!=" => !outer.Contains(0),
        "<" => Never(">=", outer),
        "<=" => Never(">", outer),
        ">" => Never("<=", outer),
        _ => Never("<", outer),
    };

    public static bool Holds(string sign, Exact value) => Always(sign, value.Interval) || (sign == "=" && value.Interval.Contains(0));
}
