using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>A two-sided test whether two ways to score the same items have one mean. A closed family.</summary>
public abstract record PairedTest
{
    private PairedTest(double p) => P = p;

    /// <summary>Not adjusted for other tests.</summary>
    public double P { get; }

    /// <summary>McNemar's exact test (1947), of scores that are 0 or 1.</summary>
    /// <param name="OnlyFirst">Items that only the first has right.</param>
    /// <param name="OnlySecond">Items that only the second has right.</param>
    /// <param name="Items">All items.</param>
    /// <param name="LeastP">The least p that near ties allow on another machine: all fall so that the two differ as much as they can.</param>
    /// <param name="MostP">The greatest: all fall so that the two are as even as they can be.</param>
    public sealed record McNemar(long OnlyFirst, long OnlySecond, long Items, double P, double LeastP, double MostP) : PairedTest(P)
    {
        /// <summary>The share of items that only one of the two has right.</summary>
        public double Discordance => (double)(OnlyFirst + OnlySecond) / Items;
    }

    /// <summary>
    /// The permutation test of paired differences (Fisher 1935, section 21), of any scores: if the two are alike, each item's difference could as well have the other sign.
    /// </summary>
    /// <param name="Flips">How many ways to give signs the p rests on.</param>
    /// <param name="Complete">These are all ways, and p is exact. Else they were drawn, and p is (1 + as extreme ones) / (1 + drawn ones), which is at least 1 / (1 + drawn ones).</param>
    public sealed record SignFlip(double P, long Flips, bool Complete) : PairedTest(P);

    /// <summary>McNemar's test where all scores are 0 or 1, else that by flipped signs.</summary>
    /// <param name="first">By item.</param>
    /// <param name="second">By item, as many.</param>
    /// <param name="seed">Of the signs.</param>
    /// <param name="flips">How many to draw where there are more ways than so many.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static PairedTest Of(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second, uint seed, CancellationToken stop, int flips = SignFlips.Drawn)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count, nameof(second));
        if (!first.All(o => o.IsBinary) || !second.All(o => o.IsBinary))
        {
            return SignFlips.Test([.. first.Zip(second, (a, b) => a.Score - b.Score)], seed, flips, stop);
        }

        var (onlyFirst, onlySecond) = (first.Zip(second).LongCount(p => p.First.Score > p.Second.Score), first.Zip(second).LongCount(p => p.First.Score < p.Second.Score));
        var (least, most) = Range(first, second);
        return new McNemar(onlyFirst, onlySecond, first.Count, ProportionTest.McNemar(onlyFirst, onlySecond), least, most);
    }

    // p falls as the larger side gains items or the smaller one loses some, so it is least where all near ties favour one of the two.
    private static (double Least, double Most) Range(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second)
    {
        var (mostFirst, leastSecond) = Favouring(first, second);
        var (mostSecond, leastFirst) = Favouring(second, first);
        var (one, other) = (ProportionTest.McNemar(mostFirst, leastSecond), ProportionTest.McNemar(leastFirst, mostSecond));

        // Near ties move the lead of one over the other by steps of one: if it changes its sign on the way, it is nought somewhere, where p is 1.
        return (Math.Min(one, other), mostFirst > leastSecond && mostSecond > leastFirst ? 1 : Math.Max(one, other));
    }

    private static (long Own, long Other) Favouring(IReadOnlyList<Outcome> own, IReadOnlyList<Outcome> other) =>
        (own.Zip(other).LongCount(p => p.First.High > p.Second.Low), own.Zip(other).LongCount(p => p.First.High < p.Second.Low));
}
