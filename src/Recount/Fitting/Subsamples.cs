using Recount.Statistics;

namespace Recount.Fitting;

/// <summary>Parts of the rows, drawn again and again, such as the 80 % of Hoffmann et al. (2022): narrower than a bootstrap, which draws as many rows as there are.</summary>
public static class Subsamples
{
    /// <summary>How often each of so many rows is drawn in each part, from one stream, as <c>numpy.random.choice</c> draws them.</summary>
    /// <param name="kept">Rows in each part.</param>
    /// <param name="isReplaced">Whether a row can be drawn twice.</param>
    public static IReadOnlyList<double[]> Draw(MersenneTwister random, int rows, int kept, int parts, bool isReplaced)
    {
        var draws = new double[parts][];
        for (var i = 0; i < parts; i++)
        {
            draws[i] = new double[rows];
            foreach (var row in isReplaced ? Enumerable.Range(0, kept).Select(_ => random.Next(rows)) : Shuffled(random, rows).Take(kept))
            {
                draws[i][row]++;
            }
        }

        return draws;
    }

    // numpy's permutation, from the last place to the first.
    private static int[] Shuffled(MersenneTwister random, int rows)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        for (var i = rows - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
