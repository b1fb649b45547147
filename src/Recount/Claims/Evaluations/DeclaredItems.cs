using Recount.Findings;
using Recount.Printed;
using Recount.Scoring.Items;

namespace Recount.Claims.Evaluations;

/// <summary>Benchmark items that a spec declares, with its columns and filters applied; or what is missing.</summary>
/// <param name="Items">Null where the file was not there.</param>
/// <param name="Input">The file, where it is one that must be fetched.</param>
/// <param name="Problem">Why there are no items, such as a digest that differs.</param>
/// <param name="Split">Of the benchmark, such as validation; null where the spec does not say.</param>
public sealed record DeclaredItems(string Name, ItemSet? Items, ExternalInput? Input, string? Problem, string? Split, Status Status, string? Source)
{
    /// <summary>The same without a limit: what shots are drawn from, however few items are evaluated.</summary>
    public ItemSet? Pool { get => field ?? Items; init; }
}
