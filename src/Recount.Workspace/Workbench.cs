using System.Reflection;
using System.Runtime.InteropServices;
using Recount.Audits;
using Recount.Findings;
using Recount.Specs;

namespace Recount.Workspace;

/// <summary>Runs an audit where there are files, a clock and a repository: the same for the command line and the pipeline.</summary>
/// <param name="snapshots">The folder of the accepted snapshots; null: the one that belongs to each spec.</param>
/// <param name="clock">Gives the times of the evidence.</param>
public sealed class Workbench(string? snapshots, TimeProvider clock)
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    /// <summary>The version of recount.</summary>
    public static string Version { get; } = typeof(Workbench).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Where the accepted snapshot of a spec is.</summary>
    public SnapshotFiles SnapshotsOf(Spec spec) => snapshots is null ? SnapshotFiles.Of(spec) : new(snapshots);

    /// <summary>Judges what was measured, against the accepted snapshots, and adds the evidence.</summary>
    /// <exception cref="FormatException">A snapshot is damaged.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public Audit Judge(MeasuredPlan measured, CancellationToken stop = default)
    {
        var specs = measured.Plan.Specs;
        var findings = AuditRun.Judge(measured, spec => SnapshotsOf(spec).Read(spec.Name), stop);
        var (commit, dirty) = specs.Count == 0 ? (null, false) : Git.Head(Path.GetDirectoryName(Path.GetFullPath(specs[0].Inputs[0].Path))!);
        IReadOnlyList<InputFile> inputs = [.. specs.SelectMany(s => s.Inputs).Distinct()];
        return new(findings, new(Version, commit, dirty, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, _start, clock.GetUtcNow(), inputs));
    }
}
