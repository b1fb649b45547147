using MathNet.Numerics.Distributions;
using Recount.Findings;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Scores;

/// <summary>A score as an estimate from a sample of items.</summary>
/// <param name="Ninety">Its own 90 % interval.</param>
/// <param name="By">Where the error comes from.</param>
/// <param name="Tail">An exact p against all numbers from a low to a high one, where there is one; null, or a null of it: by the standard error.</param>
/// <param name="Right">Where it counts items.</param>
internal sealed record ScoreEstimate(
    Outcomes All, double Value, double? Error, Spread? Ninety, string By, long? Items, Func<double, double, double?>? Tail, Counts? Right)
{
    /// <summary>What a 90 % interval reaches to either side, in standard errors.</summary>
    internal static readonly double Z90 = Normal.InvCDF(0, 1, 1 - ScoreJudge.Alpha);

    private static readonly double Z95 = Normal.InvCDF(0, 1, 1 - (ScoreJudge.Alpha / 2));

    /// <summary>Both tests at once.</summary>
    /// <param name="allowed">All numbers that print so, perhaps widened.</param>
    /// <param name="own">The standard error of the published number itself; 0 where none is printed.</param>
    public SampleTest Against(Interval allowed, double own)
    {
        var (low, high) = (allowed.Lo.Value?.ToDouble() ?? double.NegativeInfinity, allowed.Hi.Value?.ToDouble() ?? double.PositiveInfinity);
        var both = Math.Sqrt((Error!.Value * Error.Value) + (own * own));

        // Where the paper is unsure itself, nothing exact is left: both errors are added. The interval of a count has its near ties already.
        var (least, most) = Right is null ? (All.Low.ToDouble(), All.High.ToDouble()) : (Value, Value);
        var normal = own > 0 ? Spread.Normally(Value, both, 1 - (2 * ScoreJudge.Alpha)) : Ninety!.Value;
        var ninety = new Spread(normal.Low - (Value - least), normal.High + (most - Value));
        var distance = most < low ? low - most : Math.Max(0, least - high);
        var p = distance == 0 ? 1 : (own > 0 || least < most ? null : Tail?.Invoke(low, high)) ?? TailProbability.Normal(distance / both);
        return new(ninety, ninety.Low >= low && ninety.High <= high, p, Needed(low, high, distance, own));
    }

    // So many items that, did the score stay what it is, one of the two tests would decide.
    private double? Needed(double low, double high, double outside, double own)
    {
        var (reach, z) = outside > 0 ? (outside, Z95) : (Math.Min(Value - low, high - Value), Z90);
        var wanted = (reach / z * (reach / z)) - (own * own);
        return Items is not { } items || Error is not > 0 || !double.IsFinite(reach) || wanted <= 0 ? null : Math.Ceiling(items * Error.Value * Error.Value / wanted);
    }
}

/// <summary>What the two tests of a sampled score gave.</summary>
/// <param name="Ninety">The interval that should lie inside.</param>
/// <param name="P">How likely a score so far from all that prints so is by chance.</param>
/// <param name="Needed">Items that would decide it; null where no number of them is known to.</param>
internal sealed record SampleTest(Spread Ninety, bool IsInside, double P, double? Needed);

/// <summary>How unsure a paper says its own number is.</summary>
internal static class PrintedError
{
    /// <summary>
    /// Its standard error, and what it was read from; 0 where nothing is printed. A number behind ± is taken as the standard error, or, with a level, as half
    /// the interval.
    /// </summary>
    public static (double Error, string From) Of(PublishedValue value)
    {
        var level = value.As.Level is { } text ? Fits.FitPart.Share(text) : null;
        var z = Normal.InvCDF(0, 1, (1 + (level ?? 0.95)) / 2);
        return (value.Part("low"), value.Part("high"), value.Part("uncertainty")) switch
        {
            ({ } low, { } high, _) when value.Low is not null => ((high.Value - low.Value).ToDouble() / 2 / z, "the printed interval"),
            (_, _, { } around) when level is not null => (around.Value.ToDouble() / z, $"the printed ± {around.Text}"),
            (_, _, { } around) => (around.Value.ToDouble(), $"the printed ± {around.Text}, read as a standard error,"),
            _ => (0, ""),
        };
    }
}
