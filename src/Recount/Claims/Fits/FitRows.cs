using Recount.Findings;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.Fits;

/// <summary>The rows that a claim takes from the data of a fit.</summary>
internal static class FitRows
{
    /// <summary>What is missing, where the data are not there.</summary>
    public static Measurement.Missing? Missing(DeclaredFit fit) => fit.Data is { Table: null, Input: { } input } ? input.Absent(fit.Data.Problem) : null;

    /// <summary>The rows whose cells are these words.</summary>
    public static DataTable Of(DeclaredFit fit, IReadOnlyList<(string Column, string Word)> words)
    {
        var table = fit.Data.Table!;
        return words.Count == 0 ? table : table.Only([.. Enumerable.Range(0, table.Rows).Where(i => words.All(w => table.Texts(w.Column)![i].Text == w.Word))]);
    }

    /// <summary>The printed numbers behind the columns that a fit uses, with their rows and columns; none where the data are not printed ones.</summary>
    public static IReadOnlyList<(int Row, string Column, PrintedNumber Number)> Printed(DeclaredFit fit, IReadOnlyList<(string Column, string Word)> words)
    {
        if (fit.Data is not { Table: not null, Printed.Count: > 0 })
        {
            return [];
        }

        var table = Of(fit, words);
        return [.. fit.Columns.SelectMany(table.Sources).Distinct(StringComparer.Ordinal).SelectMany(column =>
            table.Index.Select((index, row) => (row, column, Number: fit.Data.Printed.GetValueOrDefault((index, column)))))
            .Where(p => p.Number is not null).Select(p => (p.row, p.column, p.Number!))];
    }
}
