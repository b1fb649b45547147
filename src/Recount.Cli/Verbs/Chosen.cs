using System.CommandLine;
using Recount.Audits;
using Recount.Reports;
using Recount.Specs;
using Recount.Text;
using Recount.Workspace;

namespace Recount.Cli.Verbs;

/// <summary>The specs and claims that a command line names.</summary>
/// <param name="Ids">Claims by id; none means all of them.</param>
/// <param name="IsFolder">Whole folders were named, so that a snapshot without a spec is a sign of something.</param>
internal sealed record Chosen(IReadOnlyList<Spec> Specs, IReadOnlyList<string> Ids, bool IsFolder, Hints Hints, Workbench Workbench)
{
    private const string DefaultFolder = "specs";

    public static Argument<string[]> Targets() => new("spec")
    {
        Description = "Spec files, folders of them, or ids such as chinchilla/exponent-a. Left out: everything in specs/.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string?> SnapshotsOption() => new("--snapshots")
    {
        Description = "The folder of accepted snapshots. Left out: 'snapshots' beside the folder of the specs.",
        HelpName = "DIR",
    };

    public static Option<string?> SpecsOption() => new("--specs") { Description = "The spec file or folder to look in. Left out: specs/.", HelpName = "PATH" };

    public static Option<string?> PriceAsOfOption() => new("--price-as-of")
    {
        Description = "Price everything by what offers cost on this day, instead of the day that each claim names.",
        HelpName = "DAY",
    };

    /// <summary>The day of an option; false where it is none, which is said.</summary>
    public static bool IsDay(string? text, Screen screen, out DateOnly? day)
    {
        day = text is null ? null : Day.Parse(text);
        if (text is not null && day is null)
        {
            screen.Refuse($"'{text}' is no day.", "Write it as 2026-09-24.");
        }

        return text is null || day is not null;
    }

    /// <summary>Reads what is named; null when a mistake was shown, with the exit code.</summary>
    /// <param name="targets">Paths and ids.</param>
    /// <param name="only">Ids.</param>
    public static Chosen? Read(IReadOnlyList<string> targets, IReadOnlyList<string> only, string? snapshots, Screen screen, out int exit)
    {
        exit = ExitCodes.Usage;
        if (targets.FirstOrDefault(t => !IsThere(t) && LooksLikePath(t)) is { } missing)
        {
            var near = Directory.Exists(DefaultFolder) ? Nearest.To(missing, SpecFiles.Find(DefaultFolder)) : null;
            screen.Refuse($"There is no file and no folder '{missing}'.", near is null ? null : $"Did you mean {near}?");
            return null;
        }

        var named = targets.Where(IsThere).ToList();
        if (named.Count == 0 && !Directory.Exists(DefaultFolder))
        {
            screen.Refuse($"There is no folder '{DefaultFolder}' here.", "Name a spec file, or begin one: recount init");
            return null;
        }

        var paths = named.Count > 0 ? named : [DefaultFolder];
        var diagnostics = new Diagnostics();
        var specs = SpecFiles.Read(paths.SelectMany(SpecFiles.Find), diagnostics);
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
        return new(specs, [.. targets.Where(t => !IsThere(t)), .. only], paths.All(Directory.Exists), new(named), new(snapshots, TimeProvider.System));
    }

    /// <summary>The same for a verb that looks in one place; a place that is not there is refused.</summary>
    public static Chosen? ReadIn(string? place, IReadOnlyList<string> ids, string? snapshots, Screen screen, out int exit)
    {
        if (place is null || IsThere(place))
        {
            return Read(place is null ? [] : [place], ids, snapshots, screen, out exit);
        }

        exit = screen.Refuse($"There is no file and no folder '{place}'.");
        return null;
    }

    /// <summary>The plan of the named claims; null when an id names nothing, which is said.</summary>
    public Plan? Plan(Screen screen)
    {
        var plan = Audits.Plan.Of(Specs, Ids, out var unknown);
        if (unknown is var (id, nearest))
        {
            screen.Refuse($"'{id}' names no spec and no claim.", nearest is null ? $"Specs: {string.Join(", ", Specs.Select(s => s.Name))}" : $"Did you mean {Hints.Quote(nearest)}?");
        }

        return plan;
    }

    private static bool IsThere(string target) => File.Exists(target) || Directory.Exists(target);

    private static bool LooksLikePath(string target) =>
        target.EndsWith(".yaml", StringComparison.Ordinal) || target.EndsWith(".yml", StringComparison.Ordinal) || target.EndsWith('/') ||
        target.StartsWith('.') || target.StartsWith('/');
}
