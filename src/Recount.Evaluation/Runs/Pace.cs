using Recount.Evaluation.Models;

namespace Recount.Evaluation.Runs;

/// <summary>
/// How many tokens a batch may hold. Larger ones are slower once they leave a processor's cache, and the best size is the machine's: it is found by running the
/// first batches, neighbours in length, at different sizes and keeping the fastest.
/// </summary>
internal sealed class Pace
{
    private const int Rounds = 2;

    private static readonly int[] OnProcessor = [512, 1024, 256, 2048];
    private static readonly int[] OnCard = [8192, 16384, 4096, 32768];

    private readonly int[] _sizes;
    private readonly double[] _best;
    private int _next;
    private int _limit = int.MaxValue;

    /// <param name="tokens">The size, where it is given: then nothing is tried.</param>
    public Pace(Device device, int? tokens)
    {
        _sizes = tokens is { } given ? [given] : device is Device.Cuda ? OnCard : OnProcessor;
        _best = new double[_sizes.Length];
        _next = tokens is null ? -1 : Rounds * _sizes.Length;
    }

    /// <summary>Tokens of the next batch, padding included.</summary>
    public int Tokens => Math.Min(_limit, IsSettled ? _sizes[Array.IndexOf(_best, _best.Max())] : _sizes[Math.Max(_next, 0) % _sizes.Length]);

    /// <summary>The size is chosen.</summary>
    public bool IsSettled => _next >= Rounds * _sizes.Length;

    /// <summary>A batch of the size given by <see cref="Tokens"/> ran.</summary>
    /// <param name="tokens">That it held, without padding.</param>
    public void Ran(int tokens, TimeSpan took)
    {
        // The first one of all warms up.
        if (_next >= 0 && !IsSettled)
        {
            ref var best = ref _best[_next % _sizes.Length];
            best = Math.Max(best, tokens / Math.Max(took.TotalSeconds, 1e-9));
        }

        if (!IsSettled)
        {
            _next++;
        }
    }

    /// <summary>A batch of so many tokens did not fit.</summary>
    public void Shrink(int tokens) => _limit = Math.Max(1, Math.Min(_limit, tokens / 2));
}
