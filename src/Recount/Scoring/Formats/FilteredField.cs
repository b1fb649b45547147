using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>A field with the filters behind it: <c>question.stem|upper-first</c>. It becomes a column that is called so, which templates then name like any other.</summary>
internal sealed class FilteredField
{
    private readonly FieldPath _path;
    private readonly IReadOnlyList<(string Name, string With)> _filters;

    private FilteredField(string written, FieldPath path, IReadOnlyList<(string Name, string With)> filters) => (Written, _path, _filters) = (written, path, filters);

    public string Written { get; }

    /// <summary>True for a name that holds filters.</summary>
    public static bool Is(string written) => written.Contains('|', StringComparison.Ordinal);

    /// <summary>Reads a field with its filters, which may be none; null when there is a mistake, which is said.</summary>
    public static FilteredField? Read(string written, Place at, Diagnostics diagnostics)
    {
        var parts = written.Split('|');
        var mark = diagnostics.Mark;
        var filters = parts[1..].Select(p => p.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (p[..colon], p[(colon + 1)..]) : (p, "")).ToList();
        foreach (var (name, _) in filters.Where(f => f.Item1 != FieldFilter.Index && FieldFilter.All.All(k => k.Name != f.Item1)))
        {
            diagnostics.Add(Mistakes.UnknownFilter(at, name, FieldFilter.All.Select(f => f.Name).Append(FieldFilter.Index)));
        }

        return FieldPath.Read(parts[0].Trim(), at, diagnostics) is { } path && diagnostics.Mark == mark ? new(written, path, filters) : null;
    }

    /// <summary>Reports a field that no item has; true when there is none such.</summary>
    public bool Check(ItemSet items, Diagnostics diagnostics) => _path.Check(items, diagnostics);

    /// <summary>True where some item has it.</summary>
    public bool IsIn(ItemSet items) => _path.Check(items, new()) && items.Items.Any(i => _path.Find(i) is not Field.Missing);

    /// <summary>The field of an item.</summary>
    /// <exception cref="FormatException">A filter cannot be applied; the message is a sentence that names the item.</exception>
    public Field Of(Item item) => _filters.Aggregate(_path.Find(item), (field, filter) => Filtered(field, filter.Name, filter.With, item));

    private static Field Filtered(Field field, string name, string rest, Item item)
    {
        if (name == FieldFilter.Index)
        {
            var at = field is Field.List all ? all.Elements.ToList().FindIndex(e => PromptTemplate.Shown(e) == rest) : -1;
            return at >= 0 ? new Field.Number(at.ToString(System.Globalization.CultureInfo.InvariantCulture))
                : throw new FormatException($"Item '{Plain.Short(item.Id)}' holds {field.Kind} in which no element is '{Plain.Short(rest)}'.");
        }

        var filter = FieldFilter.All.First(f => f.Name == name);
        return field switch
        {
            Field.Missing => field,
            Field.List list => new Field.List([.. list.Elements.Select(e => Filtered(e, name, rest, item))]),
            _ => PromptTemplate.Shown(field) is { } text ? new Field.Text(filter.Of(text, rest, item)) : field,
        };
    }
}
