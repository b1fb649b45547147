using Parquet;
using Parquet.Schema;
using Recount.Scoring.Items;
using Recount.Text;
using Field = Recount.Scoring.Items.Field;

namespace Recount.Workspace.Data;

/// <summary>
/// Reads items of Parquet files: texts, whole and binary numbers, decimals, true and false, dates, and lists and records of them, to any depth. Row groups are read one
/// after the other. What has no place in a text, such as the bytes of a picture, becomes <see cref="Field.Unread"/>.
/// </summary>
/// <remarks>
/// Records are put together here, from definition and repetition levels: the package's own way to untyped rows leaves nulls in lists out, which would
/// number choices anew.
/// </remarks>
internal static class ParquetItems
{
    // Bytes of all columns, decompressed: a small file can claim to hold a large one.
    private const long MostBytes = 4 * ItemFiles.MaxBytes;

    // The package may read on for ever in the description of a broken file; that of a sound one takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Rows one after the other; what is wrong with the file is reported.</summary>
    /// <param name="file">The path as people see it.</param>
    /// <param name="stream">Can be read at any place.</param>
    public static IEnumerable<ItemRow> Rows(string file, Stream stream, Diagnostics diagnostics)
    {
        var number = 0;
        using var groups = Groups(file, stream, diagnostics).GetEnumerator();
        while (Next(groups, file, diagnostics))
        {
            foreach (var fields in groups.Current)
            {
                yield return new(new(file, ++number, 1, 1), fields);
            }
        }
    }

    // The package throws more than its own exceptions on broken files; whatever it is, the file is no Parquet.
    private static bool Next(IEnumerator<IReadOnlyList<IReadOnlyDictionary<string, Field>>> groups, string file, Diagnostics diagnostics)
    {
        try
        {
            return groups.MoveNext();
        }
        catch (TimeoutException)
        {
            diagnostics.Add(Mistakes.ItemsUnreadable(new(file, 1, 1, 1), $"this is a broken Parquet file: no end of its description was found in {Patience.TotalSeconds} seconds"));
            return false;
        }
        catch (Exception e)
        {
            diagnostics.Add(Mistakes.ItemsUnreadable(new(file, 1, 1, 1), $"this is no Parquet file, or a broken one: {e.Message.TrimEnd('.')}"));
            return false;
        }
    }

    private static IEnumerable<IReadOnlyList<IReadOnlyDictionary<string, Field>>> Groups(string file, Stream stream, Diagnostics diagnostics)
    {
        var reader = Task.Run(() => ParquetReader.CreateAsync(stream, leaveStreamOpen: true)).WaitAsync(Patience).GetAwaiter().GetResult();
        try
        {
            var rows = reader.RowGroups.Sum(g => g.RowCount);
            var bytes = reader.Metadata!.RowGroups.Sum(g => g.Columns.Sum(c => c.MetaData?.TotalUncompressedSize ?? 0));
            if (rows > ItemSet.MaxItems || bytes > MostBytes)
            {
                var why = rows > ItemSet.MaxItems ? $"there are more than {ItemSet.MaxItems} items in the file" : $"it holds more than {MostBytes} bytes";
                diagnostics.Add(Mistakes.ItemsUnreadable(new(file, 1, 1, 1), why));
                yield break;
            }

            foreach (var group in reader.RowGroups)
            {
                yield return Group(reader.Schema, group);
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static List<IReadOnlyDictionary<string, Field>> Group(ParquetSchema schema, ParquetRowGroupReader group)
    {
        var columns = schema.Fields.Select(f => (f.Name, Column: ParquetNode.Of(f, leaf => ParquetColumn.Read(group, leaf)))).ToList();
        var rows = new List<IReadOnlyDictionary<string, Field>>();
        for (var i = 0L; i < group.RowCount; i++)
        {
            var fields = new OrderedDictionary<string, Field>(columns.Count, StringComparer.Ordinal);
            foreach (var (name, column) in columns)
            {
                fields.Add(name, column.Next());
            }

            rows.Add(fields);
        }

        return rows;
    }
}
