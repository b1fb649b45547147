namespace Recount.Text;

/// <summary>The valid word nearest to a mistyped one: optimal string alignment distance, ignoring case.</summary>
public static class Nearest
{
    /// <summary>The nearest of <paramref name="words"/>, or null when none is near enough to be what was meant.</summary>
    public static string? To(string word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > 64)
        {
            return null;
        }

        var best = words
            .Where(w => w.Length <= 64)
            .Select(w => (Word: w, Distance: Distance(word.ToLowerInvariant(), w.ToLowerInvariant())))
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, word.Length / 3) ? best.Word : null;
    }

    /// <summary>All words when they are few, else the five nearest and how many there are.</summary>
    public static string List(string word, IEnumerable<string> words, int few = 12)
    {
        var all = words.Distinct().ToList();
        var joint = all.Any(w => w.Contains(',', StringComparison.Ordinal)) ? "; " : ", ";
        return all.Count == 0 ? "none"
            : all.Count <= few ? string.Join(joint, all)
            : string.Join(joint, all.Where(w => w.Length <= 64).OrderBy(w => Distance(word.ToLowerInvariant(), w.ToLowerInvariant())).Take(5))
                + $"{joint}... ({all.Count} in all)";
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 64)
        {
            a = a[..64];
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
