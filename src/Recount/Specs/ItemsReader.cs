using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>A file of benchmark items that a spec names, to be read.</summary>
/// <param name="Path">Below the folder of the spec; null for one by address.</param>
/// <param name="Id">The column that names the items.</param>
public sealed record ItemsFile(string? Path, ExternalInput? Input, string? Id, Place At);

/// <summary>What became of reading it.</summary>
/// <param name="Items">Null where the file is not there, or has mistakes in it, which were said.</param>
/// <param name="Problem">Where it was looked for, or why what is there cannot be used.</param>
public sealed record FoundItems(ItemSet? Items, string? Problem);

/// <summary>Reads the benchmark items of a spec, and what becomes of their columns.</summary>
/// <param name="files">Reads a file; its mistakes are said.</param>
/// <param name="inputs">Every file that was read is added.</param>
internal sealed class ItemsReader(InputReader named, NumberReader numbers, Func<ItemsFile, Diagnostics, FoundItems> files, List<InputFile> inputs, Diagnostics diagnostics)
{
    private static readonly string[] Origins = ["file", "url"];

    /// <summary>All items by name; null where there is a mistake.</summary>
    public IReadOnlyDictionary<string, DeclaredItems?> Read(YamlNode.Mapping? node)
    {
        var read = new Dictionary<string, DeclaredItems?>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            read[name.Text] = value is YamlNode.Mapping mapping ? One(name, mapping) : null;
        }

        return read;
    }

    private DeclaredItems? One(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        string[] origins = [.. Origins.Where(o => node[o] is not null)];
        if (origins is not [var origin] || node.Text(origin) is not { } where)
        {
            diagnostics.Add(Mistakes.ItemsOrigin(name.At, name.Text, origins.Length > 1));
            return null;
        }

        if (origin == "file")
        {
            named.RefuseOfLocal(node, name.At);
        }

        var input = origin == "url" ? named.Read(name.Text, node, where) : null;
        if (diagnostics.Mark > mark)
        {
            return null;
        }

        var (items, problem) = files(new(origin == "file" ? where.Text : null, input, node.Text("id")?.Text, where.At), diagnostics);
        if (items is not null)
        {
            inputs.Add(new(origin == "file" ? where.Text : input!.Url.ToString(), items.Sha256));
            items = Grouped(items, node.Text("group"));
            items = Columns(items, node["columns"] as YamlNode.Mapping);
            items = Filtered(items, node.Text("where"));
        }

        var limited = items is null ? null : Limited(items, node.Text("where"), node.Text("limit"));
        return diagnostics.Mark > mark ? null : new(name.Text, limited, input, problem, node.Text("split")?.Text, numbers.Status(node), numbers.Source(node)) { Pool = items };
    }

    private ItemSet Grouped(ItemSet items, YamlNode.Scalar? column)
    {
        if (column is null || FieldPath.Read(column.Text, column.At, diagnostics) is not { } path || !path.Check(items, diagnostics))
        {
            return items;
        }

        var groups = items.Items.GroupBy(i => PromptTemplate.Shown(path.Find(i)) ?? i.Id, StringComparer.Ordinal).ToList();
        return items with
        {
            Items = [.. groups.Select((g, at) => new Item(at + 1, g.First().Id, items.Columns.ToDictionary(
                c => c, c => c == column.Text ? g.First()[c] : new Field.List([.. g.Select(i => i[c])]), StringComparer.Ordinal)))],
        };
    }

    // All fields are those of the file, so that two columns can be exchanged.
    private ItemSet Columns(ItemSet file, YamlNode.Mapping? node)
    {
        var items = file;
        foreach (var (name, value) in node?.Entries ?? [])
        {
            if (value is YamlNode.Scalar field && FilteredField.Read(field.Text, field.At, diagnostics) is { } filtered && filtered.Check(file, diagnostics))
            {
                items = new DerivedItems(field.At, diagnostics).With(
                    items with { Columns = [.. items.Columns.Where(c => c != name.Text)] }, name.Text, i => filtered.Of(file.Items[i.Position - 1]));
            }
        }

        return items;
    }

    private ItemSet Filtered(ItemSet items, YamlNode.Scalar? where)
    {
        if (where is not null && ItemFilter.Read(where.Text, where.Part, diagnostics) is { } filter && filter.Check(items, diagnostics))
        {
            try
            {
                items = items.Where(filter);
            }
            catch (FormatException e)
            {
                diagnostics.Add(Mistakes.NotThisItem(where.At, e.Message.TrimEnd('.')));
            }
        }

        return items;
    }

    private ItemSet Limited(ItemSet items, YamlNode.Scalar? where, YamlNode.Scalar? limit)
    {
        if (limit is not null)
        {
            if (NumberReader.Whole(limit.Text) is { } most and > 0)
            {
                items = items with { Items = [.. items.Items.Take((int)Math.Min(most, int.MaxValue))] };
            }
            else
            {
                diagnostics.Add(Mistakes.NoFreeNumber(limit.At, "number of items", limit.Text, "100"));
            }
        }

        if (items.Items.Count == 0)
        {
            diagnostics.Add(Mistakes.NotForThisTask((where ?? limit)!.At, "no item is left to score"));
        }

        return items;
    }
}
