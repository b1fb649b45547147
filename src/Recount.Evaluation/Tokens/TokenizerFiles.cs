using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// The files of a tokenizer beside a model: in its folder, or, where that is the <c>onnx</c> folder of an export, in the one above; given the upper folder, in it. Remembers what was
/// read, which is what the ids depend on.
/// </summary>
internal sealed class TokenizerFiles
{
    private readonly SortedDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _folders;

    /// <param name="folder">Or a file in it.</param>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public TokenizerFiles(string folder)
    {
        Folder = File.Exists(folder) ? Path.GetDirectoryName(Path.GetFullPath(folder))! : Path.GetFullPath(folder);
        if (!Directory.Exists(Folder))
        {
            throw new DirectoryNotFoundException($"{folder} is no folder");
        }

        _folders = Path.GetFileName(Folder.TrimEnd(Path.DirectorySeparatorChar)) == "onnx" && Path.GetDirectoryName(Folder) is { } parent ? [Folder, parent] : [Folder];
    }

    public string Folder { get; }

    /// <summary>The names of the files that were read.</summary>
    public IReadOnlyList<string> Names => [.. _read.Keys];

    /// <summary>SHA-256 over the names and digests of what was read, as <c>sha256sum</c> prints them, in the order of names.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(_read.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}\n")))));

    /// <summary>Where a file lies, or null.</summary>
    public string? Find(string name) => _folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    /// <summary>The one file whose name ends so; null where there is none or several.</summary>
    public string? FindOnly(string ending) =>
        _folders.Select(f => Directory.EnumerateFiles(f, "*" + ending).ToList()).FirstOrDefault(f => f.Count > 0) is [var only] ? Path.GetFileName(only) : null;

    /// <summary>The bytes of a file, or null where it is absent.</summary>
    public byte[]? Read(string name) => Find(name) is { } path ? _read[name] = File.ReadAllBytes(path) : null;

    /// <summary>The root of a JSON file, or null where it is absent. It counts as read.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public Fields? ReadJson(string name, Unsupported unsupported) => Read(name) is { } bytes ? Parse(name, bytes, unsupported) : null;

    /// <summary>The root of a JSON file that counts as read only when <see cref="Read"/> is called for it too.</summary>
    public Fields? PeekJson(string name, Unsupported unsupported) => Find(name) is { } path ? Parse(name, File.ReadAllBytes(path), unsupported) : null;

    private static Fields Parse(string name, byte[] bytes, Unsupported unsupported)
    {
        try
        {
            var utf8 = bytes.AsSpan() is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes.AsMemory();
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new(document.RootElement.Clone(), "", unsupported) : throw new FormatException($"{name} is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{name} is not JSON: {e.Message}");
        }
    }
}
