namespace Recount.Scoring;

/// <summary>A number that may not be there to be had. A closed family: absence is never a NaN.</summary>
public abstract record Amount
{
    private Amount()
    {
    }

    /// <param name="Value">Finite.</param>
    public sealed record Known(double Value) : Amount;

    /// <param name="Why">A clause: "there are no items".</param>
    public sealed record Unavailable(string Why) : Amount;

    /// <summary>A computed number: known where it is finite.</summary>
    /// <param name="otherwise">Why it is not.</param>
    public static Amount Of(double value, string otherwise = "it is beyond what a double holds") =>
        double.IsFinite(value) ? new Known(value) : new Unavailable(otherwise);
}
