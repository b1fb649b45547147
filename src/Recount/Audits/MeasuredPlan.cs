using Recount.Findings;

namespace Recount.Audits;

/// <summary>A plan with what measuring it gave: numbers, no verdicts yet.</summary>
/// <param name="Measurements">One per check of the plan, in its order.</param>
public sealed record MeasuredPlan(Plan Plan, IReadOnlyList<Measurement> Measurements);
