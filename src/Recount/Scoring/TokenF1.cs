using System.Text.RegularExpressions;

namespace Recount.Scoring;

/// <summary>
/// How much of its words an answer shares with a target: the F1 of SQuAD (Rajpurkar et al. 2016, section 6.1, and its evaluation script for version 2). Case, ASCII
/// punctuation and the articles a, an, the do not count; a word counts as often as both have it.
/// </summary>
public static partial class TokenF1
{
    /// <summary>
    /// The F1 with the nearest target, from 0 to 1. An answer or a target without a word is the claim that there is no answer: 1 if both make it, 0 if
    /// one does. Version 1.1 of the script gives 0 for both too.
    /// </summary>
    /// <param name="targets">At least one.</param>
    /// <exception cref="ArgumentException">There is no target.</exception>
    public static double Of(string answer, IReadOnlyList<string> targets)
    {
        if (targets.Count == 0)
        {
            throw new ArgumentException("An answer is held against at least one target.", nameof(targets));
        }

        var words = Words(answer);
        return targets.Max(t => Of(words, Words(t)));
    }

    /// <summary>The words that count, in order.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        PythonText.Split(Article().Replace(PythonText.Without(PythonText.Lower(text), PythonText.Punctuation), " "));

    private static double Of(IReadOnlyList<string> answer, IReadOnlyList<string> target)
    {
        if (answer.Count == 0 || target.Count == 0)
        {
            return answer.Count == target.Count ? 1 : 0;
        }

        var left = target.CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var shared = answer.Count(w => left.TryGetValue(w, out var times) && (left[w] = times - 1) >= 0);
        return 2.0 * shared / (answer.Count + target.Count);
    }

    // Python's \b(a|an|the)\b: a combining mark ends a word there.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(a|an|the)(?![\p{L}\p{N}_])", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
