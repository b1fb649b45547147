using System.Text.RegularExpressions;
using Recount.Text;

namespace Recount.Claims;

/// <summary>Text in which <c>{column}</c> stands for the cell of the row that a claim is at.</summary>
internal static partial class Template
{
    /// <summary>The text with the cells in; null when a mistake was reported.</summary>
    /// <param name="at">Where the text stands.</param>
    /// <param name="isEmpty">A cell that it names is empty in this row.</param>
    public static string? Fill(string text, Scope scope, Place at, Diagnostics diagnostics, out bool isEmpty)
    {
        var (complete, empty) = (true, false);
        var filled = Braces().Replace(text, match =>
        {
            var column = match.Groups[1].Value.Trim();
            if (scope is not { Table: { } table, Row: { } row })
            {
                diagnostics.Add(Mistakes.OnlyWith(at, match.Value, "each"));
                complete = false;
            }
            else if (!row.Cells.TryGetValue(column, out var cell))
            {
                diagnostics.Add(Mistakes.UnknownColumn(at, column, table.Name, table.Columns));
                complete = false;
            }
            else
            {
                empty |= cell.IsEmpty;
                return cell.Text;
            }

            return "";
        });
        isEmpty = empty;
        return complete ? filled : null;
    }

    /// <summary>True for a text that changes from row to row.</summary>
    public static bool IsIn(string text) => Braces().IsMatch(text);

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
