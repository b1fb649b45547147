using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>An item as a model sees it.</summary>
/// <param name="Pairs">Contexts with their continuations, one for each choice; a single one for a target; no continuation for an answer or a text.</param>
/// <param name="Choices">The texts that length is counted of, one for each pair: without the delimiter.</param>
/// <param name="Gold">Right choices, by index; empty where there are none to choose from.</param>
/// <param name="Targets">Right answers; empty where none is written.</param>
public sealed record RenderedItem(
    Item Item, IReadOnlyList<(string Context, string Continuation)> Pairs, IReadOnlyList<string> Choices, IReadOnlyList<int> Gold, IReadOnlyList<string> Targets);
