namespace Recount.Scoring.Grids;

/// <summary>
/// Everything that is told of a grid of formats: scores with intervals, each format against the reference, the spread and what it would be by chance, lines to hold it against.
/// </summary>
/// <param name="Matrix">The outcomes that all of it comes from.</param>
/// <param name="Reference">The index of the format that was declared as the reference.</param>
/// <param name="Others">Each other format against it; p adjusted by Holm over the grid.</param>
/// <param name="Spread">Null where there is one format only, or one item.</param>
/// <param name="Alike">The range and the deviation as they would be if formats made no difference; null like the spread.</param>
/// <param name="Majority">Null where the items have no classes.</param>
/// <param name="Picks">Of each format, what the model picked.</param>
/// <param name="Place">Of a published score, where one was given.</param>
public sealed record GridSummary(
    FormatMatrix Matrix, int Reference, IReadOnlyList<FormatScore> Scores, IReadOnlyList<PairedComparison> Others, FormatSpread? Spread, PermutedFormats? Alike, Extremes Extremes,
    MajorityLine? Majority, IReadOnlyList<PickShares> Picks, PublishedPlace? Place)
{
    /// <summary>Of all draws.</summary>
    public const uint Seed = 1234;

    /// <param name="published">A published score and the interval of all numbers that print so, from 0 to 1; or null.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static GridSummary Of(FormatMatrix matrix, string reference, (double Value, double Low, double High)? published, CancellationToken stop)
    {
        var at = matrix.Formats.ToList().IndexOf(reference);
        var means = ResampledMeans.Of(matrix, Seed, stop);
        var formats = Enumerable.Range(0, matrix.Formats.Count).ToList();
        var spreads = formats.Count > 1 && matrix.Items.Count > 1;
        return new(
            matrix, at, formats.ConvertAll(f => FormatScore.Of(matrix, f)), PairedComparison.Of(matrix, at, means), spreads ? FormatSpread.Of(matrix) : null,
            spreads ? PermutedFormats.Of(matrix, Seed, stop) : null, Extremes.Of(matrix, means), matrix.Gold is null ? null : MajorityLine.Of(matrix),
            formats.ConvertAll(f => PickShares.Of(matrix, f)), published is var (value, low, high) ? PublishedPlace.Of(matrix, value, low, high) : null);
    }
}
