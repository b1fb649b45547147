using Recount.Reports;
using Recount.Text;

namespace Recount.Cli;

/// <summary>
/// Says how far something is: to a person who watches, in a line that is written again, from the first second on; to a pipe in a plain one after 10 and 30 seconds and
/// then every minute.
/// </summary>
public sealed class LiveLine : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan[] Sparse = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private readonly TextWriter _error;
    private readonly int _width;
    private readonly bool _live;
    private readonly TimeProvider _clock;
    private readonly Func<TimeSpan, string> _text;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Lock _writing = new();
    private bool _gone;
    private int _said;
    private int _shown;

    /// <param name="live">The writer is a terminal whose line can be written again.</param>
    /// <param name="text">What is to be said when so much time has passed.</param>
    public LiveLine(TextWriter error, int width, bool live, TimeProvider clock, Func<TimeSpan, string> text)
    {
        (_error, _width, _live, _clock, _text) = (error, Math.Clamp(width, Page.MinWidth, Page.MaxWidth), live, clock, text);
        _start = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Say(), null, live ? First : Sparse[0], live ? Often : First);
    }

    /// <summary>Takes the live line away.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_writing)
        {
            _gone = true;
            if (_live && _shown > 0)
            {
                _error.Write($"\r{new string(' ', _shown)}\r");
                _shown = 0;
            }
        }
    }

    private void Say()
    {
        var elapsed = _clock.GetElapsedTime(_start);
        var due = _said < Sparse.Length ? Sparse[_said] : TimeSpan.FromMinutes(_said - Sparse.Length + 1);
        if (_live ? elapsed < First : elapsed < due)
        {
            return;
        }

        var line = new Piece(Plain.Short(_text(elapsed), _width - 1)).Text;
        lock (_writing)
        {
            if (_gone)
            {
                return;
            }

            _error.Write(_live ? $"\r{line.PadRight(_shown)}" : $"{line}\n");
            (_said, _shown) = (_said + 1, line.Length);
        }
    }
}
