namespace Recount.Scoring.Grids;

/// <summary>How often a model prefers each choice under a format. A model that always picks the first scores like a coin, whatever it knows.</summary>
/// <param name="Format">Its index.</param>
/// <param name="Shares">By index of the choice, those that were ever picked, of all items; the commonest first. None for written answers.</param>
/// <param name="Constant">All items but the share that was allowed have the same pick, and there are ten at least.</param>
public sealed record PickShares(int Format, IReadOnlyList<(int Choice, double Share)> Shares, bool Constant)
{
    // With fewer it says nothing that all have one pick.
    private const int Fewest = 10;

    /// <param name="allBut">The greatest share of other picks, or of items without one, with which the predictions are still called constant.</param>
    public static PickShares Of(FormatMatrix matrix, int format, double allBut = 0.02)
    {
        var items = matrix.Items.Count;
        var counted = matrix[format].Where(o => o.IsChosen).CountBy(o => o.Picked).OrderByDescending(c => c.Value).ThenBy(c => c.Key).ToList();
        return new(format, counted.ConvertAll(c => (c.Key, (double)c.Value / items)), items >= Fewest && counted.Count > 0 && (double)(items - counted[0].Value) / items <= allBut);
    }
}
