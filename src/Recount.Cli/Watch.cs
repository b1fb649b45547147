using System.Collections.Concurrent;
using Recount.Audits;
using Recount.Reports;

namespace Recount.Cli;

/// <summary>Says how far measuring a plan is, and what has been waited for longest.</summary>
public sealed class Watch : IDisposable
{
    private readonly int _total;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, long> _running = new();
    private readonly LiveLine _line;
    private int _done;
    private string _evaluated = "";

    /// <param name="live">The writer is a terminal whose line can be written again.</param>
    /// <param name="total">Checks in all.</param>
    public Watch(TextWriter error, int width, bool live, int total, TimeProvider clock)
    {
        (_total, _clock) = (total, clock);
        _line = new(error, width, live, clock, Text);
    }

    /// <summary>A check begins.</summary>
    public void Begins(Planned check) => _running[Name(check)] = _clock.GetTimestamp();

    /// <summary>A check is measured.</summary>
    public void Ends(Planned check)
    {
        _running.TryRemove(Name(check), out _);
        Interlocked.Increment(ref _done);
    }

    /// <summary>A model has done so many items.</summary>
    /// <param name="name">Of the evaluation, and of the model.</param>
    public void Evaluates(string name, int done, int of) => _evaluated = done < of ? $"; {name} {Words.Number(done)} of {Words.Count(of, "item")}" : "";

    public void Dispose() => _line.Dispose();

    private string Text(TimeSpan elapsed)
    {
        var longest = _running.OrderBy(r => r.Value).Select(r => r.Key).FirstOrDefault();
        var at = longest is null ? "" : $"; at {longest}";
        return $"Measured {Words.Number(_done)} of {Words.Count(_total, "check")}, {(int)elapsed.TotalSeconds} s{(_evaluated.Length > 0 ? _evaluated : at)}";
    }

    private static string Name(Planned check) => $"{check.Spec.Name}/{check.Key}";
}
