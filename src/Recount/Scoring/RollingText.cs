using System.Text;

namespace Recount.Scoring;

/// <summary>A whole text as a model scored it, window by window.</summary>
/// <param name="Text">As it stands in the data, before any tokenizer.</param>
/// <param name="LogLikelihood">The sum over its tokens, natural logarithm.</param>
/// <param name="Tokens">That were predicted.</param>
public sealed record RollingText(string Text, double LogLikelihood, int Tokens)
{
    /// <summary>
    /// The pieces of Python's <c>re.split(r"\s+", text)</c>: one more than there are runs of white space. Space at an edge gives an empty piece, which counts, and an
    /// empty text is one.
    /// </summary>
    public int Words => PythonText.SpaceRuns(Text) + 1;

    /// <summary>Of the text in UTF-8.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(Text);
}
