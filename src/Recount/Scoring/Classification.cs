namespace Recount.Scoring;

/// <summary>
/// Metrics of predicted classes as scikit-learn computes them, which lm-evaluation-harness calls. A ratio with nothing below the line is 0.
/// </summary>
public static class Classification
{
    private const int Few = 8;

    /// <summary>F1 of one class: 2 right / (items of the class + items predicted as it).</summary>
    public static double F1(ReadOnlySpan<Labelled> items, int label)
    {
        var (right, either) = (0, 0);
        foreach (var (gold, guess) in items)
        {
            right += gold == label && guess == label ? 1 : 0;
            either += (gold == label ? 1 : 0) + (guess == label ? 1 : 0);
        }

        return either == 0 ? 0 : 2.0 * right / either;
    }

    /// <summary>The mean F1 of the classes that some item has or was predicted to have, each counting alike; 0 without items.</summary>
    public static double MacroF1(ReadOnlySpan<Labelled> items)
    {
        var classes = Counted(items);
        return classes.Count == 0 ? 0 : classes.Average(c => 2.0 * c.Right / (c.Gold + c.Guessed));
    }

    /// <summary>
    /// Matthews's correlation of gold and guess, for any number of classes (Gorodkin 2004): from -1 to 1, and 0 where all items have, or were predicted to
    /// have, one class.
    /// </summary>
    public static double Matthews(ReadOnlySpan<Labelled> items)
    {
        var classes = Counted(items);
        double all = items.Length;
        var (right, both, gold, guessed) = (0.0, 0.0, 0.0, 0.0);
        foreach (var c in classes)
        {
            right += c.Right;
            both += (double)c.Gold * c.Guessed;
            gold += (double)c.Gold * c.Gold;
            guessed += (double)c.Guessed * c.Guessed;
        }

        var spread = ((all * all) - gold) * ((all * all) - guessed);
        return spread == 0 ? 0 : ((right * all) - both) / Math.Sqrt(spread);
    }

    // In the order in which the classes come.
    private static List<Counts> Counted(ReadOnlySpan<Labelled> items)
    {
        var classes = new List<Counts>();
        Dictionary<int, Counts>? many = null;
        foreach (var (gold, guess) in items)
        {
            var (of, guessed) = (Of(gold), Of(guess));
            of.Gold++;
            of.Right += gold == guess ? 1 : 0;
            guessed.Guessed++;
        }

        return classes;

        Counts Of(int label)
        {
            // Resamples are counted a thousand times over: a few classes are found faster by looking at each.
            if (many is null)
            {
                foreach (var known in classes)
                {
                    if (known.Label == label)
                    {
                        return known;
                    }
                }
            }
            else if (many.TryGetValue(label, out var known))
            {
                return known;
            }

            var counts = new Counts(label);
            classes.Add(counts);
            many?.Add(label, counts);
            many ??= classes.Count > Few ? classes.ToDictionary(c => c.Label) : null;
            return counts;
        }
    }

    private sealed class Counts(int label)
    {
        public int Label => label;

        public int Gold { get; set; }

        public int Guessed { get; set; }

        public int Right { get; set; }
    }
}
