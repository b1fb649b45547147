namespace Recount.Scoring.Tasks;

/// <summary>One metric over a task's items.</summary>
/// <param name="Metric">Its name, that of lm-evaluation-harness where that has one.</param>
/// <param name="Says">What it is, in words.</param>
/// <param name="Mean">Its value and standard error.</param>
/// <param name="IsShare">Between 0 and 1, and read as a percentage.</param>
public sealed record TaskScore(string Metric, string Says, Mean Mean, bool IsShare = true);
