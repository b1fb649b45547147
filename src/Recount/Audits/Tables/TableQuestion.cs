using System.Text.RegularExpressions;
using Recount.Claims;
using Recount.Claims.Duplicates;
using Recount.Claims.Granularity;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Specs;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>A table of a draft as a question: which scores cannot be, which averages and sums do not add up, which lines are alike.</summary>
/// <param name="Layout">The table taken apart.</param>
/// <param name="Spec">An invented spec with a claim for each of the three.</param>
/// <param name="Unchecked">Numbers that were not held against a number of items, by reason.</param>
public sealed partial record TableQuestion(TableLayout Layout, Spec Spec, IReadOnlyList<(string Why, IReadOnlyList<string> Names)> Unchecked)
{
    public const string Unknown = "the number of items is not known";

    /// <summary>Asks a table.</summary>
    public static TableQuestion Of(TableLayout layout, TableItems items)
    {
        var without = new List<(string Why, string Name)>();
        var scores = new List<(int Row, int Column, Check Check)>();
        for (var row = 0; row < layout.Rows.Count; row++)
        {
            for (var column = 0; column < layout.Columns.Count; column++)
            {
                var cell = layout.Rows[row].Cells[column];
                if (row != items.Row && column != items.Column && cell.Value is not null)
                {
                    Score(layout, items, row, column, scores, without);
                }
                else if (cell is { Value: null, At.IsEmpty: false })
                {
                    without.Add(("no number that can be read", $"{layout.Rows[row].Name}, {layout.Columns[column]}"));
                }
            }
        }

        var incomplete = new List<string>();
        var totals = new TableTotals(layout, items).Checks(incomplete);
        without.AddRange(incomplete.Select(i => ("too little beside it that could be averaged", i)));
        List<Claim> claims = [Claim("scores", "granularity", [.. scores.Select(s => s.Check)]), Claim("totals", "relation", totals)];
        claims.AddRange(Alike(layout, scores));
        var spec = new Spec("table", new("", null, null, null, true), Status.Primary, null, new Dictionary<string, PrintedNumber>(), new Dictionary<string, PrintedTable>(),
            new Dictionary<string, Family>(), [.. claims.Where(c => c.Checks.Count > 0)], [new(layout.At.File, "")]);
        return new(layout, spec, [.. without.GroupBy(w => w.Why).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(w => w.Name).Distinct()]))]);
    }

    /// <summary>The findings, in the order of the table.</summary>
    public IReadOnlyList<Finding> Answer(CancellationToken stop = default) =>
        AuditRun.Judge(AuditRun.Measure(Plan.Of([Spec]), stop), _ => null, stop)[0].Findings;

    private static void Score(TableLayout layout, TableItems items, int row, int column, List<(int Row, int Column, Check Check)> scores, List<(string Why, string Name)> without)
    {
        var (cell, name) = (layout.Rows[row].Cells[column], $"{layout.Rows[row].Name}, {layout.Columns[column]}");
        var (value, lines) = (cell.Value!, new[] { layout.Columns[column], layout.Rows[row].Name });
        if (lines.Any(TableTotals.IsTotal))
        {
            return;
        }

        var percent = IsPercent(layout, column);
        var why = lines.Any(l => NoCount().IsMatch(l)) ? "no share of items, by its name"
            : value.Uncertainty is not null ? "a mean with a spread: an average over runs has another number of items"
            : value.Interval is not { IsBounded: true } || value.Value.Sign < 0 || value.Value > (percent && value.Unit != Unit.Percent ? 100 : 1) ? "no share of items, by its size"
            : items.Of(row, column) is null ? Unknown
            : null;
        if (why is not null)
        {
            without.Add((why, why == Unknown ? layout.Columns[column] : name));
            return;
        }

        var published = new PrintedNumber(name, name, percent ? cell.AsPercent() : value, null, Status.Primary, null, false, cell.At.At);
        var measure = new GranularityMeasure(published, items.Of(row, column)!.Value, 1, null, "share", []);
        scores.Add((row, column, new(name, name, published, measure, cell.At.At)));
    }

    // A column of numbers up to 1 holds shares, one of larger numbers percentages, whatever its name.
    private static bool IsPercent(TableLayout layout, int column)
    {
        var values = layout.Rows.Select(r => r.Cells[column].Value).OfType<PublishedValue>().ToList();
        return values.Any(v => v.Unit == Unit.Percent || v.Value > 1);
    }

    private static IEnumerable<Claim> Alike(TableLayout layout, List<(int Row, int Column, Check Check)> scores)
    {
        var cells = scores.Select(s => (Row: layout.Rows[s.Row].Name, Column: layout.Columns[s.Column], Measure: (GranularityMeasure)s.Check.Measure))
            .Where(s => s.Measure.All <= long.MaxValue).ToList();
        var rows = new DuplicatesMeasure([.. cells.Select(c => new DuplicatesMeasure.Cell(c.Row, c.Column, c.Measure.Published, (long)c.Measure.All))]);
        var columns = new DuplicatesMeasure([.. cells.Select(c => new DuplicatesMeasure.Cell(c.Column, c.Row, c.Measure.Published, (long)c.Measure.All))]);
        return new[] { (Name: "rows", Measure: rows), (Name: "columns", Measure: columns) }.Where(m => m.Measure.Cells.Select(c => c.Line).Distinct().Count() > 1)
            .Select(m => Claim(m.Name, "duplicates", [new(m.Name, m.Name, null, m.Measure, layout.At)]));
    }

    private static Claim Claim(string id, string kind, IReadOnlyList<Check> checks) =>
        new(id, id, null, null, kind, null, checks, 0, null, null, null, null, null, null, null, Place.Nowhere);

    [GeneratedRegex(
        @"\b(?:F1\w?|BLEU|chrF|ROUGE|METEOR|CIDEr|PPL|perplexity|loss|NLL|BPC|BPB|AUC|AUROC|AUPRC|MCC|Matthews|Pearson|Spearman|correlation|MAE|RMSE|WER|" +
        @"CER|FID|Elo|params?|parameters|FLOPs?|tokens|time|seconds|speed|pass@\w+|SD|std|year)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoCount();
}
