using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>A format of a grid against the one that was declared as the reference, on the same items.</summary>
/// <param name="Format">Its index.</param>
/// <param name="Reference">The index of the reference.</param>
/// <param name="Difference">The mean of the format less that of the reference, from -1 to 1.</param>
/// <param name="Interval">The 95 % percentile interval of the difference over resamples of the items.</param>
/// <param name="Test">Of no difference; the first is the format.</param>
/// <param name="AdjustedP">Holm's p among all formats of the grid but the reference.</param>
public sealed record PairedComparison(int Format, int Reference, double Difference, (double Low, double High) Interval, PairedTest Test, double AdjustedP)
{
    /// <summary>The difference in percentage points.</summary>
    public double Points => 100 * Difference;

    /// <summary>All formats but the reference, in their order.</summary>
    /// <param name="reference">Its index: declared before the scores were seen, or the tests mean nothing.</param>
    /// <param name="means">Of the same matrix.</param>
    public static IReadOnlyList<PairedComparison> Of(FormatMatrix matrix, int reference, ResampledMeans means)
    {
        var others = Enumerable.Range(0, matrix.Formats.Count).Where(f => f != reference).ToList();
        var tests = others.ConvertAll(f => PairedTest.Of(matrix[f], matrix[reference]));
        var adjusted = Multiplicity.Holm(tests.ConvertAll(t => t.P));
        return [.. others.Select((f, i) => new PairedComparison(f, reference, matrix.Difference(f, reference), means.Difference(f, reference), tests[i], adjusted[i]))];
    }
}
