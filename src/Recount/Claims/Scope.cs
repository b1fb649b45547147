using Recount.Claims.Evaluations;
using Recount.Claims.Fits;
using Recount.Claims.Recorded;
using Recount.Costs.Catalogs;
using Recount.Printed;
using Recount.Text.Yaml;

namespace Recount.Claims;

/// <summary>What a claim can refer to: printed numbers, fits, evaluations, and the claims above it.</summary>
/// <param name="Unread">Values and tables that are named but could not be read; their own mistake was reported, and nothing is added to it.</param>
/// <param name="Claims">Those above the one that is read; null where one has a mistake in it.</param>
/// <param name="Fits">Null where one has a mistake in it.</param>
/// <param name="Evaluations">Null where one has a mistake in it.</param>
/// <param name="Table">With <paramref name="Row"/>: the table that the claim goes through row by row.</param>
public sealed record Scope(
    IReadOnlyDictionary<string, PrintedNumber> Values, IReadOnlyDictionary<string, PrintedTable> Tables, IReadOnlySet<string> Unread,
    IReadOnlyDictionary<string, Claim?> Claims, IReadOnlyDictionary<string, DeclaredFit?> Fits,
    IReadOnlyDictionary<string, DeclaredEvaluation?> Evaluations, PrintedTable? Table = null, PrintedRow? Row = null)
{
    /// <summary>What other programs measured, by name; null where there is a mistake in it.</summary>
    public IReadOnlyDictionary<string, DeclaredResults?> Results { get; init; } = new Dictionary<string, DeclaredResults?>();

    /// <summary>Training runs by name, as they are written: their formulas are read where a claim uses them, over its row.</summary>
    public IReadOnlyDictionary<string, YamlNode.Mapping> Runs { get; init; } = new Dictionary<string, YamlNode.Mapping>();

    public Catalog Catalog { get; init; } = Catalog.Empty;
}
