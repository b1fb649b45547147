using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>What a model made of the items of a task.</summary>
/// <param name="Items">In the order of the file.</param>
/// <param name="Traps">What is known to change scores, where the prompts show it.</param>
public sealed record Answered(IReadOnlyList<ScoredItem> Items, IReadOnlyList<Trap> Traps);
