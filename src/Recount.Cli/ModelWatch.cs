using Recount.Evaluation.Graphs;
using Recount.Evaluation.Models;
using Recount.Evaluation.Runs;
using Recount.Reports;
using Recount.Scoring.Tasks;

namespace Recount.Cli;

/// <summary>Watches over a run of a model that a command was asked for: how far it is, and in plain words what stopped it.</summary>
public sealed class ModelWatch : IDisposable
{
    // Items with a mistake that are told of one by one.
    private const int Shown = 5;

    private readonly Screen _screen;
    private readonly Tally _tally;
    private (int Done, int Of) _now;

    /// <param name="name">What is evaluated.</param>
    public ModelWatch(Screen screen, string name) => (_screen, _tally) = (screen, new(screen.Error, screen.Width, screen.IsWatched, TimeProvider.System, name));

    /// <summary>So many items are done.</summary>
    public void Done(int done, int of)
    {
        _now = (done, of);
        _tally.Done(done, of);
    }

    /// <summary>The run is over: what is shown from now on stays.</summary>
    public void Dispose() => _tally.Dispose();

    /// <summary>Runs, and gives the exit code of that or of what stopped it.</summary>
    public int Over(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            Dispose();
            _screen.Error.WriteLine($"Stopped. {Words.Number(_now.Done)} of {Words.Count(_now.Of, "item")} kept. The same command goes on from there.");
            return ExitCodes.Incomplete;
        }
        catch (TaskRefusedException e)
        {
            Dispose();
            var page = new Page(_screen.Width);
            foreach (var problem in e.Problems.Take(Shown))
            {
                page.Text(problem, 0, Tone.Bad);
            }

            var more = e.Problems.Count > Shown ? $"And {e.Problems.Count - Shown}{(e.Problems.Count == Rendering.Most ? " or more" : "")} like these. " : "";
            _screen.Complain(page.Text($"{more}Nothing was measured.", 0, Tone.Bad));
            return ExitCodes.Usage;
        }
        catch (DeviceMissingException e)
        {
            Dispose();
            return _screen.Refuse(e.Message, e.Advice);
        }
        catch (BatchTooLargeException e)
        {
            Dispose();
            return _screen.Refuse($"Not even one sequence fits into memory: {e.Message}", "Try --max-length, or another device. What was measured is kept.");
        }
        catch (Exception e) when (e is ModelRefusedException or NotSupportedException)
        {
            Dispose();
            return _screen.Refuse(e.Message);
        }
    }
}
