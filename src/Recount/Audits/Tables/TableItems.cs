using System.Numerics;
using System.Text.RegularExpressions;
using Recount.Quantities;
using Recount.Text;

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
    public int Column { get; } = Layout.Columns.ToList().FindIndex(c => IsCount().IsMatch(c));

    /// <summary>The row that holds them; -1 where there is none.</summary>
    public int Row { get; } = Layout.Rows.ToList().FindIndex(r => IsCount().IsMatch(r.Name));

    /// <summary>The number of items of a cell, or null.</summary>
    public BigInteger? Of(int row, int column) =>
        Given(Layout.Columns[column]) ?? Given(Layout.Rows[row].Name)
        ?? (Column >= 0 ? Whole(Layout.Rows[row].Cells[Column]) : null) ?? (Row >= 0 ? Whole(Layout.Rows[Row].Cells[column]) : null)
        ?? Within(Layout.Columns[column]) ?? Within(Layout.Rows[row].Name) ?? All;

    /// <summary>Reads "56" or "CB=56"; null where the text is neither.</summary>
    public static (string? Name, BigInteger Items)? Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        return Literal.Parse(text[(equals + 1)..].Trim(), out _) is { Value: { IsWhole: true, Sign: > 0 } items }
            ? (equals < 0 ? null : text[..equals].Trim(), items.Numerator)
            : null;
    }

    /// <summary>True where a table has a column or row of this name.</summary>
    public static bool Knows(TableLayout layout, string name) => Names(layout).Any(n => Same(n, name));

    /// <summary>What a number of items can be given for.</summary>
    public static IEnumerable<string> Names(TableLayout layout) => layout.Columns.Concat(layout.Rows.Select(r => r.Name));

    private BigInteger? Given(string name) => Named.Where(n => Same(name, n.Key)).Select(n => (BigInteger?)n.Value).FirstOrDefault();

    // A name counts where it stands as whole words: RTE is the column "NLI RTE" too.
    private static bool Same(string name, string given) => given.Length > 0 &&
        Regex.IsMatch(name, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(given)}(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static BigInteger? Whole(TableCell cell) => cell.Value is { Value: { IsWhole: true, Sign: > 0 } items } ? items.Numerator : null;

    private static BigInteger? Within(string name) => Says().Match(name) is { Success: true } says ? Literal.Parse(says.Groups[1].Value, out _)!.Value.Numerator : null;

    [GeneratedRegex(@"^(?:n|#|size|count|items|examples|samples|questions|instances|problems|# ?(?:of )?\w+|\w+ size|number of \w+)$", RegexOptions.IgnoreCase)]
    private static partial Regex IsCount();

    [GeneratedRegex(@"\(\s*n\s*=\s*([0-9][0-9,]*)\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Says();
}
