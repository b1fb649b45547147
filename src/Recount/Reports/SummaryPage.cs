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
        page.Line(new Piece(""));
        foreach (var (word, meaning) in Verdict.Words)
        {
            var own = findings.Where(f => f.Verdict.Word == word).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var known = own.Count(f => f.Known is Known.Accepted or Known.NotMeasuredHere);
            var note = word is "inconsistent" or "deviates" or "failed" ? (known == own.Count ? "  (all known)" : $"  ({own.Count - known} new)") : "";
            page.Line(new($"  {word,-22}", Words.Tone(own[0])), new(FormattableString.Invariant($"{own.Count,6:N0}   ")), new(meaning + note, Tone.Faint));
        }

        var gravest = Words.BySeverity(findings.Where(f => f.Headline && f.Level >= Level.Warning)).ToList();
        var shown = gravest.DistinctBy(f => (f.Spec, f.Claim)).Take(Gravest).ToList();
        if (shown.Count > 0)
        {
            page.Blank();
            page.Line(new Piece(shown.Count < gravest.Count ? $"The gravest of {gravest.Count} findings above a note" : "Findings above a note", Tone.Strong));
            for (var i = 0; i < shown.Count; i++)
            {
                var more = gravest.Count(f => f.Spec == shown[i].Spec && f.Claim == shown[i].Claim) - 1;
                One(page, shown[i], more, i + 1);
            }
        }

        page.Blank();
        var alarms = findings.Count(f => f.IsAlarm);
        page.Line(alarms == 0
            ? new Piece("Nothing new since the accepted snapshots.", Tone.Good)
            : new Piece($"{Words.Count(alarms, "finding")} new at level error or changed since the accepted snapshots.", Tone.Bad));
        page.Blank();
        page.Labelled("  report    ", report);
        page.Labelled("  all       ", hints.Audit("--all"));
        if (shown.Count > 0)
        {
            page.Labelled("  why       ", hints.Explain(shown[0].Id));
        }

        return page;
    }

    private static void One(Page page, Finding finding, int more, int number)
    {
        // What else could be wrong is a matter for 'explain'; here the contradiction is enough.
        var reason = finding.Verdict is Verdict.Inconsistent { Otherwise: var otherwise } ? finding.Reason.Replace(otherwise,
            "", StringComparison.Ordinal).TrimEnd() : finding.Reason;
        var where = finding.At is { } at ? $"{finding.Spec}, {at}" : finding.Spec;
        var rows = more > 0 ? $" ({Words.Count(more, "more row")} of this kind.)" : "";
        page.Blank();
        page.Text($"{where}: \"{finding.Says.TrimEnd('.')}.\" But {reason}{rows}", 4, Tone.Plain, $"{number}.");
        page.Text(finding.Id, 4, Tone.Faint);
    }
}
