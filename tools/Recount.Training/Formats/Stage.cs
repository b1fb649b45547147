namespace Recount.Training.Formats;

/// <summary>A part of the training, easier than the text that it leads to.</summary>
/// <param name="Share">Of the steps.</param>
/// <param name="Facts">The most that a passage of one relation has.</param>
/// <param name="Alike">Share of such passages; the others are as they are later.</param>
/// <param name="Answers">Share of documents that ask where, what, or of which colour, whatever the mixture says.</param>
/// <param name="Questions">That many a document; 0: as the mixture says.</param>
internal sealed record Stage(double Share, int Facts, double Alike, double Answers, int Questions)
{
    /// <summary>The text as it is.</summary>
    public static Stage Last { get; } = new(1, 0, 0, 0, 0);
}
