using Recount.Statistics;

namespace Recount.Scoring.Grids;

/// <summary>The permutation test of paired differences. Eight items at a time have the sums of all their 256 signs in a table, so that a flip of 3,270 items takes 409 steps.</summary>
internal static class SignFlips
{
    public const int Drawn = 9_999;

    private const int Bits = 8;

    // Sums in another order differ by rounding; what is as extreme must not hang on that.
    private const double Likewise = 1e-12;

    public static PairedTest.SignFlip Test(double[] differences, uint seed, int flips, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(flips, 1);
        var moved = differences.Where(d => d != 0).ToArray();
        var limit = Math.Abs(moved.Sum()) - (Likewise * moved.Sum(Math.Abs));
        var tables = moved.Chunk(Bits).Select(Table).ToArray();
        if (moved.Length < 31 && 1L << moved.Length <= flips + 1L)
        {
            var ways = 1L << moved.Length;
            var extreme = 0L;
            for (var way = 0L; way < ways; way++)
            {
                extreme += Math.Abs(tables.Select((t, i) => t[(way >> (Bits * i)) & 255]).Sum()) >= limit ? 1 : 0;
            }

            return new((double)extreme / ways, ways, Complete: true);
        }

        var (random, drawn) = (new MersenneTwister(seed), 0L);
        for (var flip = 0; flip < flips; flip++)
        {
            stop.ThrowIfCancellationRequested();
            var (sum, word) = (0.0, 0u);
            for (var i = 0; i < tables.Length; i++)
            {
                word = i % 4 == 0 ? random.Next() : word >> Bits;
                sum += tables[i][word & 255];
            }

            drawn += Math.Abs(sum) >= limit ? 1 : 0;
        }

        return new((1.0 + drawn) / (1.0 + flips), flips, Complete: false);
    }

    // By bits, one an item: 1 keeps its sign.
    private static double[] Table(double[] chunk)
    {
        var sums = new double[1 << Bits];
        for (var bits = 0; bits < sums.Length; bits++)
        {
            for (var i = 0; i < chunk.Length; i++)
            {
                sums[bits] += ((bits >> i) & 1) == 1 ? chunk[i] : -chunk[i];
            }
        }

        return sums;
    }
}
