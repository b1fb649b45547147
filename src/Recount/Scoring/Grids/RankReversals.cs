namespace Recount.Scoring.Grids;

/// <summary>Two models under one format.</summary>
/// <param name="Format">Its index.</param>
/// <param name="Difference">The mean of the first model less that of the second, from -1 to 1.</param>
/// <param name="Test">Of no difference, over the items.</param>
public sealed record ModelGap(int Format, double Difference, PairedTest Test);

/// <summary>
/// Whether the format decides which of two models is the better one (Sclar et al., arXiv 2310.11324, section 4.2): pairs of formats of which one has the first model ahead by
/// so much or more, the other the second.
/// </summary>
/// <param name="Gaps">Of every format, in their order.</param>
/// <param name="Least">By how much a model must be ahead, from 0 to 1.</param>
public sealed record RankReversals(IReadOnlyList<ModelGap> Gaps, double Least)
{
    /// <summary>By which that paper counts a reversal.</summary>
    public const double TwoPoints = 0.02;

    private const double Alpha = 0.05;

    /// <summary>The formats under which the first model scores more, by however little.</summary>
    public IReadOnlyList<int> FirstAhead => [.. Gaps.Where(g => g.Difference > 0).Select(g => g.Format)];

    /// <summary>Those under which the second does.</summary>
    public IReadOnlyList<int> SecondAhead => [.. Gaps.Where(g => g.Difference < 0).Select(g => g.Format)];

    /// <summary>All pairs of two formats.</summary>
    public long Pairs => Gaps.Count * (Gaps.Count - 1L) / 2;

    /// <summary>The pairs with a reversal.</summary>
    public long Reversed => Gaps.LongCount(g => g.Difference >= Least) * Gaps.LongCount(g => g.Difference <= -Least);

    /// <summary>Those of them in which both leads are significant, each by itself: by a paired test at 5 %, not adjusted for the number of formats.</summary>
    public long Significant => Gaps.LongCount(g => g.Difference >= Least && g.Test.P < Alpha) * Gaps.LongCount(g => g.Difference <= -Least && g.Test.P < Alpha);

    /// <param name="first">Of one model.</param>
    /// <param name="second">Of the other: the same formats and items, in the same order.</param>
    /// <param name="least">Above 0.</param>
    /// <exception cref="ArgumentException">The two have other formats or items.</exception>
    public static RankReversals Of(FormatMatrix first, FormatMatrix second, double least = TwoPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        if (!first.Formats.SequenceEqual(second.Formats, StringComparer.Ordinal) || !first.Items.SequenceEqual(second.Items, StringComparer.Ordinal))
        {
            throw new ArgumentException("Two models are compared on the same items under the same formats, in the same order.", nameof(second));
        }

        ModelGap Gap(int f) => new(f, (first.Sums[f] - second.Sums[f]) / first.Items.Count, PairedTest.Of(first[f], second[f]));
        return new([.. Enumerable.Range(0, first.Formats.Count).Select(Gap)], least);
    }
}
