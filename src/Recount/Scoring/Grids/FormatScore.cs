using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>How many items are right.</summary>
/// <param name="Number">Here.</param>
/// <param name="Least">On another machine, if all near ties fall the wrong way.</param>
/// <param name="Most">If all fall the right way.</param>
/// <param name="Wilson">The 95 % interval (Wilson 1927) of the share of right items among all that the items are a sample of, from 0 to 1; near ties do not enter.</param>
public sealed record RightCount(long Number, long Least, long Most, (double Low, double High) Wilson);

/// <summary>The score of one format of a grid.</summary>
/// <param name="Format">Its index.</param>
/// <param name="Mean">Over the items, from 0 to 1.</param>
/// <param name="Low">The mean if all near ties fall the wrong way.</param>
/// <param name="High">If all fall the right way.</param>
/// <param name="Error">The standard error of the mean, of items that are a sample of more.</param>
/// <param name="Right">Where the format's scores are all 0 or 1.</param>
public sealed record FormatScore(int Format, double Mean, double Low, double High, Amount Error, RightCount? Right)
{
    /// <summary>The 95 % interval of the mean over all items that these are a sample of: Wilson's where the format counts right items, else a normal one. Near ties do not enter.</summary>
    public (double Low, double High) Interval => Right is { } right ? right.Wilson
        : Error is Amount.Known(var error) ? (Math.Max(0, Mean - (1.96 * error)), Math.Min(1, Mean + (1.96 * error))) : (Mean, Mean);

    public static FormatScore Of(FormatMatrix matrix, int format)
    {
        var (outcomes, n) = (matrix[format], (double)matrix.Items.Count);
        var (sum, low, high) = (matrix.Sums[format], outcomes.Sum(o => o.Low), outcomes.Sum(o => o.High));
        var right = outcomes.All(o => o.IsBinary) ? new RightCount((long)sum, (long)low, (long)high, Proportion.Wilson((long)sum, outcomes.Count, 0.95)) : null;
        return new(format, sum / n, low / n, high / n, StandardError.OfMean([.. outcomes.Select(o => o.Score)]), right);
    }
}
