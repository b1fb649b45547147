using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>The items of a benchmark, in the order of their file.</summary>
/// <param name="Name">What people call it: the name of the file without its extension.</param>
/// <param name="Columns">Of all items, in the order in which they first stand in the file.</param>
/// <param name="Items">At least one as long as no filter was applied.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the bytes of the file, also behind filters; empty for items that came from no file.</param>
public sealed record ItemSet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<Item> Items, string Sha256 = "")
{
    /// <summary>Items of one file.</summary>
    public const int MaxItems = 5_000_000;

    /// <summary>The columns that people know: those that are made for templates begin with # or hold filters behind a bar.</summary>
    public IEnumerable<string> OwnColumns => Columns.Where(c => !c.StartsWith('#') && !c.Contains('|', StringComparison.Ordinal));

    /// <summary>Makes items of rows; null when there is a mistake in them or none of them, which is said.</summary>
    /// <param name="rows">Read to the end, so that all mistakes are said at once; those that the reader reports count too.</param>
    /// <param name="id">The column that names the items; its texts and numbers must differ. Null: items go by their position.</param>
    /// <param name="whole">The place of the file.</param>
    public static ItemSet? Of(string name, IEnumerable<ItemRow> rows, string? id, Place whole, Diagnostics diagnostics)
    {
        var mark = diagnostics.Mark;
        var (items, columns, seen) = (new List<Item>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var names = new ItemNames(id);
        foreach (var (at, fields) in rows)
        {
            if (items.Count == MaxItems)
            {
                diagnostics.Add(Mistakes.TooLarge(at, "items in a file", MaxItems));
                break;
            }

            columns.AddRange(fields.Keys.Where(seen.Add));
            items.Add(new(items.Count + 1, names.Of(items.Count + 1, fields, at), fields));
        }

        if (items.Count == 0 && diagnostics.Mark == mark)
        {
            diagnostics.Add(Mistakes.NoItems(whole));
        }

        if (items.Count > 0)
        {
            names.Report(whole, columns, diagnostics);
        }

        return diagnostics.Mark > mark ? null : new(name, columns, items);
    }

    /// <summary>The items that a filter keeps; none is possible.</summary>
    /// <exception cref="FormatException">An item holds something that cannot be compared.</exception>
    public ItemSet Where(ItemFilter filter) => this with { Items = [.. Items.Where(filter.Keeps)] };
}
