using System.Collections.Concurrent;

namespace Recount.Workspace.Inputs;

/// <summary>
/// Where external inputs lie on this machine, by the digest of their bytes: the cache, then mirror folders. Finding reads and verifies, and
/// never downloads.
/// </summary>
/// <param name="cache">The folder that fetched files are kept in: <c>sha256/ab/abcdef…</c>, and <c>parts</c> of unfinished downloads. Made when first needed.</param>
/// <param name="mirrors">Folders that are read only; see <c>RECOUNT_MIRROR</c>.</param>
public sealed class InputStore(string cache, IReadOnlyList<string> mirrors)
{
    internal const string Layout = "sha256";

    // Below this, reading a file again is cheaper than trusting that nobody touched it.
    private const long Small = 1 << 26;

    private readonly IReadOnlyList<Mirror> _mirrors = [.. mirrors.Select(m => new Mirror(Path.GetFullPath(m)))];

    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, string Sha256)> _verified = new();

    /// <summary>The cache folder, absolute.</summary>
    public string Cache { get; } = Path.GetFullPath(cache);

    /// <summary>
    /// The store of this user: the cache is <c>RECOUNT_CACHE</c>, else <c>recount</c> in the system's cache folder
    /// (<c>XDG_CACHE_HOME</c>, else <c>~/.cache</c>; on Windows the local application data); mirrors are the folders in <c>RECOUNT_MIRROR</c>, set apart as in PATH.
    /// </summary>
    public static InputStore OfEnvironment() => Of(Environment.GetEnvironmentVariable);

    internal static InputStore Of(Func<string, string?> variable)
    {
        var system = variable("XDG_CACHE_HOME") is { } xdg && Path.IsPathFullyQualified(xdg) ? xdg
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var cache = variable("RECOUNT_CACHE") is { Length: > 0 } own ? own : Path.Combine(system, "recount");
        return new(cache, (variable("RECOUNT_MIRROR") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Looks for a file by its digest, the cache first, and reads it to verify. A place that cannot be read has nothing.</summary>
    /// <exception cref="ArgumentException">The text is no digest.</exception>
    public Found Find(string sha256, CancellationToken stop = default)
    {
        if (!Digest.Is(sha256))
        {
            throw new ArgumentException($"'{Text.Plain.Short(sha256, 80)}' is no SHA-256 in lower-case hexadecimal digits.", nameof(sha256));
        }

        Found.Other? other = null;
        var claims = new[] { (Path: PathIn(Cache, sha256), InMirror: false) }.Where(c => File.Exists(c.Path))
            .Concat(_mirrors.SelectMany(m => m.Claims(sha256)).Select(p => (Path: p, InMirror: true)));
        foreach (var (path, inMirror) in claims)
        {
            if (Verified(path, stop) is var (found, bytes))
            {
                if (found == sha256)
                {
                    return new Found.There(path, bytes, inMirror);
                }

                other ??= new(path, found);
            }
        }

        return other is null ? new Found.NotThere([Cache, .. _mirrors.Select(m => m.Folder)]) : other;
    }

    internal static string PathIn(string folder, string sha256) => Path.Combine(folder, Layout, sha256[..2], sha256);

    /// <summary>The file of an unfinished download; its folder is made.</summary>
    internal string Unfinished(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Cache, "parts")).FullName, name);

    /// <summary>Moves a verified file of the cache's own disk to where it is found.</summary>
    internal string Keep(string verified, string sha256)
    {
        var path = PathIn(Cache, sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(verified, path, true);
        return path;
    }

    private (string Sha256, long Bytes)? Verified(string path, CancellationToken stop)
    {
        try
        {
            var file = Digest.At(path);
            var (length, written) = (file.Length, file.LastWriteTimeUtc);
            if (length > Small && _verified.TryGetValue(path, out var before) && (before.Length, before.Written) == (length, written))
            {
                return (before.Sha256, length);
            }

            var (sha256, bytes) = Digest.Of(path, stop);
            if (bytes == length)
            {
                _verified[path] = (length, written, sha256);
            }

            return (sha256, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
