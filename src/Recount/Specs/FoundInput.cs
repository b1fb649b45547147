using Recount.Text;

namespace Recount.Specs;

/// <summary>What became of looking for an external input.</summary>
/// <param name="Text">Its text, verified by digest; null where it is not there.</param>
/// <param name="Problem">Where it was looked for, or why what is there cannot be used.</param>
public sealed record FoundInput(SourceText? Text, string? Problem);
