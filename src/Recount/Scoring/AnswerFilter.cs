using System.Diagnostics;

namespace Recount.Scoring;

/// <summary>
/// A step from what a model wrote to the answer that is scored; steps are applied in turn to all answers of an item. The conventions are those of
/// lm-evaluation-harness's filters. A closed family.
/// </summary>
public abstract record AnswerFilter
{
    /// <summary>What stands for an answer in which nothing was found.</summary>
    public const string Invalid = "[invalid]";

    private AnswerFilter()
    {
    }

    /// <summary>
    /// <c>regex</c>: one of the pattern's matches, trimmed. Of a pattern with one group the group; with several the first that is not empty. Where there is no such match
    /// or no such group, the fallback; the harness itself stops with an error where there are matches, but fewer than asked for.
    /// </summary>
    /// <param name="Which">The index of the match, from 0; below zero from the end, -1 for the last.</param>
    public sealed record Find(PythonPattern Pattern, int Which = 0, string Fallback = Invalid) : AnswerFilter;

    /// <summary><c>take_first</c>: the first of an item's answers.</summary>
    public sealed record First : AnswerFilter;

    /// <summary><c>lowercase</c>, as Python lowers text.</summary>
    public sealed record Lowercase : AnswerFilter;

    /// <summary><c>remove_whitespace</c>: that at the beginning. Older versions took away a single space.</summary>
    public sealed record LeadingSpace : AnswerFilter;

    /// <summary>What comes before a stop string: each in turn cuts what the one before left at its first place. An empty one cuts nothing.</summary>
    public sealed record Cut(IReadOnlyList<string> Stops) : AnswerFilter;

    /// <summary>One item's answers after this step.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">An answer took more than <see cref="PythonPattern.Limit"/>.</exception>
    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers) => this switch
    {
        First => [.. answers.Take(1)],
        Find find => [.. answers.Select(a => Found(find, a))],
        Lowercase => [.. answers.Select(PythonText.Lower)],
        LeadingSpace => [.. answers.Select(PythonText.TrimStart)],
        Cut cut => [.. answers.Select(a => cut.Stops.Aggregate(a, Before))],
        _ => throw new UnreachableException(),
    };

    private static string Found(Find find, string answer)
    {
        var all = find.Pattern.FindAll(answer);
        var at = find.Which < 0 ? all.Count + find.Which : find.Which;
        var text = at < 0 || at >= all.Count ? null : find.Pattern.Groups <= 1 ? all[at][0] : all[at].FirstOrDefault(g => g.Length > 0);
        return text is null ? find.Fallback : PythonText.Trim(text);
    }

    private static string Before(string text, string stop) =>
        stop.Length > 0 && text.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;
}
