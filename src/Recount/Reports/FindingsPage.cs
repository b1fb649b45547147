using Recount.Audits;
using Recount.Findings;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What <c>recount audit</c> shows: full text for what needs attention, counts for the rest.</summary>
public static class FindingsPage
{
    /// <summary>More new findings than this are shown as one line each, unless everything is asked for in full.</summary>
    private const int Many = 20;

    /// <param name="hints">The commands that it suggests.</param>
    /// <param name="all">Every finding, not only those that need attention.</param>
    /// <param name="full">The full text however many there are.</param>
    public static Page Render(Audit audit, int width, Hints hints, bool all = false, bool full = false)
    {
        var page = new Page(width);
        var findings = audit.Findings.ToList();
        var (missing, measured) = (findings.Where(f => f.Verdict is Verdict.NotRun).ToList(), findings.Where(f => f.Verdict is not Verdict.NotRun).ToList());
        var shown = all ? measured : [.. measured.Where(NeedsAttention)];
        foreach (var finding in shown)
        {
            if (shown.Count > Many && !full)
            {
                One(page, finding);
            }
            else
            {
                Full(page, finding);
            }
        }

        Rest(page, measured, shown, hints);
        Missing(page, missing, hints);
        Close(page, audit, findings, hints, shown.Count > Many && !full);
        return page;
    }

    /// <summary>One line per finding: place, verdict, id and the sentence.</summary>
    public static Page Concise(Audit audit)
    {
        var page = new Page(Page.MaxWidth);
        foreach (var finding in audit.Findings)
        {
            page.Line(new($"{finding.Place} "), new(finding.Verdict.Word, Words.Tone(finding)), new($" {finding.Id}: {finding.Reason}"));
        }

        return page;
    }

    private static bool NeedsAttention(Finding finding) => finding.IsAlarm ||
        (finding.Known is not Known.Accepted && !Words.IsQuiet(finding) && finding.Verdict is not Verdict.NotTestable);

    private static void Full(Page page, Finding finding)
    {
        page.Blank();
        page.Edges(
            [new(finding.Verdict.Word, Words.Tone(finding)), new($"  {finding.Id}", Tone.Strong), new($"  {Plain.Short(finding.Published, 48)}")],
            new(finding.Place.ToString(), Tone.Faint));
        page.Text(finding.Reason, 2);
        if (Words.Detail(finding.Verdict) is { } detail)
        {
            page.Text(detail, 2, Tone.Faint);
        }

        if (finding.Known is Known.Changed changed)
        {
            page.Text($"The accepted verdict was {changed.From}.", 2, Tone.Warn);
        }

        if (finding.Response is { } response)
        {
            page.Text(Words.Response(response), 16, Tone.Plain, "  author says");
        }
    }

    private static void One(Page page, Finding finding) =>
        page.Line(new(finding.Verdict.Word.PadRight(23), Words.Tone(finding)), new(finding.Id), new($"  {Plain.Short(finding.Published, 40)}", Tone.Faint));

    private static void Rest(Page page, List<Finding> findings, List<Finding> shown, Hints hints)
    {
        var rest = findings.Except(shown, ReferenceEqualityComparer.Instance).Cast<Finding>().ToList();
        if (rest.Count == 0)
        {
            return;
        }

        var counts = Verdict.Words.Select(w => (w.Word, Count: rest.Count(f => f.Verdict.Word == w.Word))).Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Word}");
        page.Blank();
        page.Text($"{(shown.Count > 0 ? $"{rest.Count} more need no attention" : $"{Words.Count(rest.Count, "finding")}, none is new")}: {string.Join(", ", counts)}");
        page.Labelled("  see       ", hints.Audit("--all"));
    }

    // One entry for what is missing, not one for every claim that wants it.
    private static void Missing(Page page, List<Finding> missing, Hints hints)
    {
        foreach (var group in missing.GroupBy(f => f.Steps[^1].Text.Split(AuditRun.ToGetIt)[0]))
        {
            var gets = group.Select(f => ((Verdict.NotRun)f.Verdict).Get).Distinct().ToList();
            var stand = group.Count(f => f.Known is Known.NotMeasuredHere);
            var stands = stand > 0 ? $" {Words.Count(stand, "accepted verdict")} {(stand == 1 ? "stands" : "stand")}." : "";
            page.Blank();
            page.Line(new Piece("not-run"), new Piece($"  {group.First().Id}", Tone.Strong), new Piece(group.Count() > 1 ? $" and {Words.Number(group.Count() - 1)} more" : ""));
            page.Text($"{group.Key}{stands}", 2);
            page.Text(hints.Of(gets.Count == 1 ? gets[0] : "recount fetch"), 12, Tone.Plain, "  get it");
        }
    }

    private static void Close(Page page, Audit audit, List<Finding> findings, Hints hints, bool shortened)
    {
        var alarms = findings.Where(f => f.IsAlarm).ToList();
        var known = findings.Count(f => f.Level == Level.Error && f.Known is Known.Accepted);
        var fresh = findings.Count(f => f.Known is Known.Unseen && f.Level == Level.Warning);
        var gone = audit.Specs.Sum(s => s.Orphans.Count);
        page.Blank();
        if (alarms.Count == 0)
        {
            var quiet = fresh > 0 ? $"Nothing new at level error; {Words.Count(fresh, "new warning")}" : "Nothing new";
            page.Text($"{quiet}{(known > 0 ? $"; {Words.Count(known, "finding")} at level error {(known == 1 ? "is" : "are")} known" : "")}.", 0, Tone.Good);
        }
        else
        {
            var changed = alarms.Count(f => f.Known is Known.Changed);
            var found = alarms.Count - changed;
            var parts = new[] { found > 0 ? $"{Words.Count(found, "new finding")} at level error" : null, changed > 0 ? $"{Words.Count(changed, "known verdict")} changed" : null };
            page.Text(string.Join(", ", parts.Where(p => p is not null)), 0, Tone.Bad);
            page.Labelled("  why       ", hints.Explain(alarms[0].Id));
            page.Labelled("  known?    ", hints.Accept(alarms[0].Id));
            if (shortened)
            {
                page.Labelled("  in full   ", hints.Audit("--full"));
            }
        }

        if (gone > 0)
        {
            page.Text($"{Words.Count(gone, "accepted finding")} {(gone == 1 ? "is" : "are")} no longer found.", 0, Tone.Warn);
            page.Labelled("  which     ", hints.Audit("--drift"));
        }
    }
}
