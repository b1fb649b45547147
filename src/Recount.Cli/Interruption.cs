using System.Runtime.InteropServices;

namespace Recount.Cli;

/// <summary>
/// Ctrl-C and a polite kill. The first asks the run to stop, at the next check; the second, or a check that takes longer than two seconds to end, ends the
/// process. Files are moved into place whole, so neither leaves a half of one.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals;

    public Interruption(TextWriter error)
    {
        void End()
        {
            error.WriteLine("Stopped.");
            Environment.Exit(ExitCodes.Incomplete);
        }

        void Asked(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (_stop.IsCancellationRequested)
            {
                End();
            }

            _stop.Cancel();
            _ = Task.Delay(Patience).ContinueWith(_ => End(), TaskScheduler.Default);
        }

        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, Asked))];
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _signals.ForEach(s => s.Dispose());
        _stop.Dispose();
    }
}
