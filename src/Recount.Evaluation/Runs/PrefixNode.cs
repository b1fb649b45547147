namespace Recount.Evaluation.Runs;

/// <summary>Tokens that are read once for all sequences that begin with them, after those of the node above.</summary>
internal sealed class PrefixNode(int[] tokens, IReadOnlyList<Question> questions)
{
    public int[] Tokens { get; } = tokens;

    public IReadOnlyList<Question> Questions { get; } = questions;

    public List<PrefixNode> Children { get; } = [];
}

/// <summary>One token of one sequence that is to be scored.</summary>
/// <param name="Position">In the node: the token asked about follows it.</param>
/// <param name="Sequence">Number of the sequence.</param>
/// <param name="Index">Which of its scored tokens.</param>
internal readonly record struct Question(int Position, int Token, int Sequence, int Index);
