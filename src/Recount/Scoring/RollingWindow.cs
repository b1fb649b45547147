namespace Recount.Scoring;

/// <summary>One run of a model over a part of a text: every token is predicted in exactly one window.</summary>
/// <param name="Context">Before the first predicted token; at least one.</param>
/// <param name="Predicted">At least one. The last is no input, so a run takes one token fewer than both have.</param>
public sealed record RollingWindow(IReadOnlyList<int> Context, IReadOnlyList<int> Predicted)
{
    /// <summary>
    /// The windows of a text, as lm-evaluation-harness cuts it (<c>get_rolling_token_windows</c>, made disjoint). The first predicts as many tokens as a run can take,
    /// after the prefix; each later one up to length - context + 1 more, after as many tokens before them as fit.
    /// </summary>
    /// <param name="prefix">What stands before the text: the token that begins texts, or ends them.</param>
    /// <param name="length">Tokens that the model takes in one run; at least one.</param>
    /// <param name="context">Input tokens up to the first predicted one that a window has at least; from 1 to <paramref name="length"/>. The harness takes 1.</param>
    public static IEnumerable<RollingWindow> Of(IReadOnlyList<int> tokens, int prefix, int length, int context = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(context, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(context, length);
        return Windows();

        IEnumerable<RollingWindow> Windows()
        {
            var from = 0;
            while (from < tokens.Count)
            {
                var to = Math.Min(tokens.Count, from + (from == 0 ? length : length - context + 1));
                int[] before = from == 0 ? [prefix] : Range(to - length - 1, from);
                yield return new(before, Range(from, to));
                from = to;
            }
        }

        int[] Range(int from, int to) => [.. tokens.Skip(from).Take(to - from)];
    }
}
