using System.Reflection;
using System.Runtime.InteropServices;
using Recount.Audits;
using Recount.Findings;

namespace Recount.Workspace;

/// <summary>Runs an audit where there are files, a clock and a repository: the same for the command line and the pipeline.</summary>
/// <param name="snapshots">The folder of the accepted snapshots.</param>
/// <param name="clock">Gives the times of the evidence.</param>
public sealed class Workbench(string snapshots, TimeProvider clock)
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public SnapshotFiles Snapshots { get; } = new(snapshots);

    /// <summary>The version of recount.</summary>
    public static string Version { get; } = typeof(Workbench).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Measures and judges a plan.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped; nothing was written.</exception>
    public Audit Run(Plan plan, CancellationToken stop = default) => Judge(AuditRun.Measure(plan, stop));

    /// <summary>Judges what was measured, against the accepted snapshots, and adds the evidence.</summary>
    public Audit Judge(MeasuredPlan measured)
    {
        var specs = AuditRun.Judge(measured, Snapshots.Read);
        var (commit, dirty) = Git.Head(Environment.CurrentDirectory);
        IReadOnlyList<InputFile> inputs = [.. measured.Plan.Specs.SelectMany(s => s.Inputs).Distinct()];
        return new(specs, new(Version, commit, dirty, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, _start, clock.GetUtcNow(), inputs));
    }
}
