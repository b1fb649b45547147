using Recount.Training.World;

namespace Recount.Training.Formats;

/// <summary>
/// The formats that each exercise is scored under, all products of these axes. They were fixed before any model was trained. The first of each axis together are the layout of GPT-3's
/// appendix G (figures G.29 and G.30): the reference.
/// </summary>
internal static class Grid
{
    /// <summary>Ends a passage and a question.</summary>
    public const string Newline = "\n";

    public static readonly Labels Lower = new("question", "answer");

    public static readonly Labels Capital = new("Question", "Answer");

    public static readonly Labels Letters = new("Q", "A");

    public static readonly Labels Loud = new("QUESTION", "ANSWER");

    public static IReadOnlyList<Format> Of(Exercise exercise) => exercise switch
    {
        Exercise.YesNo => Product([Lower, Capital, Letters], [": ", ":\n"], [["yes", "no"], ["Yes", "No"], ["true", "false"], ["True", "False"]]),
        Exercise.Entailment => Product([Lower, Capital, Letters, Loud], [": ", ":\n"],
            [["true", "false", "neither"], ["True", "False", "Neither"], ["yes", "no", "maybe"]]),
        _ => Product([Lower, Capital, Letters, Loud], [": ", ":\n", " - "], [[]]),
    };

    private static Format[] Product(Labels[] labels, string[] separators, string[][] verbalizers) =>
        [.. from l in labels from s in separators from v in verbalizers select new Format(l, s, v)];
}
