using Recount.Audits;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Reports;
using Recount.Workspace.Inputs;
using Spectre.Console;

namespace Recount.Cli;

/// <summary>
/// Where the command writes: data and findings to one writer, the rest to the other. A terminal gets its width and colours, a
/// pipe gets plain text.
/// </summary>
public sealed class Screen
{
    private readonly IAnsiConsole? _console;

    /// <summary>Plain text of a given width.</summary>
    public Screen(TextWriter output, TextWriter error, int width) => (Out, Error, Width) = (output, error, width);

    private Screen(IAnsiConsole console)
        : this(Console.Out, Console.Error, console.Profile.Width) => _console = console;

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public int Width { get; }

    /// <summary>A person watches standard error, where a line can be written again.</summary>
    public bool IsWatched => _console is not null && !Console.IsErrorRedirected;

    /// <summary>The process's own console.</summary>
    public static Screen OfConsole()
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        return Console.IsOutputRedirected ? new(Console.Out, Console.Error, Page.MaxWidth) : new(AnsiConsole.Console);
    }

    /// <summary>Shows a page of findings.</summary>
    public void Show(Page page)
    {
        if (_console is null)
        {
            Out.Write(page.ToString());
            return;
        }

        foreach (var line in page.Lines)
        {
            // What is wider is meant to be copied, such as a line of a spec: the console would break it.
            if (line.Sum(p => p.Text.Length) > Width)
            {
                _console.Profile.Out.Writer.WriteLine(string.Concat(line.Select(p => p.Text)));
                continue;
            }

            foreach (var piece in line)
            {
                _console.Write(new Spectre.Console.Text(piece.Text, StyleOf(piece.Tone)));
            }

            _console.WriteLine();
        }
    }

    /// <summary>Says what is being done, to a person who is watching.</summary>
    public void Progress(string what)
    {
        if (IsWatched)
        {
            Error.WriteLine(new Piece(what).Text);
        }
    }

    /// <summary>Measures a plan, and says how far it is where that takes longer than a moment.</summary>
    /// <param name="full">Also what takes long.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public MeasuredPlan Measure(Plan plan, bool full = false, CancellationToken stop = default) => Measure(plan, _ => full, null, stop);

    /// <summary>The same, some checks with all effort.</summary>
    /// <param name="priceAsOf">The day for all prices; null leaves it to the claims.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public MeasuredPlan Measure(Plan plan, Func<Planned, bool> full, DateOnly? priceAsOf, CancellationToken stop)
    {
        using var watch = new Watch(Error, Width, IsWatched, plan.Checks.Count, TimeProvider.System);
        using var models = new GridRun(InputStore.OfEnvironment(), new Device.Auto()) { Done = (e, m, done, of) => watch.Evaluates($"{e.Name} {m.Name}", done, of) };
        return AuditRun.Measure(plan, watch.Begins, watch.Ends, new(false, stop, models.Of, priceAsOf), full);
    }

    /// <summary>Shows a page of what went wrong.</summary>
    public void Complain(Page page) => Error.Write(page.ToString());

    /// <summary>Says in one line what went wrong and returns the exit code of bad usage.</summary>
    public int Refuse(string what, string? advice = null)
    {
        Error.WriteLine(new Piece(what.ReplaceLineEndings(" ")).Text);
        if (advice is not null)
        {
            Error.WriteLine(new Piece($"  {advice}").Text);
        }

        return ExitCodes.Usage;
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new(decoration: Decoration.Bold),
        Tone.Faint => new(Color.Grey),
        Tone.Good => new(Color.Green),
        Tone.Warn => new(Color.Yellow),
        Tone.Bad => new(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
