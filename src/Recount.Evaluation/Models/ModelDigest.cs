using System.Security.Cryptography;
using System.Text;
using Recount.Workspace.Inputs;

namespace Recount.Evaluation.Models;

/// <summary>The files of a model as they were when it was read, to notice that one changes.</summary>
public sealed class ModelDigest
{
    private readonly IReadOnlyList<(string Path, long Length, DateTime Written)> _seen;

    private ModelDigest(string sha256, IReadOnlyList<(string, long, DateTime)> seen) => (Sha256, _seen) = (sha256, seen);

    /// <summary>Of the graph; where weights lie beside it, of the list of all files with their digests.</summary>
    public string Sha256 { get; }

    /// <summary>Reads all files once.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ModelDigest Of(IReadOnlyList<string> files, CancellationToken stop = default)
    {
        List<(string Path, long, DateTime)> seen = [.. files.Select(f => Stand(f) is var (length, written) ? (f, length, written) : default)];
        var digests = files.Select(f => Digest.Of(f, stop).Sha256).ToList();
        var all = digests is [var only] ? only
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Zip(digests, (f, d) => $"{d}  {Path.GetFileName(f)}\n")))));
        return new(all, seen);
    }

    /// <summary>The first file that is no longer what was read, by its length and time; null where all are.</summary>
    public string? Changed() => _seen.FirstOrDefault(s => Stand(s.Path) != (s.Length, s.Written)).Path;

    /// <summary>Length and time of a file, by which a change is noticed.</summary>
    internal static (long Length, DateTime Written) Stand(string path)
    {
        var file = Digest.At(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
    }
}
