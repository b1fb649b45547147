using Recount.Evaluation.Tokens;

namespace Recount.Evaluation.Runs;

/// <summary>How prompts become tokens, and how they are run.</summary>
/// <param name="Unconditional">Contexts under which the continuations are scored too, for scores that compare with them: "" and "Answer:".</param>
/// <param name="MaxLength">Positions that are used; null for all that the model has.</param>
/// <param name="BatchTokens">Tokens of a batch; null lets the first batches tell.</param>
public sealed record TaskOptions(JoinRule Join, BosPolicy Bos, IReadOnlyList<string> Unconditional, int? MaxLength = null, int? BatchTokens = null)
{
    public IReadOnlyList<string> Unconditional { get; } = [.. Unconditional.Distinct()];
}
