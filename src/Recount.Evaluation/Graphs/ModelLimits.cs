namespace Recount.Evaluation.Graphs;

/// <summary>How large a model may be before it is refused unread.</summary>
/// <param name="Bytes">Of the graph's file; a protocol buffer holds no more than 2 GiB.</param>
/// <param name="ExternalBytes">Of the weights beside it, together.</param>
/// <param name="Nodes">Operators, those of subgraphs and functions included.</param>
/// <param name="Tensors">Weights and constants, likewise.</param>
/// <param name="Depth">Of subgraphs in subgraphs.</param>
public sealed record ModelLimits(long Bytes, long ExternalBytes, int Nodes, int Tensors, int Depth)
{
    public static ModelLimits Default { get; } = new(int.MaxValue, 1L << 38, 200_000, 200_000, 8);
}
