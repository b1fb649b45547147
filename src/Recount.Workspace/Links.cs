namespace Recount.Workspace;

/// <summary>Where a path really is.</summary>
public static class Links
{
    private const int Most = 20;

    /// <summary>True where a path lies below a folder, by its name.</summary>
    /// <param name="path">Absolute, like the folder.</param>
    public static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>True where it lies there too when all links on both ways are followed.</summary>
    /// <exception cref="IOException">There are too many links on a way.</exception>
    public static bool IsReallyBelow(string folder, string path) => IsBelow(Resolved(folder, Most), Resolved(path, Most));

    // Every link on the way is followed, those in the targets of links too.
    private static string Resolved(string path, int links)
    {
        var root = Path.GetPathRoot(path)!;
        var current = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, part);
            FileSystemInfo info = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            if (info.LinkTarget is { } target)
            {
                current = links > 0
                    ? Resolved(Path.GetFullPath(target, Path.GetDirectoryName(current)!), links - 1)
                    : throw new IOException("there are too many links on the way");
            }
        }

        return current;
    }
}
