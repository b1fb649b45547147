using Recount.Findings;
using Recount.Fitting.Models;
using Recount.Printed;

namespace Recount.Claims.Fits;

/// <summary>A data set that a spec declares, with its filters applied; or what is missing.</summary>
/// <param name="Table">Null where the file was not there.</param>
/// <param name="Input">The file, where it is one that must be fetched.</param>
/// <param name="Problem">Why there is no table, such as a digest that differs.</param>
/// <param name="Status">How well the numbers are known, and who quotes them.</param>
/// <param name="Printed">Where the data are a printed table: the number in each cell, by the row's <see cref="DataTable.Index"/> and the column.</param>
public sealed record DeclaredData(
    string Name, DataTable? Table, ExternalInput? Input, string? Problem, Status Status, string? Source,
    IReadOnlyDictionary<(int Row, string Column), PrintedNumber> Printed);
