namespace Recount.Evaluation.Runs;

/// <summary>Tokens that a model is to go on from.</summary>
/// <param name="Tokens">At least one.</param>
/// <param name="Stops">Texts that end it.</param>
/// <param name="Most">Tokens that it may write.</param>
public sealed record Prompt(int[] Tokens, IReadOnlyList<string> Stops, int Most);
