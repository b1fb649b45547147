using Recount.Audits;
using Recount.Findings;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What <c>recount audit</c> shows: full text for what needs attention, counts for the rest.</summary>
public static class FindingsPage
{
    /// <summary>More new findings than this are shown as one line each, unless everything is asked for in full.</summary>
    private const int Many = 20;

    /// <param name="all">Every finding, not only those that need attention.</param>
    /// <param name="full">The full text however many there are.</param>
    public static Page Render(Audit audit, int width, bool all = false, bool full = false)
    {
        var page = new Page(width);
        var findings = audit.Findings.ToList();
        var shown = all ? findings : [.. findings.Where(NeedsAttention)];
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

        Rest(page, findings, shown);
        Close(page, audit, findings, shown.Count > Many && !full);
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
        page.Edges([new(finding.Verdict.Word, Words.Tone(finding)), new($"  {finding.Id}", Tone.Strong), new($"  {Plain.Short(finding.Published, 48)}")], new(finding.Place.ToString(), Tone.Faint));
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
            page.Text($"{response.Text}{(response.Source is { } s ? $" ({s}{(response.Date is { } d ? $", {d}" : "")})" : "")}", 16, Tone.Plain, "  author says");
        }
    }

    private static void One(Page page, Finding finding) =>
        page.Line(new(finding.Verdict.Word.PadRight(23), Words.Tone(finding)), new(finding.Id), new($"  {Plain.Short(finding.Published, 40)}", Tone.Faint));

    private static void Rest(Page page, List<Finding> findings, List<Finding> shown)
    {
        var rest = findings.Except(shown, ReferenceEqualityComparer.Instance).Cast<Finding>().ToList();
        if (rest.Count == 0)
        {
            return;
        }

        var counts = Verdict.Words.Select(w => (w.Word, Count: rest.Count(f => f.Verdict.Word == w.Word))).Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Word}");
        page.Blank();
        page.Text($"{(shown.Count > 0 ? $"{rest.Count} more need no attention" : $"{Words.Count(rest.Count, "finding")}, none needs attention")}: {string.Join(", ", counts)}");
        page.Labelled("  see       ", "recount audit --all");
    }

    private static void Close(Page page, Audit audit, List<Finding> findings, bool shortened)
    {
        var alarms = findings.Where(f => f.IsAlarm).ToList();
        var known = findings.Count(f => f.Level == Level.Error && f.Known is Known.Accepted);
        page.Blank();
        if (alarms.Count == 0)
        {
            page.Line(new($"Nothing new{(known > 0 ? $"; {Words.Count(known, "finding")} at level error {(known == 1 ? "is" : "are")} known" : "")}.", Tone.Good));
            return;
        }

        var changed = alarms.Count(f => f.Known is Known.Changed);
        var fresh = alarms.Count - changed;
        var parts = new[] { fresh > 0 ? $"{Words.Count(fresh, "new finding")} at level error" : null, changed > 0 ? $"{Words.Count(changed, "known verdict")} changed" : null };
        page.Line(new(string.Join(", ", parts.Where(p => p is not null)), Tone.Bad));
        page.Labelled("  why       ", $"recount explain {Quote(alarms[0].Id)}");
        page.Labelled("  known?    ", $"recount accept {Quote(alarms[0].Id)} --because \"...\"");
        if (shortened)
        {
            page.Labelled("  in full   ", "recount audit --full");
        }
    }

    // A row key holds brackets and blanks, which a shell would read.
    internal static string Quote(string id) => id.Contains('[', StringComparison.Ordinal) || id.Contains(' ', StringComparison.Ordinal) ? $"\"{id}\"" : id;
}
