using System.Numerics;
using Recount.Statistics;

namespace Recount.Scoring;

/// <summary>
/// The stream of Python's <c>random.Random</c> (CPython 3.11): a Mersenne Twister seeded by <c>init_by_array</c> with the 32-bit words of the seed's size.
/// With it the shots and the bootstraps of Python's harnesses can be drawn again.
/// </summary>
public sealed class PythonRandom
{
    private readonly MersenneTwister _twister;

    /// <param name="seed">A whole number of any size, as given to <c>random.seed</c>, which takes no account of its sign.</param>
    public PythonRandom(BigInteger seed)
    {
        var bytes = BigInteger.Abs(seed).ToByteArray(isUnsigned: true);
        var words = new uint[(bytes.Length + 3) / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            words[i / 4] |= (uint)bytes[i] << (8 * (i % 4));
        }

        _twister = new MersenneTwister(words);
    }

    /// <summary><c>random()</c>: from 0 to below 1, with 53 bits.</summary>
    public double Next() => (((_twister.Next() >> 5) * 67_108_864.0) + (_twister.Next() >> 6)) / 9_007_199_254_740_992.0;

    /// <summary><c>getrandbits(k)</c>; without a bit nothing is drawn.</summary>
    /// <param name="count">From 0 to 32.</param>
    public uint Bits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, 32u, nameof(count));
        return count == 0 ? 0 : _twister.Next() >> (32 - count);
    }

    /// <summary><c>randrange(n)</c>: a whole number from 0 to below <paramref name="below"/>, by as many bits as it has, rejected where they are too much.</summary>
    /// <param name="below">At least 1.</param>
    public int Below(int below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        var bits = 32 - BitOperations.LeadingZeroCount((uint)below);
        uint value;
        do
        {
            value = Bits(bits);
        }
        while (value >= below);
        return (int)value;
    }

    /// <summary><c>sample(range(n), k)</c>: different numbers below <paramref name="of"/>, in the order in which they were drawn.</summary>
    /// <param name="count">From 0 to <paramref name="of"/>.</param>
    public int[] Sample(int of, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)of, nameof(count));
        var drawn = new int[count];
        if (of <= SetSize(count))
        {
            var pool = Enumerable.Range(0, of).ToArray();
            for (var i = 0; i < count; i++)
            {
                var at = Below(of - i);
                (drawn[i], pool[at]) = (pool[at], pool[of - i - 1]);
            }

            return drawn;
        }

        var seen = new HashSet<int>();
        for (var i = 0; i < count; i++)
        {
            do
            {
                drawn[i] = Below(of);
            }
            while (!seen.Add(drawn[i]));
        }

        return drawn;
    }

    /// <summary><c>choices(range(n), k=k)</c>: numbers below <paramref name="of"/>, the same one as often as it comes.</summary>
    /// <param name="of">At least 1.</param>
    public int[] Choices(int of, int count)
    {
        var drawn = new int[count];
        Choices(of, drawn);
        return drawn;
    }

    /// <inheritdoc cref="Choices(int, int)"/>
    public void Choices(int of, Span<int> drawn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = (int)(Next() * of);
        }
    }

    // Up to here Python copies the population, above it keeps a set of what it has drawn: an estimate of which needs less memory.
    private static long SetSize(int count)
    {
        if (count <= 5)
        {
            return 21;
        }

        var table = 1L;
        while (table < 3L * count)
        {
            table *= 4;
        }

        return 21 + table;
    }
}
