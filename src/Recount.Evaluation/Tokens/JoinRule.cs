namespace Recount.Evaluation.Tokens;

/// <summary>
/// How a context and a continuation become two lists of ids. They differ where a token spans the join. In all of them white space at the end of the context goes to the continuation.
/// </summary>
public enum JoinRule
{
    /// <summary>lm-evaluation-harness: the context is encoded alone; the continuation is what the whole text has beyond that many ids.</summary>
    LmEval,

    /// <summary>
    /// lighteval: the whole text is cut at the length of the context, or one before it where both are equally long, so that something is left; the context is what lies before the cut.
    /// </summary>
    Lighteval,

    /// <summary>lighteval's <c>pairwise_tokenization</c>: both are encoded apart, the continuation without special tokens, and an EOS at the end of the context is dropped.</summary>
    Pairwise,
}
