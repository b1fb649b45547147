using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>One row of a file of items, as a reader hands it over.</summary>
/// <param name="At">Where it begins. In a Parquet file, which has no lines, the row counts as one.</param>
/// <param name="Fields">By column, in the order of the file.</param>
public sealed record ItemRow(Place At, IReadOnlyDictionary<string, Field> Fields);
