using System.CommandLine;
using System.CommandLine.Help;
using Recount.Cli.Verbs;
using Recount.Text;

namespace Recount.Cli;

/// <summary>The <c>recount</c> command: its verbs, and what becomes of a mistake.</summary>
public static class RecountCommand
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
                var words = root.Subcommands.Select(c => c.Name).ToList();
                var near = args.Count > 0 && !args[0].StartsWith('-') && !words.Contains(args[0]) ? Nearest.To(args[0], words) : null;
                var message = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                return screen.Refuse(message, near is null ? $"Verbs: {string.Join(", ", words)}. Each has --help." : $"Did you mean 'recount {near}'?");
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
}
