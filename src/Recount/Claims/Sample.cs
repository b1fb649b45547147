namespace Recount.Claims;

/// <summary>What was measured on what: whether the rows of a fit, or the items of an evaluation, are those of the paper.</summary>
public enum Sample
{
    /// <summary>The same: what is measured is computed again, and compared without a test.</summary>
    Same,

    /// <summary>The paper's, as far as they could be recovered, from a figure for example.</summary>
    Reconstructed,

    /// <summary>Another sample.</summary>
    Other,
}

/// <summary>The words of <see cref="Sample"/> in specs.</summary>
public static class SampleWords
{
    public static IReadOnlyList<string> All { get; } = ["same", "reconstructed", "other"];

    /// <summary>The sample of a word; the same where there is none.</summary>
    public static Sample Named(string? word) => word switch { "reconstructed" => Sample.Reconstructed, "other" => Sample.Other, _ => Sample.Same };

    public static string Word(this Sample sample) => All[(int)sample];
}
