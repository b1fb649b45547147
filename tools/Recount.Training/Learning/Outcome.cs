namespace Recount.Training.Learning;

/// <summary>What came of a training.</summary>
/// <param name="Last">The losses of the last hundred steps.</param>
/// <param name="Tokens">Padding included.</param>
internal sealed record Outcome(Tally Last, long Tokens, long Documents, TimeSpan Time);
