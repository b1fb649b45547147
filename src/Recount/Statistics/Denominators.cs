using Recount.Quantities;

namespace Recount.Statistics;

/// <summary>Which numbers of items could stand behind a row of printed shares.</summary>
public static class Denominators
{
    /// <summary>All numbers n from 1 to <paramref name="most"/> for which every share is some k / n.</summary>
    /// <param name="shares">All shares that print so, one interval per printed number; bounded.</param>
    public static IEnumerable<int> Of(IReadOnlyList<Interval> shares, int most) =>
        Enumerable.Range(1, most).Where(n => shares.All(s => !Grim.Of(s, n).None));
}
