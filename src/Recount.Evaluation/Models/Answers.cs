namespace Recount.Evaluation.Models;

/// <summary>What a batch gave.</summary>
/// <param name="LogProbabilities">Natural logarithms, one for each of <see cref="Batch.Targets"/>.</param>
/// <param name="Likeliest">The likeliest next token, one for each of <see cref="Batch.Scored"/>.</param>
/// <param name="Cache">What others can go on from, where the batch keeps it; the caller's to dispose.</param>
public sealed record Answers(float[] LogProbabilities, int[] Likeliest, Cache? Cache);
