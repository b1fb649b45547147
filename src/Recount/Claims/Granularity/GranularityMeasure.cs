using System.Numerics;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;

namespace Recount.Claims.Granularity;

/// <summary>A printed share or mean of so many items, perhaps with its standard deviation.</summary>
/// <param name="Published">The share or mean.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Parts">Whole numbers that each item averages.</param>
/// <param name="Sd">The standard deviation printed beside it, or null.</param>
/// <param name="Data">share, mean or binary.</param>
/// <param name="Used">The printed numbers that the number of items was read from.</param>
public sealed record GranularityMeasure(
    PrintedNumber Published, BigInteger Items, BigInteger Parts, PrintedNumber? Sd, string Data, IReadOnlyList<PrintedNumber> Used) : Measure
{
    /// <summary>Sums that are tried one by one before a check is given up.</summary>
    public const int MostSteps = 100_000_000;

    public override IReadOnlyList<PrintedNumber> Inputs => [.. Used, .. Sd is null ? [] : new[] { Sd }];

    /// <summary>What the sum is a whole number of: items, times their parts.</summary>
    internal BigInteger All => Items * Parts;

    /// <summary>Counts run from none to all; sums of other whole numbers have no bounds here.</summary>
    internal bool IsCount => Data is "share" or "binary";

    public override Measurement Run()
    {
        if (Published.Value.Interval is not { IsBounded: true } interval)
        {
            return new Measurement.Counted(new(0, -1), null, false);
        }

        var sums = Sums(interval);
        if (Sd is null || sums.None)
        {
            return new Measurement.Counted(sums, null, false);
        }

        // One sum that gives the deviation too is enough; the search for it is bounded.
        if (sums.Number > MostSteps)
        {
            return new Measurement.Counted(sums, null, true);
        }

        return new Measurement.Counted(sums, Items < 2 ? null : Joint(interval), false);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check) => new GranularityJudge(this, claim).Judge((Measurement.Counted)measurement);

    /// <summary>The sums that an interval of the mean allows.</summary>
    internal Counts Sums(Interval interval) => IsCount ? Grim.Of(interval, All) : Grim.Sums(interval, All);

    private BigInteger? Joint(Interval interval)
    {
        var sd = Sd!.Value.Interval!;
        return Data == "binary" ? Debit.Ones(interval, sd, Items).Cast<BigInteger?>().FirstOrDefault() ?? -1
            : Grimmer.Sums(interval, sd, Items, Parts).Select(s => (BigInteger?)s.Sum).FirstOrDefault() ?? -1;
    }
}
