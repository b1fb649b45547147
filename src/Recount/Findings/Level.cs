using Recount.Printed;

namespace Recount.Findings;

/// <summary>How loudly a finding speaks.</summary>
public enum Level
{
    Note,
    Warning,
    Error,
}

/// <summary>The rule that gives a finding its level.</summary>
public static class Levels
{
    public static IReadOnlyList<string> Words { get; } = ["note", "warning", "error"];

    /// <summary>The level of a word, or null.</summary>
    public static Level? Named(string word) => Words.ToList().IndexOf(word) is >= 0 and var index ? (Level)index : null;

    public static string Word(this Level level) => Words[(int)level];

    /// <param name="flips">A qualitative claim whose decision is the other way round.</param>
    /// <param name="raised">What the spec raises a deviation or a failure to.</param>
    public static Level Of(Verdict verdict, bool flips, Status status, Level? raised)
    {
        var level = verdict switch
        {
            Verdict.Inconsistent => Level.Error,
            _ when flips => Level.Error,
            Verdict.Deviates or Verdict.Failed => raised is Level.Error ? Level.Error : Level.Warning,
            _ => Level.Note,
        };

        // Nobody is accused on the strength of a quotation.
        return status == Status.Primary ? level : Level.Note;
    }
}
