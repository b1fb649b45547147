using System.Collections.Concurrent;
using Recount.Audits;
using Recount.Reports;
using Recount.Text;

namespace Recount.Cli;

/// <summary>
/// Says on standard error how far measuring is, and what has been waited for longest. To a person who watches, a live line from the first second on; to
/// a pipe a plain one after 10 and 30 seconds and then every minute.
/// </summary>
public sealed class Watch : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan[] Sparse = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private readonly TextWriter _error;
    private readonly int _width;
    private readonly bool _live;
    private readonly int _total;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<string, long> _running = new();
    private readonly Lock _writing = new();
    private int _done;
    private int _said;
    private int _shown;

    /// <param name="live">The writer is a terminal whose line can be written again.</param>
    /// <param name="total">Checks in all.</param>
    public Watch(TextWriter error, int width, bool live, int total, TimeProvider clock)
    {
        (_error, _width, _live, _total, _clock) = (error, Math.Clamp(width, Page.MinWidth, Page.MaxWidth), live, total, clock);
        _start = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Say(), null, live ? First : Sparse[0], live ? Often : First);
    }

    /// <summary>A check begins.</summary>
    public void Begins(Planned check) => _running[Name(check)] = _clock.GetTimestamp();

    /// <summary>A check is measured.</summary>
    public void Ends(Planned check)
    {
        _running.TryRemove(Name(check), out _);
        Interlocked.Increment(ref _done);
    }

    /// <summary>Writes how far it is, where that is due.</summary>
    public void Say()
    {
        var elapsed = _clock.GetElapsedTime(_start);
        var due = _said < Sparse.Length ? Sparse[_said] : TimeSpan.FromMinutes(_said - Sparse.Length + 1);
        if (_live ? elapsed < First : elapsed < due)
        {
            return;
        }

        var longest = _running.OrderBy(r => r.Value).Select(r => r.Key).FirstOrDefault();
        var at = longest is null ? "" : $"; at {longest}";
        var line = new Piece(Plain.Short($"Measured {Words.Number(_done)} of {Words.Count(_total, "check")}, {(int)elapsed.TotalSeconds} s{at}", _width - 1)).Text;
        lock (_writing)
        {
            _error.Write(_live ? $"\r{line.PadRight(_shown)}" : $"{line}\n");
            (_said, _shown) = (_said + 1, line.Length);
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            if (_live && _shown > 0)
            {
                _error.Write($"\r{new string(' ', _shown)}\r");
            }
        }
    }

    private static string Name(Planned check) => $"{check.Spec.Name}/{check.Key}";
}
