using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>McNemar's exact two-sided test (1947) whether two ways to score the same items have one mean; the scores are 0 or 1.</summary>
/// <param name="OnlyFirst">Items that only the first has right.</param>
/// <param name="OnlySecond">Items that only the second has right.</param>
/// <param name="Items">All items.</param>
/// <param name="P">Not adjusted for other tests; near ties do not enter.</param>
public sealed record PairedTest(long OnlyFirst, long OnlySecond, long Items, double P)
{
    /// <summary>The share of items that only one of the two has right.</summary>
    public double Discordance => (double)(OnlyFirst + OnlySecond) / Items;

    /// <param name="first">By item.</param>
    /// <param name="second">By item, as many.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other, or some score is neither 0 nor 1.</exception>
    public static PairedTest Of(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second)
    {
        if (second.Count != first.Count || !first.Concat(second).All(o => o.IsBinary))
        {
            throw new ArgumentException("Pairs are right or wrong, and there are as many of one as of the other.", nameof(second));
        }

        var (onlyFirst, onlySecond) = (first.Zip(second).LongCount(p => p.First.Score > p.Second.Score), first.Zip(second).LongCount(p => p.First.Score < p.Second.Score));
        return new(onlyFirst, onlySecond, first.Count, ProportionTest.McNemar(onlyFirst, onlySecond));
    }
}
