using System.Buffers;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Finds added tokens in text, as the <c>tokenizers</c> library of Hugging Face does: leftmost, the longest of those that start there, without overlap; white space goes to a
/// token that takes it.
/// </summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<char, (string Pattern, AddedToken Token)[]> _byFirst;

    private readonly SearchValues<char> _firsts;

    /// <param name="normalize">Applied to each token's content before it is looked for.</param>
    public AddedTokens(IEnumerable<AddedToken> tokens, Func<string, string> normalize)
    {
        // Special tokens come first, and of two that look alike the first counts.
        _byFirst = tokens.OrderBy(t => !t.IsSpecial).Select(t => (Pattern: normalize(t.Content), Token: t)).DistinctBy(t => t.Pattern)
            .GroupBy(t => t.Pattern[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Pattern.Length).ToArray());
        _firsts = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>Cuts a stretch of text at the tokens in it. Nothing comes of an empty one.</summary>
    public void Cut(Stretch stretch, List<Stretch> into)
    {
        var text = stretch.Text.Span;
        var rest = 0;
        for (var at = Next(text, 0); at < text.Length; at = Next(text, at))
        {
            if (Match(text, at) is not { } match)
            {
                at++;
                continue;
            }

            var (start, end) = (at, at + match.Pattern.Length);
            at = end;
            while (match.Token.TakesLeft && start > rest && char.IsWhiteSpace(text[start - 1]))
            {
                start--;
            }

            while (match.Token.TakesRight && end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (rest < start)
            {
                into.Add(new(stretch.Text[rest..start], null, stretch.IsFirst && rest == 0));
            }

            into.Add(new(match.Pattern.AsMemory(), match.Token.Id, stretch.IsFirst && start == 0));
            rest = end;
        }

        if (rest < text.Length)
        {
            into.Add(rest == 0 ? stretch : new(stretch.Text[rest..], null, false));
        }
    }

    private (string Pattern, AddedToken Token)? Match(ReadOnlySpan<char> text, int at)
    {
        foreach (var candidate in _byFirst[text[at]])
        {
            if (text[at..].StartsWith(candidate.Pattern, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    private int Next(ReadOnlySpan<char> text, int from) => text[from..].IndexOfAny(_firsts) is >= 0 and var found ? from + found : text.Length;
}
