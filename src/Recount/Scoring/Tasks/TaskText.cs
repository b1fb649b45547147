using Recount.Text;

namespace Recount.Scoring.Tasks;

/// <summary>One thing that is said of a task, on a command line or in a file: <c>context: "{question}"</c>.</summary>
/// <param name="Key">One of <see cref="TaskReader.Keys"/>.</param>
/// <param name="At">The place of a part of the text, by offset and length.</param>
public sealed record TaskText(string Key, string Text, Func<int, int, Place> At)
{
    /// <summary>The place of the whole text.</summary>
    public Place Whole => At(0, Math.Max(1, Text.Length));
}
