using System.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Recount.Audits;
using Recount.Cli;
using Recount.Reports;
using Recount.Specs;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Build;

/// <summary>
/// What the tasks of the pipeline share: folders from cake.config, and each stage's result, made when it is first asked for. A
/// task that runs alone (--exclusive) so has what it needs.
/// </summary>
public sealed class AuditContext : FrostingContext
{
    private readonly Screen _screen = Screen.OfConsole();
    private readonly Workbench _workbench;

    public AuditContext(ICakeContext context, Outcome outcome)
        : base(context)
    {
        Outcome = outcome;
        SpecFolder = Setting("Specs", "specs");
        SnapshotFolder = Setting("Snapshots", "snapshots");
        ArtifactFolder = Setting("Artifacts", "artifacts");
        Snapshots = new(SnapshotFolder);
        _workbench = new(SnapshotFolder, TimeProvider.System);
    }

    public Outcome Outcome { get; }

    public string SpecFolder { get; }

    public string SnapshotFolder { get; }

    public string ArtifactFolder { get; }

    /// <summary>The commands that pages suggest, as they run in a checkout where nothing is installed.</summary>
    public static Hints Hints { get; } = new([], "dotnet run --project src/Recount.Cli --");

    public SnapshotFiles Snapshots { get; }

    /// <summary>All specs of the folder.</summary>
    /// <exception cref="CakeException">There is a mistake in one of them; all were shown.</exception>
    public IReadOnlyList<Spec> Specs => field ??= Read();

    public Plan Plan => field ??= Plan.Of(Specs);

    public MeasuredPlan Measured => field ??= _screen.Measure(Plan);

    public Audit Audit => field ??= _workbench.Judge(Measured);

    public int Width => _screen.Width;

    public void Show(Page page) => _screen.Show(page);

    /// <summary>Does a stage and shows one line about it, with the time it took at the right edge.</summary>
    public void Stage(string verb, Func<string> work)
    {
        var clock = Stopwatch.StartNew();
        var done = work();
        Show(new Page(Width).Edges([new($"{verb,-10}", Tone.Strong), new(done)], new(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0.0} s"), Tone.Faint)));
    }

    private string Setting(string name, string otherwise) =>
        Configuration.GetValue($"Recount_{name}") is { Length: > 0 } value ? value : otherwise;

    private IReadOnlyList<Spec> Read()
    {
        var diagnostics = new Diagnostics();
        var specs = SpecFiles.Read(SpecFiles.Find(SpecFolder), diagnostics);
        if (diagnostics.Any)
        {
            _screen.Complain(MistakesPage.Render(diagnostics, Width));
            throw new CakeException(ExitCodes.Usage, "The specs have mistakes; nothing was measured.");
        }

        return specs;
    }
}
