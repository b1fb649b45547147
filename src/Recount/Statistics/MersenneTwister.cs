namespace Recount.Statistics;

/// <summary>
/// A Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded by a number as NumPy's legacy <c>RandomState</c> is (<c>numpy.random.seed</c>), or by
/// words as Python's <c>random</c> is. With it the resamples of a published bootstrap can be drawn again.
/// </summary>
public sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Length];
    private int _at = Length;

    /// <param name="seed">As given to <c>numpy.random.seed</c>.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Length; i++)
        {
            _state[i] = (1_812_433_253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    /// <summary>The reference implementation's <c>init_by_array</c>.</summary>
    /// <param name="key">At least one word.</param>
    /// <exception cref="ArgumentException">There is no word.</exception>
    public MersenneTwister(ReadOnlySpan<uint> key)
        : this(19_650_218)
    {
        if (key.IsEmpty)
        {
            throw new ArgumentException("A key has at least one word.", nameof(key));
        }

        var (at, word) = (1, 0);
        for (var left = Math.Max(Length, key.Length); left > 0; left--)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1_664_525)) + key[word] + (uint)word;
            at = After(at);
            word = (word + 1) % key.Length;
        }

        for (var left = Length - 1; left > 0; left--)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1_566_083_941)) - (uint)at;
            at = After(at);
        }

        _state[0] = 0x80000000;
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (_at == Length)
        {
            Twist();
        }

        var y = _state[_at++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    /// <summary>A whole number from 0 to below <paramref name="below"/>, as NumPy's <c>randint</c> and <c>choice</c> with replacement draw it: by masking and rejection.</summary>
    /// <param name="below">At least 1.</param>
    public int Next(int below)
    {
        var largest = (uint)(below - 1);
        if (largest == 0)
        {
            return 0;
        }

        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest);
        uint value;
        do
        {
            value = Next() & mask;
        }
        while (value > largest);
        return (int)value;
    }

    private uint Mixed(int at) => _state[at - 1] ^ (_state[at - 1] >> 30);

    // The first word holds the last one when a pass is over.
    private int After(int at)
    {
        if (at < Length - 1)
        {
            return at + 1;
        }

        _state[0] = _state[Length - 1];
        return 1;
    }

    private void Twist()
    {
        var i = 0;
        for (; i < Length - Middle; i++)
        {
            _state[i] = Twisted(_state[i], _state[i + 1], _state[i + Middle]);
        }

        for (; i < Length - 1; i++)
        {
            _state[i] = Twisted(_state[i], _state[i + 1], _state[i + Middle - Length]);
        }

        _state[i] = Twisted(_state[i], _state[0], _state[Middle - 1]);
        _at = 0;
    }

    private static uint Twisted(uint high, uint low, uint far)
    {
        var y = (high & 0x80000000) | (low & 0x7fffffff);
        return far ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
    }
}
