using System.Security.Cryptography;
using System.Text;
using Recount.Costs.Catalogs;
using Recount.Specs;
using Recount.Text;
using Recount.Text.Yaml;
using Recount.Workspace.Inputs;

namespace Recount.Workspace;

/// <summary>Reads specs and their tables from disk. Tables stay below the folder of their spec, links resolved.</summary>
public static class SpecFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Spec files below a path: the file itself, or every <c>*.yaml</c> directly in a folder, by name.</summary>
    /// <exception cref="IOException">There is nothing at the path.</exception>
    public static IReadOnlyList<string> Find(string path) => File.Exists(path) ? [path]
        : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.yaml").Concat(Directory.EnumerateFiles(path, "*.yml")).Order(StringComparer.Ordinal)]
        : throw new FileNotFoundException($"There is no file and no folder '{path}'.", path);

    /// <summary>Reads specs, all mistakes of all files in one run; a spec with a mistake is left out. A file named twice is read once.</summary>
    /// <param name="store">Where external data are looked for; null: that of the environment.</param>
    public static IReadOnlyList<Spec> Read(IEnumerable<string> files, Diagnostics diagnostics, InputStore? store = null)
    {
        store ??= InputStore.OfEnvironment();
        var specs = new List<Spec>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var catalogs = new Dictionary<string, Catalog>(StringComparer.Ordinal);
        foreach (var file in files.DistinctBy(Path.GetFullPath))
        {
            var shown = Shown(file);
            if (!names.TryAdd(Path.GetFileNameWithoutExtension(file), shown))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                diagnostics.Add(Mistakes.TwoSpecs(new(shown, 1, 1, 1), name, names[name]));
            }

            if (Text(file, shown, out var problem) is not { } source)
            {
                diagnostics.Add(Mistakes.Unreadable(new(shown, 1, 1, 1), problem!));
                continue;
            }

            var root = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var external = new DataFiles(store, new(DataFiles.LockOf(file)));
            if (!catalogs.TryGetValue(root, out var catalog))
            {
                catalogs[root] = catalog = CatalogFiles.Read(Path.Combine(root, CatalogFiles.Folder), diagnostics);
            }

            if (SpecReader.Read(source, path => Table(root, path), diagnostics, external.Find, new ItemsBelow(root, external).Read, catalog) is { } spec)
            {
                specs.Add(spec);
            }
        }

        return specs;
    }

    /// <summary>A path as people see it: relative to where they stand, with forward slashes.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(path));
        return (relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative).Replace('\\', '/');
    }

    private static (SourceText? Text, string? Problem) Table(string root, string path)
    {
        if (Below(root, path, out var full) is { } wrong)
        {
            return (null, wrong);
        }

        var text = Text(full, Shown(full), out var problem);
        return (text, problem is null ? null : $"cannot be read: {problem}");
    }

    /// <summary>Why a path is none of something really below a folder; null where it is, with links resolved.</summary>
    internal static string? Below(string root, string path, out string full)
    {
        full = "";
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return "is not a path below the spec";
        }

        full = Path.GetFullPath(Path.Combine(root, path));
        if (!Links.IsBelow(root, full))
        {
            return "lies outside the folder of the spec";
        }

        try
        {
            if (!File.Exists(full) && !Directory.Exists(full))
            {
                return "is not there";
            }

            if (!Links.IsReallyBelow(root, full))
            {
                return "is a link that leads outside the folder of the spec";
            }
        }
        catch (IOException e)
        {
            return $"cannot be followed: {e.Message}";
        }

        return null;
    }

    /// <summary>Reads a text file whole; null with the reason where it cannot be read.</summary>
    /// <param name="shown">The path as people see it.</param>
    public static SourceText? Text(string file, string shown, out string? problem)
    {
        const int most = YamlText.MaxLength * 4;
        try
        {
            // A pipe or a device has no end of its own: it is read for a while, and so far; on a thread of its own, since those of the pool may all be busy.
            var reading = Task.Factory.StartNew(() => Bytes(file, most + 1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            if (!reading.Wait(Patience))
            {
                problem = $"it gave no end within {Patience.TotalSeconds} seconds";
                return null;
            }

            var bytes = reading.Result;
            if (bytes.Length > most)
            {
                problem = $"it is larger than {most} bytes";
                return null;
            }

            problem = null;
            var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return new(shown, Strict.GetString(bytes.AsSpan(start)), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (DecoderFallbackException)
        {
            problem = "it is not UTF-8 text";
        }
        catch (AggregateException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            problem = e.InnerException.Message;
        }

        return null;
    }

    private static byte[] Bytes(string file, int most)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Clamp(stream.CanSeek ? stream.Length + 1 : most, 1, most)];
        var length = stream.ReadAtLeast(bytes, bytes.Length, false);
        return bytes[..length];
    }
}
