using System.Text.RegularExpressions;
using Recount.Claims;
using Recount.Claims.Relation;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>Averages and sums that a table prints beside what they are of.</summary>
internal sealed partial class TableTotals(TableLayout layout, TableItems items)
{
    private static readonly Claim Asked = new("totals", "", null, null, RelationKind.Kind.Key, null, [], 0, null, null, null, null, null, null, null, Place.Nowhere);

    /// <summary>True for a column or row that prints averages or sums.</summary>
    public static bool IsTotal(string name) => IsAverage().IsMatch(name) || IsSum().IsMatch(name);

    /// <summary>One check per printed average or sum; where several readings are possible, one that fits.</summary>
    /// <param name="incomplete">Those with too little beside them, or with a part that is no number.</param>
    public IReadOnlyList<Check> Checks(List<string> incomplete)
    {
        var checks = new List<Check>();
        for (var row = 0; row < layout.Rows.Count; row++)
        {
            for (var column = 0; column < layout.Columns.Count; column++)
            {
                if (layout.Rows[row].Cells[column].Value is null || column == items.Column || row == items.Row)
                {
                    continue;
                }

                // An average over both is read along its row.
                var name = $"{layout.Rows[row].Name}, {layout.Columns[column]}";
                var readings = IsTotal(layout.Columns[column]) ? Readings(layout.Columns[column], (row, column), [.. Along(row, column)])
                    : IsTotal(layout.Rows[row].Name) ? Readings(layout.Rows[row].Name, (row, column), [.. Down(row, column)])
                    : null;
                if (readings is { Count: 0 })
                {
                    incomplete.Add(name);
                }
                else if (readings is not null)
                {
                    checks.Add(Fitting(name, (row, column), readings));
                }
            }
        }

        return checks;
    }

    // The columns since the last total, then all others.
    private IEnumerable<List<(int, int)>> Along(int row, int column)
    {
        var others = Enumerable.Range(0, layout.Columns.Count).Where(c => c != items.Column && !IsTotal(layout.Columns[c])).ToList();
        var last = Enumerable.Range(0, column).Where(c => IsTotal(layout.Columns[c])).DefaultIfEmpty(-1).Last();
        return new[] { others.Where(c => c > last && c < column), others.Where(c => c < column), others }.Select(set => set.Select(c => (row, c)).ToList());
    }

    // The rows of its group, those above it, all others.
    private IEnumerable<List<(int, int)>> Down(int row, int column)
    {
        var others = Enumerable.Range(0, layout.Rows.Count).Where(r => r != items.Row && !IsTotal(layout.Rows[r].Name)).ToList();
        var last = Enumerable.Range(0, row).Where(r => IsTotal(layout.Rows[r].Name)).DefaultIfEmpty(-1).Last();
        var group = layout.Rows[row].Group;
        return new[] { others.Where(r => r > last && r < row), others.Where(r => layout.Rows[r].Group == group), others.Where(r => r < row), others }
            .Select(set => set.Select(r => (r, column)).ToList());
    }

    private List<(Expression Formula, List<(int Row, int Column)> Of)> Readings(string name, (int, int) self, IReadOnlyList<List<(int Row, int Column)>> sets)
    {
        var readings = new List<(Expression, List<(int, int)>)>();
        foreach (var set in sets.Where(s => s.Count > 1 && !s.Contains(self) && s.All(c => Cell(c).Value is { Interval: not null })).DistinctBy(s => string.Join(' ', s)))
        {
            var inputs = Enumerable.Range(0, set.Count).Select(i => (Expression)new Expression.Input(i)).ToList();
            var counts = set.Select(c => items.Of(c.Row, c.Column)).ToList();
            readings.Add((new Expression.Call(IsSum().IsMatch(name) ? "sum" : "mean", inputs), set));
            if (!IsSum().IsMatch(name) && counts.All(c => c is not null) && counts.Distinct().Count() > 1)
            {
                readings.Add((Weighted(inputs, [.. counts.Select(c => (Rational)c!.Value)]), set));
            }
        }

        return readings;
    }

    private static Expression.Binary Weighted(IReadOnlyList<Expression> inputs, IReadOnlyList<Rational> counts)
    {
        var parts = inputs.Zip(counts, (x, n) => (Expression)new Expression.Binary('*', x, new Expression.Number($"{n}", n)));
        var all = counts.Aggregate((a, b) => a + b);
        return new('/', new Expression.Call("sum", [.. parts]), new Expression.Number($"{all}", all));
    }

    private Check Fitting(string name, (int Row, int Column) at, List<(Expression Formula, List<(int Row, int Column)> Of)> readings)
    {
        Check Read((Expression Formula, List<(int Row, int Column)> Of) reading)
        {
            var percent = reading.Of.Append(at).Any(c => Cell(c).Value!.Unit == Unit.Percent);
            var numbers = reading.Of.Select(c => Number(c, percent, c.Row == at.Row ? layout.Columns[c.Column] : layout.Rows[c.Row].Name)).ToList();
            return new(name, name, Number(at, percent, name), new RelationMeasure(new("", [reading.Formula], []), numbers), Cell(at).At.At);
        }

        var checks = readings.Select(Read).ToList();
        return checks.FirstOrDefault(c => c.Measure.Judge(c.Measure.Run(), Asked, c).Verdict is Verdict.Reproduced or Verdict.ReproducedByRounding) ?? checks[0];
    }

    private PrintedNumber Number((int Row, int Column) at, bool percent, string label) =>
        new($"{at}", label, percent ? Cell(at).AsPercent() : Cell(at).Value!, null, Status.Primary, null, false, Cell(at).At.At);

    private TableCell Cell((int Row, int Column) at) => layout.Rows[at.Row].Cells[at.Column];

    [GeneratedRegex(@"^(?:(?:macro|unweighted|micro|weighted|overall|all)[- ]?)?(?:avg|average|mean)\b\.?|\b(?:avg\.?|average)$|^(?:macro|overall)$", RegexOptions.IgnoreCase)]
    private static partial Regex IsAverage();

    [GeneratedRegex(@"^(?:total|sum)\b", RegexOptions.IgnoreCase)]
    private static partial Regex IsSum();
}
