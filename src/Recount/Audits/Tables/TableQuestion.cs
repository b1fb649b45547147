using Recount.Claims;
using Recount.Claims.Duplicates;
using Recount.Claims.Granularity;
using Recount.Printed;
using Recount.Quantities;
using Recount.Specs;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>A table of a draft as a question: which scores cannot be, which averages and sums do not add up, which lines are alike.</summary>
/// <param name="Layout">The table taken apart.</param>
/// <param name="Spec">An invented spec with a claim for each of the three.</param>
/// <param name="Unchecked">Numbers that were not held against anything, by reason.</param>
/// <param name="Open">Columns of scores whose number of items is not known.</param>
public sealed record TableQuestion(TableLayout Layout, Spec Spec, IReadOnlyList<(string Why, IReadOnlyList<string> Names)> Unchecked, IReadOnlyList<string> Open)
{
    /// <summary>Asks a table.</summary>
    public static TableQuestion Of(TableLayout layout, TableItems items)
    {
        var without = new List<(string Why, string Name)>();
        var open = new List<string>();
        var scores = new List<(int Row, int Column, Check Check)>();
        var percents = Enumerable.Range(0, layout.Columns.Count).Select(c => IsPercent(layout, items, c)).ToList();
        for (var row = 0; row < layout.Rows.Count; row++)
        {
            for (var column = 0; column < layout.Columns.Count; column++)
            {
                var (cell, name) = (layout.Rows[row].Cells[column], $"{layout.Rows[row].Name}, {layout.Columns[column]}");
                if (row == items.Row || column == items.Column || cell.At.IsEmpty)
                {
                    continue;
                }

                var percent = percents[column] || LineName.IsPercent(layout.Rows[row].Name);
                if (cell.Value is null)
                {
                    without.Add(("no number that can be read", name));
                }
                else if (WhyNoScore(layout, items, row, column, percent) is { } why)
                {
                    without.AddRange(why.Length > 0 ? [(why, name)] : []);
                }
                else if (items.Of(row, column) is not { } count)
                {
                    open.Add(layout.Columns[column]);
                }
                else
                {
                    var published = new PrintedNumber(name, name, percent ? cell.AsPercent() : cell.Value, null, Status.Primary, null, false, cell.At.At);
                    scores.Add((row, column, new(name, name, published, new GranularityMeasure(published, count, 1, null, "share", []), cell.At.At)));
                }
            }
        }

        var totals = new TableTotals(layout, items).Checks(without);
        List<Claim> claims = [Claim("scores", "granularity", [.. scores.Select(s => s.Check)]), Claim("totals", "relation", totals)];
        claims.AddRange(Alike(layout, scores));
        var spec = new Spec("table", new("", null, null, null, true), Status.Primary, null, new Dictionary<string, PrintedNumber>(), new Dictionary<string, PrintedTable>(),
            [], new Dictionary<string, Claims.Fits.DeclaredFit?>(), new Dictionary<string, Family>(), [.. claims.Where(c => c.Checks.Count > 0)], [new(layout.At.File, "")]);
        return new(layout, spec, [.. without.GroupBy(w => w.Why).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(w => w.Name).Distinct()]))], [.. open.Distinct()]);
    }

    // Why a number is held against no number of items; empty for a total, which is asked otherwise; null for a score.
    private static string? WhyNoScore(TableLayout layout, TableItems items, int row, int column, bool percent)
    {
        var (cell, lines) = (layout.Rows[row].Cells[column], new[] { layout.Columns[column], layout.Rows[row].Name });
        var (value, isNamed) = (cell.Value!, items.IsNamed(row, column));
        return !isNamed && lines.Any(LineName.IsTotal) ? ""
            : lines.Any(LineName.IsDifference) || cell.IsSigned ? "a difference of scores"
            : !isNamed && lines.Any(l => LineName.IsNoScore(l) || LineName.IsNoShare(l)) ? "no share of items, by its name"
            : value.Uncertainty is not null ? "a mean with a spread: an average over runs has another number of items"
            : value.Interval is not { IsBounded: true } || value.Unit is not { Name: "" or "%" } || value.Main.Suffix.Length > 0 || value.Main.Notation != Notation.Decimal ||
              value.Value > (percent && value.Unit != Unit.Percent ? 100 : 1) ? "no share of items, by its form or size"
            : null;
    }

    // A column with a percent sign, or with a score above 1, holds percentages; else shares of one.
    private static bool IsPercent(TableLayout layout, TableItems items, int column) => LineName.IsPercent(layout.Columns[column]) ||
        Enumerable.Range(0, layout.Rows.Count).Where(r => r != items.Row && !LineName.IsNoScore(layout.Rows[r].Name) && !LineName.IsDifference(layout.Rows[r].Name))
            .Select(r => layout.Rows[r].Cells[column]).Any(c => !c.IsSigned && c.Value is { } value && (value.Unit == Unit.Percent || value.Value > 1));

    private static IEnumerable<Claim> Alike(TableLayout layout, List<(int Row, int Column, Check Check)> scores)
    {
        var cells = scores.Select(s => (Row: layout.Rows[s.Row].Name, Column: layout.Columns[s.Column], Measure: (GranularityMeasure)s.Check.Measure))
            .Where(s => s.Measure.All <= DuplicatesMeasure.MostItems).ToList();
        var rows = new DuplicatesMeasure([.. cells.Select(c => new DuplicatesMeasure.Cell(c.Row, c.Column, c.Measure.Published, (long)c.Measure.All))]);
        var columns = new DuplicatesMeasure([.. cells.Select(c => new DuplicatesMeasure.Cell(c.Column, c.Row, c.Measure.Published, (long)c.Measure.All))]);
        return new[] { (Name: "rows", Measure: rows), (Name: "columns", Measure: columns) }.Where(m => m.Measure.Cells.Select(c => c.Line).Distinct().Count() > 1)
            .Select(m => Claim(m.Name, "duplicates", [new($"two {m.Name} alike", m.Name, null, m.Measure, layout.At)]));
    }

    private static Claim Claim(string id, string kind, IReadOnlyList<Check> checks) =>
        new(id, id, null, null, kind, null, checks, 0, null, null, null, null, null, null, null, Place.Nowhere);
}
