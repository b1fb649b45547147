using Recount.Scoring.Items;

namespace Recount.Scoring.Recorded;

/// <summary>One line of lm-evaluation-harness's samples: an item as it was asked, what came back, and the metrics.</summary>
/// <param name="Id">Its <c>doc_id</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Filter">"none" where nothing was done to what was written.</param>
/// <param name="Requests">Context and continuation; no continuation where a text was written or scored whole.</param>
/// <param name="Written">What came back, one for each request and repeat, before the filter.</param>
/// <param name="Filtered">What the filter left.</param>
/// <param name="Target">As a text: an index, a text, or a list as Python writes it.</param>
/// <param name="Metrics">As recorded: numbers, or lists of them.</param>
public sealed record RecordedSample(
    string Id, int Line, string Filter, IReadOnlyList<(string Context, string? Continuation)> Requests, IReadOnlyList<IReadOnlyList<Field>> Written, IReadOnlyList<Field> Filtered,
    string Target, IReadOnlyDictionary<string, Field> Metrics)
{
    /// <summary>The answers were written, and not scored.</summary>
    public bool IsWritten { get; init; }

    /// <summary>A whole text was scored, and nothing after it.</summary>
    public bool IsRolling => !IsWritten && Requests is [(_, null)];
}
