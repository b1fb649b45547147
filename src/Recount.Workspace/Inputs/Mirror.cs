namespace Recount.Workspace.Inputs;

/// <summary>
/// A folder with copies of inputs, found by digest: through <c>SHA256SUMS</c> files (as sha256sum writes them) in it and in folders up to
/// three levels below, and through the layout of the cache. What they name is a claim; whoever uses a file verifies it.
/// </summary>
/// <remarks>
/// Read once, when first asked. Links to folders are not searched. A path in a list must not climb out of the mirror; a link in its place may lead out of it,
/// since the folder's owner made it and the bytes are verified anyway.
/// </remarks>
/// <param name="folder">Absolute; it need not be there.</param>
internal sealed class Mirror(string folder)
{
    private const string List = "SHA256SUMS";
    private const int Deepest = 3;
    private const int MostFolders = 10_000;
    private const int LongestList = 1 << 24;

    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };

    private readonly Lazy<Dictionary<string, List<string>>> _listed = new(() => Read(folder));

    public string Folder => folder;

    /// <summary>Files that may have this digest, by the mirror's word.</summary>
    public IEnumerable<string> Claims(string sha256)
    {
        var own = InputStore.PathIn(folder, sha256);
        return _listed.Value.GetValueOrDefault(sha256, []).Append(own).Where(File.Exists);
    }

    private static Dictionary<string, List<string>> Read(string folder)
    {
        var listed = new Dictionary<string, List<string>>();
        var root = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        var next = new Queue<(string Folder, int Depth)>([(folder, 0)]);
        for (var seen = 0; seen < MostFolders && next.TryDequeue(out var at); seen++)
        {
            foreach (var (sha256, path) in Lines(Path.Combine(at.Folder, List)))
            {
                var full = Path.GetFullPath(Path.Combine(at.Folder, path));
                if (!Path.IsPathRooted(path) && full.StartsWith(root, StringComparison.Ordinal))
                {
                    (listed.TryGetValue(sha256, out var paths) ? paths : listed[sha256] = []).Add(full);
                }
            }

            foreach (var below in at.Depth < Deepest ? Folders(at.Folder) : [])
            {
                // The cache's layout needs no list, and has many folders.
                if (at.Depth > 0 || Path.GetFileName(below) != InputStore.Layout)
                {
                    next.Enqueue((below, at.Depth + 1));
                }
            }
        }

        return listed;
    }

    private static string[] Folders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder, "*", NoLinks).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // "<digest>  path", or " *path" for a binary; anything else is no entry. sha256sum begins a line with a backslash where a name is escaped.
    private static IEnumerable<(string Sha256, string Path)> Lines(string list)
    {
        string[] lines;
        try
        {
            lines = File.Exists(list) && Digest.At(list) is { Length: > 0 and <= LongestList } ? File.ReadAllLines(list) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var line in lines)
        {
            if (line.Length > Digest.Length + 2 && line[Digest.Length] == ' ' && line[Digest.Length + 1] is ' ' or '*'
                && line[..Digest.Length].ToLowerInvariant() is var sha256 && Digest.Is(sha256) && !line.Contains('\0', StringComparison.Ordinal))
            {
                yield return (sha256, line[(Digest.Length + 2)..]);
            }
        }
    }
}
