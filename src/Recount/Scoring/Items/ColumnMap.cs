using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// New columns: <c>context=question.stem</c> makes a column <c>context</c> of what the path leads to. It stands behind the others, or in the place of one that is called so; the
/// others stay. All paths are those of the file, so that two columns can be exchanged.
/// </summary>
public sealed class ColumnMap
{
    private readonly IReadOnlyList<(string New, FieldPath Old)> _columns;

    private ColumnMap(IReadOnlyList<(string New, FieldPath Old)> columns) => _columns = columns;

    /// <summary>Reads <c>new=old</c>, several divided by commas; null when there is a mistake, all of which are said.</summary>
    /// <param name="at">The place of a part of the text, by offset and length.</param>
    public static ColumnMap? Read(string text, Func<int, int, Place> at, Diagnostics diagnostics)
    {
        var (mark, offset) = (diagnostics.Mark, 0);
        var columns = new List<(string New, FieldPath Old)>();
        foreach (var part in text.Split(','))
        {
            var trimmed = part.Trim();
            var place = at(offset + part.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length);
            var sign = trimmed.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? "" : trimmed[..sign].TrimEnd();
            var why = sign < 0 ? "an equals sign is missing"
                : name.Length == 0 || name.AsSpan().IndexOfAny(".[]{}") >= 0 ? "a new column is a name without dots, brackets and braces"
                : columns.Any(c => c.New == name) ? "it is made above already"
                : null;
            if (why is not null)
            {
                diagnostics.Add(Mistakes.NoColumn(place, trimmed, why));
            }
            else if (FieldPath.Read(trimmed[(sign + 1)..].Trim(), place, diagnostics) is { } old)
            {
                columns.Add((name, old));
            }

            offset += part.Length + 1;
        }

        return diagnostics.Mark > mark ? null : new(columns);
    }

    /// <summary>The items with the new columns; null when no item has what a path names, which is said.</summary>
    public ItemSet? Apply(ItemSet items, Diagnostics diagnostics) =>
        !_columns.Aggregate(true, (sound, c) => c.Old.Check(items, diagnostics) && sound) ? null : items with
        {
            Columns = [.. items.Columns.Union(_columns.Select(c => c.New))],
            Items = [.. items.Items.Select(Apply)],
        };

    private Item Apply(Item item)
    {
        var fields = new OrderedDictionary<string, Field>(item.Fields, StringComparer.Ordinal);
        foreach (var (name, old) in _columns)
        {
            fields[name] = old.Find(item);
        }

        return item with { Fields = fields };
    }
}
