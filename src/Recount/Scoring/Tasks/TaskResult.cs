using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>A task as a model did it, with its scores.</summary>
/// <param name="Items">In the order of the file.</param>
/// <param name="Traps">What is known to change scores, where the prompts show it.</param>
public sealed record TaskResult(BenchmarkTask Task, IReadOnlyList<ScoredItem> Items, IReadOnlyList<TaskScore> Scores, IReadOnlyList<Trap> Traps);
