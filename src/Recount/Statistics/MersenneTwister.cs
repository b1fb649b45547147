namespace Recount.Statistics;

/// <summary>
/// The stream of NumPy's legacy <c>RandomState</c> (<c>numpy.random.seed</c>): a Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), whole numbers by
/// masking and rejection. With it the resamples of a published bootstrap can be drawn again.
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

    /// <summary>A whole number from 0 to below <paramref name="below"/>, as <c>randint</c> and <c>choice</c> with replacement draw it.</summary>
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

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Length] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0dfu);
        }

        _at = 0;
    }
}
