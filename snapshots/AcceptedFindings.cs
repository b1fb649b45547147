using System.Runtime.CompilerServices;
using Recount.Audits;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Text;
using Recount.Workspace;
using Recount.Workspace.Inputs;
using VerifyXunit;

namespace Recount.Snapshots;

/// <summary>
/// The findings of every spec are those that were accepted. What changed is read with <c>recount audit --drift</c> and accepted with
/// <c>recount accept CLAIM --because TEXT</c>.
/// </summary>
public class AcceptedFindings
{
    private static readonly SnapshotFiles Files = new(Folder());
    private static readonly Lazy<IReadOnlyList<SpecAudit>> Audits = new(Audit);

    public static TheoryData<string> Specs => [.. Audits.Value.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Specs))]
    public async Task The_findings_of_a_spec_are_as_accepted(string spec)
    {
        var audit = Audits.Value.Single(a => a.Name == spec);
        await Verifier.Verify(Snapshot.Of(audit, Files.Read(spec)).Render(), "md").UseFileName(spec);
    }

    [Fact]
    public void Every_snapshot_has_its_spec() => Assert.Equal(Audits.Value.Select(a => a.Name).Order(StringComparer.Ordinal), Files.Specs());

    [Fact]
    public void Every_accepted_row_is_still_found() => Assert.Empty(Audits.Value.SelectMany(a => a.Orphans.Select(o => $"{a.Name}/{o}")));

    private static IReadOnlyList<SpecAudit> Audit()
    {
        var diagnostics = new Diagnostics();
        var specs = SpecFiles.Read(SpecFiles.Find(Path.Combine(Folder(), "..", "specs")), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        var models = new GridRun(InputStore.OfEnvironment(), new Device.Auto());
        return AuditRun.Judge(AuditRun.Measure(Plan.Of(specs), null, null, new(false, CancellationToken.None, models.Of)), spec => Files.Read(spec.Name));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
