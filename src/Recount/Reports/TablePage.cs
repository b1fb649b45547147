using Recount.Audits.Tables;
using Recount.Findings;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What <c>recount table</c> shows of one table: each cell that cannot be, each total that does not add up, and what was not checked.</summary>
public static class TablePage
{
    private const int MostNames = 6;

    /// <param name="name">Of the table, for its heading.</param>
    /// <param name="items">Where the table itself says how many items there are, or null.</param>
    public static Page Render(string name, TableQuestion table, string? items, IReadOnlyList<Finding> findings, int width)
    {
        var page = new Page(width);
        var numbers = table.Layout.Rows.Sum(r => r.Cells.Count(c => c.Value is not null));
        page.Edges([new(name, Tone.Strong), new($"  {Words.Count(numbers, "number")} in {Words.Count(table.Layout.Rows.Count, "row")}")], new(table.Layout.At.ToString(), Tone.Faint));
        if (items is not null)
        {
            page.Text($"numbers of items from {items}", 2, Tone.Faint);
        }

        foreach (var finding in findings.Where(f => !Words.IsQuiet(f) && f.Verdict is not Verdict.NotTestable))
        {
            page.Blank();
            page.Edges(
                [new(finding.Verdict.Word, Words.Tone(finding)), new($"  {finding.Row}", Tone.Strong), new($"  {Plain.Short(finding.Published, 40)}")],
                new(finding.Place.ToString(), Tone.Faint));
            page.Text(finding.Reason, 2);
        }

        page.Blank();
        Line(page, findings, "scores", "Scores", "possible", "impossible");
        Line(page, findings, "totals", "Totals", "right", "wrong");
        foreach (var copies in findings.Where(f => f.Kind == "duplicates" && f.Verdict is Verdict.Consistent or Verdict.Deviates))
        {
            var found = copies.Verdict is Verdict.Consistent ? $"no two {copies.Claim} agree beyond chance" : $"{copies.Claim} that agree beyond chance: see above";
            page.Text(found, 10, Tone.Plain, "  Copies");
        }

        if (table.Open.Count > 0)
        {
            page.Text($"{List(table.Open)}: the number of items is not known", 15, Tone.Faint, "  Not checked");
        }

        foreach (var (why, names) in table.Unchecked)
        {
            page.Text($"{List(names)}: {why}", 15, Tone.Faint, "  Not checked");
        }

        return page;
    }

    private static string List(IReadOnlyList<string> names) =>
        string.Join("; ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {Words.Number(names.Count - MostNames)} more" : "");

    private static void Line(Page page, IReadOnlyList<Finding> findings, string claim, string label, string good, string bad)
    {
        var own = findings.Where(f => f.Claim == claim).ToList();
        if (own.Count == 0)
        {
            return;
        }

        var parts = new[]
        {
            (Count: own.Count(Words.IsQuiet), Word: good),
            (Count: own.Count(f => f.Verdict is Verdict.Inconsistent), Word: bad),
            (Count: own.Count(f => f.Verdict is Verdict.NotTestable), Word: "say nothing: every value is possible"),
            (Count: own.Count(f => f.Verdict is Verdict.Inconclusive or Verdict.Deviates or Verdict.Failed), Word: "open"),
        };
        page.Text($"{own.Count} checked: {string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{Words.Number(p.Count)} {p.Word}"))}", 10, Tone.Plain, $"  {label}");
    }
}
