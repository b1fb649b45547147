using Recount.Reports;

namespace Recount.Cli;

/// <summary>Says how many items of an evaluation are done, how fast, and how long it will take.</summary>
public sealed class Tally : IDisposable
{
    private readonly string _name;
    private readonly LiveLine _line;
    private (int Done, int Of) _now;
    private (int Done, TimeSpan At)? _first;

    /// <param name="live">The writer is a terminal whose line can be written again.</param>
    /// <param name="name">What is evaluated.</param>
    public Tally(TextWriter error, int width, bool live, TimeProvider clock, string name)
    {
        _name = name;
        _line = new(error, width, live, clock, Text);
    }

    /// <summary>So many items are done.</summary>
    public void Done(int done, int of) => _now = (done, of);

    public void Dispose() => _line.Dispose();

    private string Text(TimeSpan elapsed)
    {
        var (done, of) = _now;
        // What a log had is no measure of speed.
        _first ??= done > 0 ? (done, elapsed) : null;
        if (of == 0)
        {
            return $"{_name}: loading the model, {(int)elapsed.TotalSeconds} s";
        }

        var (kept, since) = _first ?? (0, elapsed);
        var rate = elapsed > since ? (done - kept) / (elapsed - since).TotalSeconds : 0;
        var left = rate > 0 ? $", {rate:0.#} items/s, {Time((of - done) / rate)} left" : "";
        return $"{_name}: {Words.Number(done)} of {Words.Count(of, "item")} ({100.0 * done / of:0} %){left}";
    }

    private static string Time(double seconds) => seconds < 100 ? $"{Math.Ceiling(seconds):0} s" : seconds < 6000 ? $"{Math.Ceiling(seconds / 60):0} min" : $"{seconds / 3600:0.#} h";
}
