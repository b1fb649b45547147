namespace Recount.Scoring.Grids;

/// <summary>What is scored by always answering with the commonest right class, and the formats that cannot be told from it.</summary>
/// <param name="Class">The commonest right class; the lowest of several.</param>
/// <param name="Share">Its share of the items: the majority line.</param>
/// <param name="NotTold">The indexes of the formats that a paired test at 5 %, item by item and not adjusted for their number, does not tell from that answer.</param>
public sealed record MajorityLine(int Class, double Share, IReadOnlyList<int> NotTold)
{
    /// <exception cref="ArgumentException">The items of the matrix have no right class.</exception>
    public static MajorityLine Of(FormatMatrix matrix)
    {
        var gold = matrix.Gold ?? throw new ArgumentException("Items without right classes have no commonest one.", nameof(matrix));
        var (commonest, number) = gold.CountBy(g => g).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
        Outcome[] line = [.. gold.Select(g => new Outcome(g == commonest ? 1 : 0))];
        return new(
            commonest, (double)number / gold.Count, [.. Enumerable.Range(0, matrix.Formats.Count).Where(f => PairedTest.Of(matrix[f], line).P >= 0.05)]);
    }
}
