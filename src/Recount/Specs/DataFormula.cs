using Recount.Claims;
using Recount.Fitting.Models;
using Recount.Quantities.Expressions;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads formulas over the columns of a data set, and over the parameters of a model of it.</summary>
/// <param name="table">Null where the data were not there: every name may then be a column.</param>
/// <param name="parameters">Names that go before columns.</param>
internal sealed class DataFormula(DataTable? table, IReadOnlyList<string> parameters, Diagnostics diagnostics)
{
    private readonly List<string> _columns = [];

    /// <summary>The columns that were named so far; inputs count the parameters first.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The parameters that were named so far.</summary>
    public HashSet<string> Used { get; } = [];

    /// <summary>A formula with its inputs; null when there is a mistake in it.</summary>
    public Bound? Read(YamlNode.Scalar text, bool comparison = false)
    {
        if (FormulaReader.Parse(text, diagnostics) is not { } formula)
        {
            return null;
        }

        if (formula.IsComparison != comparison)
        {
            diagnostics.Add(Mistakes.Formula(text.At, comparison ? "a comparison is needed here" : "one number is needed here, not a comparison", comparison
                ? "Write it as: loss < 3.4" : null));
            return null;
        }

        var terms = formula.Terms.Select(t => FormulaReader.Resolve(t, text, diagnostics, reference => Index(reference, text))).ToList();
        return terms.Contains(null) ? null : new([.. terms.Select(t => t!)], formula.Comparisons, [.. _columns]);
    }

    /// <summary>True where a column holds finite numbers all through; else the first cell that does not is said.</summary>
    public bool Holds(string column)
    {
        if (table!.FirstText(column) is { } cell)
        {
            diagnostics.Add(Mistakes.NoNumberInColumn(cell.At, cell.Text, column));
            return false;
        }

        var bad = Array.FindIndex(table[column], v => !double.IsFinite(v));
        if (bad >= 0)
        {
            diagnostics.Add(Mistakes.NoValueInRow(table.Lines[bad], column));
        }

        return bad < 0;
    }

    private int? Index(Expression.Reference reference, YamlNode.Scalar text)
    {
        var index = parameters.ToList().IndexOf(reference.Name);
        if (index >= 0)
        {
            Used.Add(reference.Name);
            return index;
        }

        if (table is not null && !table.Columns.Contains(reference.Name))
        {
            diagnostics.Add(Mistakes.UnknownColumnOrParameter(text.Part(reference.Offset, reference.Length), reference.Name, parameters, table.Columns));
            return null;
        }

        var column = _columns.IndexOf(reference.Name);
        if (column < 0)
        {
            if (table is not null && !Holds(reference.Name))
            {
                return null;
            }

            column = _columns.Count;
            _columns.Add(reference.Name);
        }

        return parameters.Count + column;
    }
}

/// <summary>A formula whose inputs are parameters and columns.</summary>
internal sealed record Bound(IReadOnlyList<Expression> Terms, IReadOnlyList<string> Comparisons, IReadOnlyList<string> Columns);
