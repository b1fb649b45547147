using Recount.Audits;

namespace Recount.Reports;

/// <summary>Where an audit differs from the accepted snapshots, line by line.</summary>
public static class DriftPage
{
    private const int Most = 40;

    public static Page Render(IReadOnlyList<Drift> drifts, int width, Hints hints)
    {
        var page = new Page(width);
        foreach (var drift in drifts.Where(d => d.Lines.Count > 0))
        {
            page.Blank().Line(new Piece(drift.Spec, Tone.Strong));
            foreach (var line in drift.Lines.Take(Most))
            {
                page.Line(new Piece($"  {line}", line[0] == '+' ? Tone.Good : Tone.Bad));
            }

            if (drift.Lines.Count > Most)
            {
                page.Line(new Piece($"  and {drift.Lines.Count - Most} more", Tone.Faint));
            }
        }

        var same = drifts.Count(d => d.Lines.Count == 0);
        page.Blank();
        page.Line(new Piece($"{same} of {Words.Count(drifts.Count, "snapshot")} as accepted."));
        if (same < drifts.Count)
        {
            page.Labelled("  accept    ", hints.Accept(drifts.First(d => d.Lines.Count > 0).Spec));
        }

        return page;
    }
}
