namespace Recount.Training.World;

/// <summary>Chance from a seed: SplitMix64 (Steele, Lea and Flood 2014), the same on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for each name.</summary>
    public static Dice Of(int seed, string name) => new(name.Aggregate(14695981039346656037 ^ (ulong)seed, (hash, letter) => (hash ^ letter) * 1099511628211));

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) / (double)(1UL << 53);

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    public bool Falls(double chance) => Unit() < chance;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>One of several, as likely as its weight says.</summary>
    public T Weighted<T>(IReadOnlyList<T> of, Func<T, double> weight)
    {
        var rest = Unit() * of.Sum(weight);
        foreach (var one in of)
        {
            rest -= weight(one);
            if (rest < 0)
            {
                return one;
            }
        }

        return of[^1];
    }

    /// <summary>All of them in another order (Fisher and Yates).</summary>
    public T[] Shuffled<T>(IEnumerable<T> of)
    {
        T[] all = [.. of];
        for (var i = all.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all;
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
