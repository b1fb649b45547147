using Recount.Quantities.Expressions;
using Recount.Text;

namespace Recount.Fitting.Models;

/// <summary>
/// A table of measurements, row by row as its file has them: the texts of all cells, and numbers where a column is used as one. Columns that are derived
/// from others are computed when they are asked for, so that a changed number changes them too.
/// </summary>
public sealed class DataTable
{
    private readonly IReadOnlyDictionary<string, double[]> _given;
    private readonly Dictionary<string, double[]> _numbers;
    private readonly IReadOnlyDictionary<string, Cell[]> _cells;
    private readonly IReadOnlyDictionary<string, Derived> _derived;

    /// <param name="cells">Texts by column, all of one length.</param>
    /// <param name="derived">Formulas by name.</param>
    /// <param name="numbers">Columns that are known as numbers, whatever their texts are.</param>
    public DataTable(
        string name, IReadOnlyList<Place> lines, IReadOnlyDictionary<string, Cell[]> cells, IReadOnlyDictionary<string, Derived> derived,
        IReadOnlyDictionary<string, double[]> numbers, IReadOnlyList<int>? index = null)
    {
        (Name, Lines, _cells, _derived, _given) = (name, lines, cells, derived, numbers);
        Index = index ?? [.. Enumerable.Range(0, lines.Count)];
        _numbers = new(numbers, StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>Where each row stands.</summary>
    public IReadOnlyList<Place> Lines { get; }

    /// <summary>What tells the rows apart whatever was left out: their numbers in the table as it was read. Several can stand on one line.</summary>
    public IReadOnlyList<int> Index { get; }

    public int Rows => Lines.Count;

    /// <summary>All columns that a formula can name.</summary>
    public IEnumerable<string> Columns => _derived.Keys.Concat(_cells.Keys).Concat(_given.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>The texts of a column of the file, or null.</summary>
    public IReadOnlyList<Cell>? Texts(string column) => _cells.GetValueOrDefault(column);

    /// <summary>The first cell that is no finite number in a column, or in one that it is derived from; null where all are.</summary>
    public Cell? FirstText(string column) => _derived.TryGetValue(column, out var derived) ? derived.Uses.Select(FirstText).FirstOrDefault(c => c is not null)
        : _given.ContainsKey(column) ? null
        : _cells.GetValueOrDefault(column)?.FirstOrDefault(c => Number(c.Text) is null);

    /// <summary>The columns of the file that a column is made of: itself, or those that it is derived from.</summary>
    public IEnumerable<string> Sources(string column) => _derived.TryGetValue(column, out var derived) ? derived.Uses.SelectMany(Sources).Distinct(StringComparer.Ordinal) : [column];

    /// <summary>The table with further columns; each may use those before it.</summary>
    public DataTable Deriving(IReadOnlyDictionary<string, Derived> derived) =>
        new(Name, Lines, _cells, _derived.Concat(derived).ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal), _given, Index);

    /// <summary>The numbers of a column, one per row.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public double[] this[string column]
    {
        get
        {
            lock (_numbers)
            {
                if (!_numbers.TryGetValue(column, out var values))
                {
                    values = _derived.TryGetValue(column, out var derived) ? Of(derived.Expression, derived.Uses)
                        : _cells.TryGetValue(column, out var cells)
                            ? [.. cells.Select(c => Number(c.Text) ?? throw new ArgumentException($"'{Plain.Short(c.Text)}' in the column '{column}' is no number.", nameof(column)))]
                            : throw new ArgumentException($"'{column}' is no column of '{Name}'.", nameof(column));
                    _numbers[column] = values;
                }

                return values;
            }
        }
    }

    /// <summary>An expression for every row.</summary>
    /// <param name="expression">Its inputs are <paramref name="uses"/>.</param>
    /// <param name="uses">Columns.</param>
    public double[] Of(Expression expression, IReadOnlyList<string> uses) =>
        [.. new Adjoint(Model.Of(expression, 0, [.. uses.Select(u => this[u])], Rows)).At([])];

    /// <summary>The table with these rows only.</summary>
    public DataTable Only(IReadOnlyList<int> rows)
    {
        T[] Pick<T>(T[] all) => [.. rows.Select(r => all[r])];
        return new(Name, [.. rows.Select(r => Lines[r])], _cells.ToDictionary(c => c.Key, c => Pick(c.Value)), _derived, _given.ToDictionary(n => n.Key, n => Pick(n.Value)),
            [.. rows.Select(r => Index[r])]);
    }

    /// <summary>The table with other numbers in one column; what is derived from it follows.</summary>
    public DataTable With(string column, double[] numbers) => new(Name, Lines, _cells, _derived, new Dictionary<string, double[]>(_given) { [column] = numbers }, Index);

    /// <summary>A finite number as a program writes it, or null.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}

/// <summary>A column that is computed from others.</summary>
/// <param name="Uses">The columns that the inputs of the expression stand for.</param>
public sealed record Derived(Expression Expression, IReadOnlyList<string> Uses);
