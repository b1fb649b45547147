using Recount.Claims;
using Recount.Claims.Relation;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Audits.Tables;

/// <summary>Averages and sums that a table prints beside what they are of. Where several readings are possible, one that fits is the one.</summary>
internal sealed class TableTotals(TableLayout layout, TableItems items)
{
    private static readonly Claim Asked = new("totals", "", null, null, RelationKind.Kind.Key, null, [], 0, null, null, null, null, null, null, null, Place.Nowhere);

    /// <summary>One check per printed average or sum.</summary>
    /// <param name="left">Those that were not checked, with the reason.</param>
    public IReadOnlyList<Check> Checks(List<(string Why, string Name)> left)
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
                var along = LineName.IsTotal(layout.Columns[column]);
                if (along || LineName.IsTotal(layout.Rows[row].Name))
                {
                    Total(along ? layout.Columns[column] : layout.Rows[row].Name, (row, column), along, checks, left);
                }
            }
        }

        return checks;
    }

    private void Total(string name, (int Row, int Column) at, bool along, List<Check> checks, List<(string Why, string Name)> left)
    {
        var own = $"{layout.Rows[at.Row].Name}, {layout.Columns[at.Column]}";
        var sets = (along ? Along(at) : Down(at)).Select(s => s.Where(c => !Cell(c).At.IsEmpty).ToList()).Where(s => s.Count > 1).DistinctBy(s => string.Join(' ', s)).ToList();
        if (sets.Count == 0)
        {
            left.Add(("too little beside it that could be averaged", own));
            return;
        }

        var readable = sets.Where(s => s.All(c => Cell(c).Value is { Interval: not null, Main.Notation: not Notation.Fraction })).ToList();
        if (readable.Count == 0)
        {
            left.Add(("a cell beside it holds no number that can be read", own));
            return;
        }

        // What lies among its parts is no sum of them, whatever it is called; parts with more digits than their total are other things.
        var value = Cell(at).Value!;
        var (low, high) = (readable.SelectMany(s => s).Min(c => Cell(c).Value!.Value), readable.SelectMany(s => s).Max(c => Cell(c).Value!.Value));
        var sum = LineName.IsSum(name) && !(value.Value >= low && value.Value < high);
        var readings = Readings(sum, readable).Select(r => Read(r, at, own)).ToList();
        var fitting = readings.FirstOrDefault(c => c.Measure.Judge(c.Measure.Run(), Asked, c).Verdict is Verdict.Reproduced or Verdict.ReproducedByRounding or Verdict.Inconclusive);
        var known = readable[0].All(c => items.Of(c.Row, c.Column) is not null);
        var why = fitting is not null ? null
            : sum && readable[0].Any(c => Cell(c).Value!.Main.Decimals > value.Main.Decimals) ? "its parts have more digits than it"
            : !sum && (value.Value * 3 < low || value.Value > high * 3) ? "no average of its neighbours, by its size"
            : !sum && !LineName.IsAverage(name) && !known && value.Value >= low && value.Value <= high ? "it may be weighted by numbers of items that are not known"
            : null;
        if (why is null)
        {
            checks.Add(fitting ?? readings[0]);
        }
        else
        {
            left.Add((why, own));
        }
    }

    // Before it since the last total, behind it up to the next, under the same heading, all.
    private IEnumerable<IEnumerable<(int Row, int Column)>> Along((int Row, int Column) at)
    {
        var others = Enumerable.Range(0, layout.Columns.Count).Where(c => c != items.Column && IsPart(layout.Columns[c])).ToList();
        var totals = Enumerable.Range(0, layout.Columns.Count).Where(c => LineName.IsTotal(layout.Columns[c])).ToList();
        var last = totals.Where(c => c < at.Column).DefaultIfEmpty(-1).Last();
        var next = totals.Where(c => c > at.Column).DefaultIfEmpty(int.MaxValue).First();
        var head = layout.Heads[at.Column];
        return new[]
        {
            others.Where(c => c > last && c < at.Column), others.Where(c => c > at.Column && c < next), others.Where(c => head.Length > 0 && layout.Heads[c] == head),
            others.Where(c => c < at.Column), others.Where(c => c > at.Column), others,
        }.Concat(Runs(others.Where(c => c < at.Column).ToList())).Select(set => set.Select(c => (at.Row, c)));
    }

    // Every run of columns that ends just before it.
    private static IEnumerable<IEnumerable<int>> Runs(List<int> before) => Enumerable.Range(1, Math.Max(0, before.Count - 2)).Select(skip => before.Skip(skip));

    // Above it since the last total, its group, those below it in its group, all.
    private IEnumerable<IEnumerable<(int Row, int Column)>> Down((int Row, int Column) at)
    {
        var others = Enumerable.Range(0, layout.Rows.Count).Where(r => r != items.Row && IsPart(layout.Rows[r].Name)).ToList();
        var last = Enumerable.Range(0, at.Row).Where(r => LineName.IsTotal(layout.Rows[r].Name)).DefaultIfEmpty(-1).Last();
        var group = layout.Rows[at.Row].Group;
        return new[] { others.Where(r => r > last && r < at.Row), others.Where(r => layout.Rows[r].Group == group), others.Where(r => r < at.Row), others.Where(r => r > at.Row), others }
            .Concat(Runs(others.Where(r => r < at.Row).ToList())).Select(set => set.Select(r => (r, at.Column)));
    }

    private static bool IsPart(string name) => !LineName.IsTotal(name) && !LineName.IsNoScore(name) && !LineName.IsDifference(name);

    private List<(Expression Formula, List<(int Row, int Column)> Of)> Readings(bool sum, List<List<(int Row, int Column)>> sets)
    {
        var readings = new List<(Expression, List<(int, int)>)>();
        foreach (var set in sets)
        {
            var inputs = Enumerable.Range(0, set.Count).Select(i => (Expression)new Expression.Input(i)).ToList();
            var counts = set.Select(c => items.Of(c.Row, c.Column)).ToList();
            readings.Add((new Expression.Call(sum ? "sum" : "mean", inputs), set));
            if (!sum && counts.All(c => c is not null) && counts.Distinct().Count() > 1)
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

    private Check Read((Expression Formula, List<(int Row, int Column)> Of) reading, (int Row, int Column) at, string name)
    {
        var percent = reading.Of.Append(at).Any(c => Cell(c).Value!.Unit == Unit.Percent);
        var numbers = reading.Of.Select(c => Number(c, percent, c.Row == at.Row ? layout.Columns[c.Column] : layout.Rows[c.Row].Name)).ToList();
        return new(name, name, Number(at, percent, name), new RelationMeasure(new("", [reading.Formula], []), numbers), Cell(at).At.At);
    }

    private PrintedNumber Number((int Row, int Column) at, bool percent, string label) =>
        new($"{at}", label, percent ? Cell(at).AsPercent() : Cell(at).Value!, null, Status.Primary, null, false, Cell(at).At.At);

    private TableCell Cell((int Row, int Column) at) => layout.Rows[at.Row].Cells[at.Column];
}
