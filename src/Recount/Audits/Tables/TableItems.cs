using System.Numerics;
using System.Text.RegularExpressions;
using Recount.Quantities;

namespace Recount.Audits.Tables;

/// <summary>
/// How many items stand behind a cell: as given for its column or row, as the table itself says (a column or row of counts, "n = 56" in a name), or as given
/// for the whole table.
/// </summary>
/// <param name="Layout">The table.</param>
/// <param name="Named">Given for columns and rows, by name.</param>
/// <param name="All">Given for everything else, or null.</param>
public sealed partial record TableItems(TableLayout Layout, IReadOnlyDictionary<string, BigInteger> Named, BigInteger? All)
{
    /// <summary>The column that holds the numbers of items; -1 where there is none.</summary>
    public int Column { get; } = Layout.Columns.ToList().FindIndex(LineName.IsItems);

    /// <summary>The row that holds them; -1 where there is none.</summary>
    public int Row { get; } = Layout.Rows.ToList().FindIndex(r => LineName.IsItems(r.Name));

    /// <summary>Where the table itself says how many items there are, as a sentence's end; null where it does not.</summary>
    public string? Source => Column >= 0 ? $"the column '{Layout.Columns[Column]}'" : Row >= 0 ? $"the row '{Layout.Rows[Row].Name}'" : null;

    /// <summary>The number of items of a cell, or null.</summary>
    public BigInteger? Of(int row, int column) =>
        Given(Layout.Columns[column]) ?? Given(Layout.Rows[row].Name)
        ?? (Column >= 0 ? Whole(Layout.Rows[row].Cells[Column]) : null) ?? (Row >= 0 ? Whole(Layout.Rows[Row].Cells[column]) : null)
        ?? Within(Layout.Columns[column]) ?? Within(Layout.Rows[row].Name) ?? All;

    /// <summary>True where a number of items was given for this very column or row.</summary>
    public bool IsNamed(int row, int column) => (Given(Layout.Columns[column]) ?? Given(Layout.Rows[row].Name)) is not null;

    /// <summary>Reads "56" or "CB=56"; null where the text is neither.</summary>
    public static (string? Name, BigInteger Items)? Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        return equals != 0 && Count(text[(equals + 1)..]) is { } items ? (equals < 0 ? null : text[..equals].Trim(), items) : null;
    }

    /// <summary>True where a table has a column or row of this name.</summary>
    public static bool Knows(TableLayout layout, string name) => Names(layout).Any(n => Same(n, name));

    /// <summary>What a number of items can be given for.</summary>
    public static IEnumerable<string> Names(TableLayout layout) => layout.Columns.Concat(layout.Rows.Select(r => r.Name));

    // The name itself, else the longest that stands in it.
    private BigInteger? Given(string name) => Named.Where(n => Same(name, n.Key))
        .OrderByDescending(n => string.Equals(n.Key, name, StringComparison.OrdinalIgnoreCase)).ThenByDescending(n => n.Key.Length).Select(n => (BigInteger?)n.Value).FirstOrDefault();

    // A name counts where it stands as whole words: RTE is the column "NLI RTE" too, Test is not "Test-clean".
    private static bool Same(string name, string given) => given.Length > 0 &&
        Regex.IsMatch(name, $@"(?<![\p{{L}}\p{{N}}-]){Regex.Escape(given)}(?![\p{{L}}\p{{N}}-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A number that was rounded, such as 1.3k, is no count.
    private static BigInteger? Whole(TableCell cell) => cell.Value is { Qualifier: Qualifier.None, RangeEnd: null } value ? Count(value.Text) : null;

    private static BigInteger? Within(string name) => Says().Match(name) is { Success: true } says ? Count(says.Groups[1].Value) : null;

    private static BigInteger? Count(string text) => text.Trim() is var digits && digits.All(c => char.IsAsciiDigit(c) || c == ',') &&
        Literal.Parse(digits, out _) is { Value: { IsWhole: true, Sign: > 0 } items } ? items.Numerator : null;

    [GeneratedRegex(@"\(\s*n\s*=\s*([0-9][0-9,]*)\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Says();
}
