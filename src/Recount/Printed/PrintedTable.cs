using Recount.Quantities;
using Recount.Text;

namespace Recount.Printed;

/// <summary>A printed table: rows named by the words of their key, each cell the text of one printed number.</summary>
/// <param name="Key">The columns whose words name a row, in order.</param>
/// <param name="As">How the numbers of a column are printed; other columns are printed plainly.</param>
public sealed record PrintedTable(
    string Name, string? At, Status Status, string? Source, bool Elsewhere, IReadOnlyList<string> Columns, IReadOnlyList<string> Key,
    IReadOnlyDictionary<string, PrintedAs> As, IReadOnlyList<PrintedRow> Rows)
{
    private readonly Dictionary<(PrintedRow, string), PrintedNumber?> _numbers = [];

    /// <summary>The rows that fit the words: one per key column, <c>*</c> for any, <c>a|b</c> for either.</summary>
    public IEnumerable<PrintedRow> Fitting(IReadOnlyList<string> words) => Rows.Where(r => r.Words.Zip(words, Fits).All(fits => fits));

    /// <summary>The printed number in a cell; null when the cell is empty or no number, which is reported.</summary>
    public PrintedNumber? Number(PrintedRow row, string column, Diagnostics diagnostics)
    {
        if (_numbers.TryGetValue((row, column), out var known))
        {
            return known;
        }

        var cell = row.Cells[column];
        PrintedNumber? number = null;
        if (!cell.IsEmpty)
        {
            var value = PublishedValue.Parse(cell.Text, As.GetValueOrDefault(column, PrintedAs.Plainly), out var limit);
            if (value is null)
            {
                diagnostics.Add(Mistakes.NoPrintedNumber(cell.At, cell.Text, limit, PublishedValue.Suggestion(cell.Text)));
            }
            else
            {
                number = new($"{Name}[{row.Name}].{column}", column, value, At, Status, Source, Elsewhere, cell.At);
            }
        }

        _numbers[(row, column)] = number;
        return number;
    }

    private static bool Fits(string word, string pattern) => pattern == "*" || word == pattern ||
        (pattern.Contains('|', StringComparison.Ordinal) && pattern.Split('|').Any(p => p.Trim() == word));
}

/// <summary>A row of a printed table. Compared by reference: a row is a place, not a value.</summary>
public sealed class PrintedRow(IReadOnlyList<string> words, IReadOnlyDictionary<string, Cell> cells)
{
    /// <summary>The words of the key.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    public IReadOnlyDictionary<string, Cell> Cells { get; } = cells;

    /// <summary>The words, as ids and reports name the row; one physical line.</summary>
    public string Name { get; } = Plain.Line(string.Join(", ", words));
}
