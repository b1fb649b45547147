using Recount.Printed;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Claims;

/// <summary>Gives the names of a formula their printed numbers. Two references to one printed number become one input.</summary>
internal sealed class Binder(Scope scope, YamlNode.Scalar text, Diagnostics diagnostics)
{
    private readonly List<PrintedNumber> _inputs = [];
    private bool _failed;

    public IReadOnlyList<PrintedNumber> Inputs => _inputs;

    /// <summary>A cell that the formula needs is empty in this row.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The formula with inputs for names; null when a name has no number.</summary>
    /// <param name="columns">It may be a whole column.</param>
    public Formula? Bind(Formula formula, bool columns = false)
    {
        var bound = formula.Select(term => Bind(term, columns));
        return _failed || IsEmpty ? null : bound;
    }

    private Expression Bind(Expression node, bool columns) => node switch
    {
        Expression.Reference reference => Resolve(reference, columns),
        Expression.Negate negate => new Expression.Negate(Bind(negate.Operand, false)),
        Expression.Binary binary => binary with { Left = Bind(binary.Left, false), Right = Bind(binary.Right, false) },
        Expression.Call call => Bind(call),
        _ => node,
    };

    private Expression.Call Bind(Expression.Call call)
    {
        var bound = call with { Arguments = [.. call.Arguments.Select(a => Bind(a, Functions.TakesColumns(call.Function)))] };
        if (call.Function == "slope" && !_failed && !IsEmpty)
        {
            if (bound.Arguments.Any(a => a is not Expression.Column))
            {
                Fail(Mistakes.Formula(Place(call.Offset, 5), "slope takes two columns", "Write slope(table.x, table.y)."));
            }
            else if (bound.Arguments.Cast<Expression.Column>().Select(c => c.Items.Count).Distinct().Count() > 1)
            {
                Fail(Mistakes.Formula(Place(call.Offset, 5), "the two columns of slope have different lengths"));
            }
            else if (((Expression.Column)bound.Arguments[0]).Items.Count < 2)
            {
                Fail(Mistakes.Formula(Place(call.Offset, 5), "slope needs two rows at least"));
            }
        }

        return bound;
    }

    private Expression Resolve(Expression.Reference reference, bool columns)
    {
        if (reference.Table is { } table)
        {
            return Cell(reference, table, columns);
        }

        // "table.low" reads as a part of a value until it turns out that a table has such a column.
        if (reference.Part is { } part && !scope.Values.ContainsKey(reference.Name) && scope.Tables.TryGetValue(reference.Name, out var named) && named.Columns.Contains(part))
        {
            return Cell(reference with { Table = reference.Name, Name = part, Part = null }, reference.Name, columns);
        }

        if (scope.Unread.Contains(reference.Name))
        {
            _failed = true;
            return Zero;
        }

        var inRow = scope.Table is not null && scope.Table.Columns.Contains(reference.Name);
        var inSpec = scope.Values.TryGetValue(reference.Name, out var value);
        if (inRow && inSpec)
        {
            return Fail(Mistakes.AmbiguousName(Place(reference), reference.Name));
        }

        if (!inRow && !inSpec)
        {
            return Fail(Mistakes.UnknownName(Place(reference), reference.Name, [.. scope.Table?.Columns ?? []], scope.Values.Keys));
        }

        return inRow ? Number(reference, scope.Table!, scope.Row!, scope.Table!.Name) : Input(reference, value!);
    }

    private Expression Cell(Expression.Reference reference, string name, bool columns)
    {
        if (scope.Unread.Contains(name))
        {
            _failed = true;
            return Zero;
        }

        if (!scope.Tables.TryGetValue(name, out var table))
        {
            return Fail(Mistakes.UnknownTable(Place(reference), name, scope.Tables.Keys));
        }

        if (!table.Columns.Contains(reference.Name))
        {
            return Fail(Mistakes.UnknownColumn(Place(reference), reference.Name, name, table.Columns));
        }

        if (reference.Row is not { } words)
        {
            return columns ? Column(reference, table, table.Rows) : Fail(Mistakes.ManyForOne(Place(reference), $"{name}.{reference.Name}"));
        }

        if (words.Count != table.Key.Count)
        {
            return Fail(Mistakes.KeyLength(Place(reference), name, words.Count, table.Key));
        }

        if (Filled(words, reference) is not { } filled)
        {
            return Zero;
        }

        var rows = table.Fitting(filled).ToList();
        var written = string.Join(", ", filled);
        if (rows.Count == 0)
        {
            return Fail(Mistakes.UnknownRow(Place(reference), written, name, table.Rows.Select(r => r.Name)));
        }

        var many = filled.Any(w => w.Contains('*', StringComparison.Ordinal) || w.Contains('|', StringComparison.Ordinal));
        return rows.Count == 1 && !many ? Number(reference, table, rows[0], written)
            : columns ? Column(reference, table, rows)
            : Fail(Mistakes.SeveralRows(Place(reference), written, name, rows.Count));
    }

    private List<string>? Filled(IReadOnlyList<string> words, Expression.Reference reference)
    {
        var filled = new List<string>();
        foreach (var word in words)
        {
            if (Template.Fill(word, scope, Place(reference), diagnostics, out var isEmpty) is { } text && !isEmpty)
            {
                filled.Add(text);
            }
            else
            {
                IsEmpty |= isEmpty;
                _failed |= !isEmpty;
                return null;
            }
        }

        return filled;
    }

    private Expression.Column Column(Expression.Reference reference, PrintedTable table, IEnumerable<PrintedRow> rows) =>
        new([.. rows.Select(r => Number(reference, table, r, r.Name, false))]);

    private Expression Number(Expression.Reference reference, PrintedTable table, PrintedRow row, string shownRow, bool mayBeEmpty = true)
    {
        if (table.Number(row, reference.Name, diagnostics) is { } number)
        {
            // A cell of the claim's own row goes by its column; any other is told apart by its table and row.
            return Input(reference, reference.Table is null ? number : number with { Label = number.Id });
        }

        if (!row.Cells[reference.Name].IsEmpty)
        {
            // The cell holds something that is no number; that was reported where it stands.
            _failed = true;
            return Zero;
        }

        if (mayBeEmpty && ReferenceEquals(row, scope.Row))
        {
            IsEmpty = true;
            return Zero;
        }

        return Fail(Mistakes.EmptyCell(Place(reference), reference.Name, shownRow));
    }

    private Expression Input(Expression.Reference reference, PrintedNumber number)
    {
        if (reference.Part is { } part)
        {
            if (number.Part(part) is not { } inner)
            {
                var has = number.Value.Parts.Select(p => $".{p}").DefaultIfEmpty("one number only");
                return Fail(Mistakes.NoSuchPart(Place(reference), reference.Name, part, string.Join(", ", has)));
            }

            number = inner;
        }

        var index = _inputs.FindIndex(i => i.Id == number.Id && i.Value == number.Value);
        if (index < 0)
        {
            _inputs.Add(number);
            index = _inputs.Count - 1;
        }

        return new Expression.Input(index);
    }

    private Place Place(Expression.Reference reference) => Place(reference.Offset, reference.Length);

    private Place Place(int offset, int length) => text.Part(offset, length);

    private static Expression Zero { get; } = new Expression.Number("0", 0);

    private Expression Fail(Diagnostic mistake)
    {
        diagnostics.Add(mistake);
        _failed = true;
        return Zero;
    }
}
