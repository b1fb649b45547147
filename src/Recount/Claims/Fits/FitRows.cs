using Recount.Findings;
using Recount.Fitting.Models;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.Fits;

/// <summary>The rows that a claim takes from the data of a fit.</summary>
internal static class FitRows
{
    /// <summary>What is missing, where the data are not there.</summary>
    public static Measurement.Missing? Missing(DeclaredFit fit)
    {
        if (fit.Data is not { Table: null, Input: { } input })
        {
            return null;
        }

        var size = input.Bytes is { } bytes ? $" ({NumberText.Fixed((System.Numerics.BigInteger)bytes, 0)} bytes)" : "";
        return input.Derived is null
            ? new($"{input.FileName}{size} of {input.Url.Host} is not here: {fit.Data.Problem}", $"recount fetch {input.Name.Split('/')[0]}")
            : new($"The data {input.Name}{size} are not here: {fit.Data.Problem}. They are derived from {input.Url} ({input.Derived})",
                $"a copy with the sha256 {input.Sha256![..12]}... in a folder with a SHA256SUMS file, and that folder in RECOUNT_MIRROR");
    }

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
