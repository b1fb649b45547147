using Recount.Evaluation.Tokens;
using Recount.Scoring.Tasks;

namespace Recount.Evaluation.Runs;

/// <summary>A rendered item in tokens.</summary>
/// <param name="Sequences">What is scored: one for each pair, or one for each window of a text.</param>
/// <param name="Given">The same continuations after each unconditional context.</param>
/// <param name="Prompt">What an answer is written after; null where none is.</param>
internal sealed record EncodedItem(
    RenderedItem Item, IReadOnlyList<TokenSequence> Sequences, IReadOnlyList<IReadOnlyList<TokenSequence>> Given, Prompt? Prompt, IReadOnlyList<TokenPair> Pairs)
{
    /// <summary>All that is scored, in an order that <see cref="Given"/> follows.</summary>
    public IEnumerable<TokenSequence> All => Sequences.Concat(Given.SelectMany(g => g));

    /// <summary>Bytes that it takes, roughly: its tokens, and its prompts as text where they are kept.</summary>
    public long Bytes => (sizeof(int) * (All.Sum(s => (long)s.Tokens.Length) + (Prompt?.Tokens.Length ?? 0)))
        + (sizeof(char) * Item.Pairs.DistinctBy(p => p.Context).Sum(p => (long)p.Context.Length));
}
