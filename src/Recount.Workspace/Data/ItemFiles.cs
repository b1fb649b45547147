using System.Security.Cryptography;
using System.Text;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Workspace.Data;

/// <summary>
/// Reads the items of a benchmark from a file: JSON, a line an object or one list (<c>.jsonl</c>, <c>.ndjson</c>, <c>.json</c>), CSV, TSV or Parquet. Text is
/// UTF-8, with or without byte order mark; lines end in LF or CR LF. The bytes are read as a stream, and their digest is of what was read.
/// </summary>
public static class ItemFiles
{
    /// <summary>Bytes of one file.</summary>
    public const long MaxBytes = 2_000_000_000;

    // Preamble: a byte order mark is passed over. Bad bytes throw.
    private static readonly UTF8Encoding Strict = new(true, true);

    /// <summary>The kinds of files that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"];

    /// <summary>The items of a file; null when there is a mistake in it or none in it, which is said, all mistakes in one reading.</summary>
    /// <param name="id">The column that names the items; null: they go by their position.</param>
    /// <param name="shown">The path or address as people know it, whose extension says what kind of file it is; null: the path, with forward slashes.</param>
    public static ItemSet? Read(string path, Diagnostics diagnostics, string? id = null, string? shown = null)
    {
        shown ??= path.Replace('\\', '/');
        var whole = new Place(shown, 1, 1, 1);
        var extension = Path.GetExtension(shown).ToLowerInvariant();
        if (!Extensions.Contains(extension))
        {
            diagnostics.Add(Mistakes.NotReadAsItems(whole, extension, Extensions));
            return null;
        }

        try
        {
            var file = new FileInfo(path);
            var length = file.Exists ? ((file.ResolveLinkTarget(true) as FileInfo) ?? file).Length : -1;
            if (length is <= 0 or > MaxBytes)
            {
                // A pipe or a device has no length, and is never opened: it may have no end.
                diagnostics.Add(length < 0 ? Mistakes.ItemsUnreadable(whole, "there is no such file")
                    : length == 0 ? Mistakes.NoItems(whole) : Mistakes.ItemsUnreadable(whole, $"the file is larger than {MaxBytes} bytes"));
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return extension == ".parquet" ? Parquet(stream, id, whole, diagnostics) : Text(stream, extension, id, whole, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Mistakes.ItemsUnreadable(whole, e.Message));
            return null;
        }
    }

    private static ItemSet? Text(FileStream stream, string extension, string? id, Place whole, Diagnostics diagnostics)
    {
        using var sha256 = SHA256.Create();
        try
        {
            using var hashed = new CryptoStream(stream, sha256, CryptoStreamMode.Read, true);
            using var text = new StreamReader(hashed, Strict, false, 1 << 16, true);
            var rows = extension switch
            {
                ".csv" => new DelimitedItems(whole.File, ',', diagnostics).Rows(text),
                ".tsv" => new DelimitedItems(whole.File, '\t', diagnostics).Rows(text),
                _ => JsonItems.Rows(whole.File, text, diagnostics),
            };
            var items = ItemSet.Of(Path.GetFileNameWithoutExtension(whole.File), rows, id, whole, diagnostics);
            return items is null ? null : items with { Sha256 = Convert.ToHexStringLower(sha256.Hash!) };
        }
        catch (DecoderFallbackException)
        {
            stream.Position = 0;
            NotUtf8.Report(stream, whole.File, diagnostics);
            return null;
        }
    }

    private static ItemSet? Parquet(FileStream stream, string? id, Place whole, Diagnostics diagnostics)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = 0;
        var items = ItemSet.Of(Path.GetFileNameWithoutExtension(whole.File), ParquetItems.Rows(whole.File, stream, diagnostics), id, whole, diagnostics);
        return items is null ? null : items with { Sha256 = sha256 };
    }
}
