using System.CommandLine;
using Recount.Audits;
using Recount.Reports;
using Recount.Specs;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary>The specs and claims that a command line names.</summary>
internal sealed record Chosen(IReadOnlyList<Spec> Specs, IReadOnlyList<string> Ids, Workbench Workbench)
{
    private const string DefaultFolder = "specs";

    public static Argument<string[]> Targets() => new("spec")
    {
        Description = "Spec files, folders of them, or ids such as chinchilla/exponent-a. Left out: everything in specs/.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string?> SnapshotsOption() => new("--snapshots") { Description = "The folder of accepted snapshots. Left out: 'snapshots' beside the folder of the specs.", HelpName = "DIR" };

    /// <summary>Reads what is named; null when a mistake was shown, with the exit code.</summary>
    public static Chosen? Read(IReadOnlyList<string> targets, IReadOnlyList<string> only, string? snapshots, Screen screen, out int exit)
    {
        exit = ExitCodes.Usage;
        var paths = targets.Where(IsPath).ToList();
        var ids = targets.Where(t => !IsPath(t)).Concat(only).ToList();
        if (paths.Count == 0)
        {
            if (ids.FirstOrDefault(i => i.EndsWith(".yaml", StringComparison.Ordinal) || i.EndsWith(".yml", StringComparison.Ordinal)) is { } missing)
            {
                screen.Refuse($"There is no file '{missing}'.", Directory.Exists(DefaultFolder) && Nearest.To(missing, SpecFiles.Find(DefaultFolder)) is { } near ? $"Did you mean {near}?" : null);
                return null;
            }

            if (!Directory.Exists(DefaultFolder))
            {
                screen.Refuse($"There is no folder '{DefaultFolder}' here.", "Name a spec file, or begin one: recount init");
                return null;
            }

            paths.Add(DefaultFolder);
        }

        var diagnostics = new Diagnostics();
        var files = paths.SelectMany(SpecFiles.Find).Distinct().ToList();
        var specs = SpecFiles.Read(files, diagnostics);
        if (diagnostics.Any)
        {
            screen.Complain(MistakesPage.Render(diagnostics, screen.Width));
            return null;
        }

        if (specs.Count == 0)
        {
            screen.Refuse($"There is no spec in '{paths[0]}'.", "Begin one: recount init");
            return null;
        }

        exit = ExitCodes.Fine;
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files[0]))!, "..", "snapshots");
        return new(specs, ids, new(snapshots ?? Path.GetFullPath(beside), TimeProvider.System));
    }

    /// <summary>The plan of the named claims; null when an id names nothing, which is said.</summary>
    public Plan? Plan(Screen screen)
    {
        var plan = Audits.Plan.Of(Specs, Ids, out var unknown);
        if (unknown is var (id, nearest))
        {
            screen.Refuse($"'{id}' names no spec and no claim.", nearest is null ? $"Specs: {string.Join(", ", Specs.Select(s => s.Name))}" : $"Did you mean {nearest}?");
        }

        return plan;
    }

    private static bool IsPath(string target) => File.Exists(target) || Directory.Exists(target);
}
