using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Recount.Cli.Verbs;
using Recount.Text;

namespace Recount.Cli;

/// <summary>The <c>recount</c> command: its verbs, and what becomes of a mistake.</summary>
public static partial class RecountCommand
{
    /// <summary>Runs a command line and returns the exit code.</summary>
    /// <param name="stop">Asks the run to stop; it then ends with <see cref="ExitCodes.Incomplete"/>.</param>
    public static int Run(IReadOnlyList<string> args, Screen screen, CancellationToken stop = default)
    {
        // Not a RootCommand: that one goes by the name of the process, whatever hosts it.
        var root = new Command("recount", "Audits the numbers that machine-learning papers publish: printed number, interval, recomputation, verdict.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            AuditVerb.Command(screen),
            CheckVerb.Command(screen),
            FetchVerb.Command(screen),
            ExplainVerb.Command(screen),
            AskVerb.Command(screen),
            QuoteVerb.Command(screen),
            MapVerb.Command(screen),
            TableVerb.Command(screen),
            FitVerb.Command(screen),
            PriceVerb.Command(screen),
            ScoreVerb.Command(screen),
            EvalVerb.Command(screen),
            FormatVerb.Command(screen),
            ReplayVerb.Command(screen),
            InitVerb.Command(screen),
            AcceptVerb.Command(screen),
            SchemaVerb.Command(screen),
        };
        try
        {
            var parsed = root.Parse(args.Count == 0 ? ["--help"] : args);
            if (parsed.Errors.Count > 0)
            {
                return Refuse(parsed, args, root, screen);
            }

            InvocationConfiguration how = new() { Output = screen.Out, Error = screen.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return parsed.InvokeAsync(how, stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            screen.Error.WriteLine("Stopped. Nothing was written.");
            return ExitCodes.Incomplete;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return screen.Refuse(e.Message);
        }
        catch (Exception e)
        {
            screen.Error.WriteLine($"recount itself failed: {Plain.Line(e.GetType().Name)}: {Plain.Line(e.Message)}");
            screen.Error.WriteLine(e.StackTrace);
            return ExitCodes.Internal;
        }
    }

    // The first mistake of a command line, with the nearest verb or option.
    private static int Refuse(ParseResult parsed, IReadOnlyList<string> args, Command root, Screen screen)
    {
        var verbs = root.Subcommands.Select(c => c.Name).ToList();
        if (args.Count > 0 && !args[0].StartsWith('-') && !verbs.Contains(args[0]))
        {
            var near = Nearest.To(args[0], verbs);
            return screen.Refuse($"'{args[0]}' is no verb.", near is null ? $"Verbs: {string.Join(", ", verbs)}. Each has --help." : $"Did you mean 'recount {near}'?");
        }

        var message = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (NoNumber().Match(message) is { Success: true } number)
        {
            return screen.Refuse($"'{number.Groups[1].Value}' is no whole number.", $"Write {number.Groups[2].Value} 100.");
        }

        var options = parsed.CommandResult.Command.Options.Select(o => o.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal)).ToList();
        var option = args.FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && !options.Contains(a.Split('=')[0]));
        return screen.Refuse(message, option is not null && Nearest.To(option.Split('=')[0], options) is { } meant ? $"Did you mean {meant}?"
            : $"{Path(parsed.CommandResult)} --help shows its options.");
    }

    // With the verbs above it: recount price serve.
    private static string Path(CommandResult command) => command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : "recount";

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(--\S+)' as expected type '\S*Int32\S*'")]
    private static partial Regex NoNumber();
}
