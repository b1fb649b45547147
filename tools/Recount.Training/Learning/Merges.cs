using System.Text;
using System.Text.RegularExpressions;

namespace Recount.Training.Learning;

/// <summary>Byte-level pair encoding as GPT-2 has it, learnt from a text (Sennrich, Haddow and Birch 2016): the commonest pair of neighbours becomes a token, again and again.</summary>
/// <param name="Tokens">Spelt in the letters that GPT-2 writes for bytes; the place is the id.</param>
/// <param name="Pairs">In the order in which they were joined.</param>
internal sealed partial record Merges(IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Pairs)
{
    /// <summary>The first token; it ends a document.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <param name="size">Of the vocabulary: the special token, one for each byte, and the pairs.</param>
    public static Merges Learn(IEnumerable<string> texts, int size)
    {
        Dictionary<string, int> counts = [];
        foreach (var word in texts.SelectMany(Words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        List<string> tokens = [EndOfText, .. Enumerable.Range(0, 256).Select(b => Letter((byte)b))];
        List<(string, string)> pairs = [];
        List<(List<string> Parts, int Count)> words =
            [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (Encoding.UTF8.GetBytes(c.Key).Select(Letter).ToList(), c.Value))];
        while (tokens.Count < size && Commonest(words) is { } best)
        {
            pairs.Add(best);
            tokens.Add(best.Left + best.Right);
            words.ForEach(w => Join(w.Parts, best));
        }

        return new(tokens, pairs);
    }

    /// <summary>What is never joined with its neighbours, by GPT-2's pattern.</summary>
    public static IEnumerable<string> Words(string text) => Pattern().Matches(text).Select(m => m.Value);

    // Of equally common pairs the first by its letters.
    private static (string Left, string Right)? Commonest(List<(List<string> Parts, int Count)> words)
    {
        Dictionary<(string Left, string Right), int> counts = [];
        foreach (var (parts, count) in words)
        {
            foreach (var pair in parts.Zip(parts.Skip(1)))
            {
                counts[pair] = counts.GetValueOrDefault(pair) + count;
            }
        }

        return counts.Count == 0 ? null
            : counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Left, StringComparer.Ordinal).ThenBy(c => c.Key.Right, StringComparer.Ordinal).First().Key;
    }

    private static void Join(List<string> parts, (string Left, string Right) pair)
    {
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if ((parts[i], parts[i + 1]) == pair)
            {
                parts[i] += parts[i + 1];
                parts.RemoveAt(i + 1);
            }
        }
    }

    private static string Letter(byte value)
    {
        static bool IsSeen(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        return $"{(char)(IsSeen(value) ? value : 256 + Enumerable.Range(0, value).Count(b => !IsSeen(b)))}";
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Pattern();
}
