namespace Recount.Scoring.Items;

/// <summary>One example of a benchmark.</summary>
/// <param name="Position">Its row in the file, from 1: blank lines and the header are none. Filters do not change it.</param>
/// <param name="Id">What stands in the column that names items, as text; without one, the position.</param>
/// <param name="Fields">By column.</param>
public sealed record Item(int Position, string Id, IReadOnlyDictionary<string, Field> Fields)
{
    /// <summary>The field in a column; <see cref="Field.Missing"/> where the item has none.</summary>
    public Field this[string column] => Fields.GetValueOrDefault(column, Field.Nothing);
}
