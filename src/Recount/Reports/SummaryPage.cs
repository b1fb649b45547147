using Recount.Audits;
using Recount.Findings;

namespace Recount.Reports;

/// <summary>What the pipeline shows at its end: how many claims, which verdicts, the gravest findings as sentences.</summary>
public static class SummaryPage
{
    private const int Gravest = 5;

    /// <param name="hints">The commands that it suggests.</param>
    /// <param name="report">Where the report was written, as shown to people.</param>
    public static Page Render(Audit audit, int width, Hints hints, string report)
    {
        var page = new Page(width);
        var findings = audit.Findings.ToList();
        foreach (var (word, meaning) in Verdict.Words)
        {
            var own = findings.Where(f => f.Verdict.Word == word).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var known = own.Count(f => f.Known is Known.Accepted or Known.NotMeasuredHere);
            var note = word is "inconsistent" or "deviates" or "failed" ? (known == own.Count ? "  (all known)" : $"  ({own.Count - known} new)") : "";
            page.Line(new($"  {word,-22}", Words.Tone(own[0])), new($"{own.Count,6:N0}   "), new(meaning + note, Tone.Faint));
        }

        var gravest = Words.BySeverity(findings.Where(f => f.Headline && f.Level >= Level.Warning)).ToList();
        var distinct = gravest.DistinctBy(f => (f.Spec, f.Claim)).Take(Gravest).ToList();
        if (distinct.Count > 0)
        {
            page.Blank();
            page.Line(new Piece(distinct.Count < gravest.Count ? $"The gravest of {gravest.Count} findings above a note" : "Findings above a note", Tone.Strong));
            for (var i = 0; i < distinct.Count; i++)
            {
                page.Blank();
                var more = gravest.Count(f => f.Spec == distinct[i].Spec && f.Claim == distinct[i].Claim) - 1;
                page.Text($"{distinct[i].Says.TrimEnd('.')}. But {Lower(distinct[i].Reason)}{(more > 0 ? $" ({Words.Count(more, "more row")} of this table.)" : "")}", 4, Tone.Plain, $"{i + 1}.");
                page.Line(new Piece($"    {hints.Explain(distinct[i].Id)}", Tone.Faint));
            }
        }

        page.Blank();
        var alarms = findings.Count(f => f.IsAlarm);
        page.Line(alarms == 0
            ? new Piece("Nothing new since the accepted snapshots.", Tone.Good)
            : new Piece($"{Words.Count(alarms, "finding")} new at level error or changed since the accepted snapshots.", Tone.Bad));
        page.Blank();
        page.Labelled("  report    ", report);
        page.Labelled("  next      ", hints.Audit("--all"));
        return page;
    }

    // The sentence follows "But": a formula or a name keeps its first letter.
    private static string Lower(string reason) => reason.Length > 1 && char.IsUpper(reason[0]) && char.IsLower(reason[1]) && reason.StartsWith("The ", StringComparison.Ordinal) ? char.ToLowerInvariant(reason[0]) + reason[1..] : reason;
}
