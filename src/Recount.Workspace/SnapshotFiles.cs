using Recount.Audits;
using Recount.Specs;

namespace Recount.Workspace;

/// <summary>The accepted snapshots of a folder: <c>&lt;spec&gt;.verified.md</c>.</summary>
public sealed class SnapshotFiles(string folder)
{
    public const string Suffix = ".verified.md";

    /// <summary>
    /// The snapshots that belong to a spec: those of <c>snapshots</c> beside the folder <c>specs</c>, or, for a spec that lies
    /// elsewhere, of <c>snapshots</c> in its own folder.
    /// </summary>
    public static SnapshotFiles Of(Spec spec)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(spec.Inputs[0].Path))!;
        return new(Path.Combine(Path.GetFileName(own) == "specs" ? Path.GetDirectoryName(own)! : own, "snapshots"));
    }

    /// <summary>The accepted snapshot of a spec, or null where there is none.</summary>
    /// <exception cref="FormatException">The snapshot is damaged.</exception>
    public Snapshot? Read(string spec) => File.Exists(PathOf(spec)) ? Snapshot.Parse(spec, File.ReadAllText(PathOf(spec))) : null;

    /// <summary>Writes the accepted snapshot of a spec.</summary>
    public void Write(Snapshot snapshot) => Files.Write(PathOf(snapshot.Spec), snapshot.Render());

    public string PathOf(string spec) => Path.Combine(folder, spec + Suffix);

    /// <summary>Specs that have a snapshot.</summary>
    public IEnumerable<string> Specs() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder,
            "*" + Suffix).Select(f => Path.GetFileName(f)[..^Suffix.Length]).Where(n => !n.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];
}
