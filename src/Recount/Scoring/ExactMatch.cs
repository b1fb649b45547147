namespace Recount.Scoring;

/// <summary>
/// Whether an answer is the target, after what does not count has been taken from both: <c>exact_match</c> of lm-evaluation-harness, from Hugging Face's
/// evaluate. What does not count goes in the order of the members. Nothing is trimmed.
/// </summary>
public sealed record ExactMatch
{
    /// <summary>What each of these matches is taken out, one after the other.</summary>
    public IReadOnlyList<PythonPattern> Ignored { get; init; } = [];

    public bool IgnoreCase { get; init; }

    /// <summary>That of ASCII, <see cref="PythonText.Punctuation"/>.</summary>
    public bool IgnorePunctuation { get; init; }

    /// <summary>The digits of ASCII.</summary>
    public bool IgnoreNumbers { get; init; }

    /// <summary>1 if the answer is one of the targets, else 0.</summary>
    /// <param name="targets">At least one.</param>
    /// <exception cref="ArgumentException">There is no target.</exception>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">A text took more than <see cref="PythonPattern.Limit"/>.</exception>
    public double Of(string answer, IReadOnlyList<string> targets)
    {
        if (targets.Count == 0)
        {
            throw new ArgumentException("An answer is held against at least one target.", nameof(targets));
        }

        var counted = Counted(answer);
        return targets.Any(t => string.Equals(Counted(t), counted, StringComparison.Ordinal)) ? 1 : 0;
    }

    private string Counted(string text)
    {
        text = Ignored.Aggregate(text, (t, pattern) => pattern.Remove(t));
        text = IgnoreCase ? PythonText.Lower(text) : text;
        text = IgnorePunctuation ? PythonText.Without(text, PythonText.Punctuation) : text;
        return IgnoreNumbers ? PythonText.Without(text, PythonText.Digits) : text;
    }
}
