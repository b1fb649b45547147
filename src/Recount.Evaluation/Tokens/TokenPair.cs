namespace Recount.Evaluation.Tokens;

/// <summary>A context and a continuation as ids.</summary>
/// <param name="Context">Empty where the context was white space only and no special token was put before it; such a pair cannot be scored.</param>
/// <param name="Continuation">The ids to be scored. Empty where a token that spans the join swallowed all of it, or where the text was empty; such a pair cannot be scored.</param>
/// <param name="IsStable">The ids of the whole text begin with those of the context encoded alone. Otherwise what is scored depends on the <see cref="JoinRule"/>.</param>
public sealed record TokenPair(int[] Context, int[] Continuation, bool IsStable, BosUse Bos);
