namespace Recount.Scoring;

/// <summary>
/// Metrics of predicted classes as scikit-learn computes them, which lm-evaluation-harness calls. A ratio with nothing below the line is 0.
/// </summary>
public static class Classification
{
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
        var classes = Counted(items).Values;
        return classes.Count == 0 ? 0 : classes.Average(c => 2.0 * c.Right / (c.Gold + c.Guessed));
    }

    /// <summary>
    /// Matthews's correlation of gold and guess, for any number of classes (Gorodkin 2004): from -1 to 1, and 0 where all items have, or were predicted to
    /// have, one class.
    /// </summary>
    public static double Matthews(ReadOnlySpan<Labelled> items)
    {
        var classes = Counted(items).Values;
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

    private static Dictionary<int, (int Gold, int Guessed, int Right)> Counted(ReadOnlySpan<Labelled> items)
    {
        var classes = new Dictionary<int, (int Gold, int Guessed, int Right)>();
        foreach (var (gold, guess) in items)
        {
            var (golds, guesses, right) = classes.GetValueOrDefault(gold);
            classes[gold] = (golds + 1, guesses, right + (gold == guess ? 1 : 0));
            (golds, guesses, right) = classes.GetValueOrDefault(guess);
            classes[guess] = (golds, guesses + 1, right);
        }

        return classes;
    }
}
