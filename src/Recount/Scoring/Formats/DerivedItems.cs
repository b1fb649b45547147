using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>Items with columns that formats need beside those of the file. What several formats need is made once.</summary>
/// <param name="at">The place of what asks for them.</param>
internal sealed class DerivedItems(Place at, Diagnostics diagnostics)
{
    // Items with a mistake that are told of one by one.
    private const int Most = 3;

    private readonly Dictionary<(ItemSet Of, string Column), ItemSet> _made = [];

    /// <summary>Adds a column.</summary>
    /// <param name="column">Two columns of one name hold the same.</param>
    /// <param name="of">The field of an item; throws <see cref="FormatException"/> with a sentence that names the item.</param>
    public ItemSet With(ItemSet items, string column, Func<Item, Field> of)
    {
        if (items.Columns.Contains(column))
        {
            return items;
        }

        if (_made.TryGetValue((items, column), out var known))
        {
            return known;
        }

        var (derived, wrong) = (new List<Item>(items.Items.Count), 0);
        foreach (var item in items.Items)
        {
            try
            {
                derived.Add(item with { Fields = new OrderedDictionary<string, Field>(item.Fields, StringComparer.Ordinal) { [column] = of(item) } });
            }
            catch (FormatException e)
            {
                derived.Add(item);
                if (wrong++ < Most)
                {
                    diagnostics.Add(Mistakes.NotThisItem(at, e.Message.TrimEnd('.')));
                }
            }
        }

        return _made[(items, column)] = items with { Columns = [.. items.Columns, column], Items = derived };
    }
}
