using Recount.Audits;

namespace Recount.Workspace;

/// <summary>The accepted snapshots of a folder: <c>&lt;spec&gt;.verified.md</c>.</summary>
public sealed class SnapshotFiles(string folder)
{
    public const string Suffix = ".verified.md";

    /// <summary>The accepted snapshot of a spec, or null where there is none.</summary>
    public Snapshot? Read(string spec) => File.Exists(PathOf(spec)) ? Snapshot.Parse(spec, File.ReadAllText(PathOf(spec))) : null;

    /// <summary>Writes the accepted snapshot of a spec.</summary>
    public void Write(Snapshot snapshot) => Files.Write(PathOf(snapshot.Spec), snapshot.Render());

    public string PathOf(string spec) => Path.Combine(folder, spec + Suffix);

    /// <summary>Specs that have a snapshot.</summary>
    public IEnumerable<string> Specs() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Suffix).Select(f => Path.GetFileName(f)[..^Suffix.Length]).Where(n => !n.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];
}
