namespace Recount.Scoring.Grids;

/// <summary>What a measure of spread would be if formats made no difference, beside what it is.</summary>
/// <param name="Observed">The measure of the grid as it is.</param>
/// <param name="Low">Where the central 95 % of the permuted grids begin. Of R of them it is the one of rank (R + 1)/40, so that the observed one, if it is but one more of them, lies
/// in the band with that probability.</param>
/// <param name="High">Where they end.</param>
/// <param name="P">(1 + permuted grids that spread as far or farther) / (R + 1) (Phipson and Smyth 2010).</param>
/// <param name="Permutations">R.</param>
public sealed record NullBand(double Observed, double Low, double High, double P, int Permutations)
{
    /// <summary>The observed measure lies in the band: what formats that are alike would show.</summary>
    public bool Holds => Low <= Observed && Observed <= High;

    // Sums in another order differ by rounding; what spreads as far must not hang on that.
    private const double Likewise = 1e-12;

    internal static NullBand Of(double observed, double[] permuted)
    {
        Array.Sort(permuted);
        var rank = Math.Max(1, (permuted.Length + 1) / 40);
        var limit = observed * (1 - Likewise);
        return new(observed, permuted[rank - 1], permuted[^rank], (1.0 + permuted.Count(p => p >= limit)) / (1 + permuted.Length), permuted.Length);
    }
}
