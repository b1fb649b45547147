namespace Recount.Scoring;

/// <summary>An item that is to be asked.</summary>
/// <param name="Id">What names it in its split, whatever else is evaluated.</param>
/// <param name="Content">All that it holds, written in one way: two items with the same content are the same question.</param>
public sealed record FewShotItem(string Id, string Content);
