using System.CommandLine;
using Recount.Reports;

namespace Recount.Cli.Verbs;

/// <summary><c>recount check</c>: read the specs, measure nothing.</summary>
internal static class CheckVerb
{
    public static Command Command(Screen screen)
    {
        var targets = Chosen.Targets();
        var command = new Command("check", "Read specs and report every mistake, without measuring anything. Exit 2 where there is one.") { targets };
        command.SetAction(parsed =>
        {
            if (Chosen.Read(parsed.GetValue(targets) ?? [], [], null, screen, out var exit) is not { } chosen)
            {
                return exit;
            }

            var checks = chosen.Specs.Sum(s => s.Claims.Sum(c => c.Checks.Count));
            var claims = chosen.Specs.Sum(s => s.Claims.Count);
            var counts = string.Join(", ", Words.Count(chosen.Specs.Count, "spec"), Words.Count(claims, "claim"), Words.Count(checks, "check"));
            screen.Show(new Page(screen.Width).Text($"{counts}, no mistakes.", 0, Tone.Good));
            return ExitCodes.Fine;
        });
        return command;
    }
}
