namespace Recount.Evaluation.Runs;

/// <summary>Tokens that a model is to go on from.</summary>
/// <param name="Tokens">At least one.</param>
/// <param name="Stops">Texts that end it.</param>
/// <param name="Ends">Tokens that end it; they are not part of what is written.</param>
/// <param name="Most">Tokens that it may write.</param>
/// <param name="Cut">Tokens that were cut off the left.</param>
public sealed record Prompt(int[] Tokens, IReadOnlyList<string> Stops, IReadOnlyList<int> Ends, int Most, int Cut = 0);
