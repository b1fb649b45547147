using Recount.Training.World;

namespace Recount.Training.Formats;

/// <summary>
/// How often training shows which format: uneven, as text that people wrote is, with one common layout, some rarer ones, and many that never occur. It was fixed with <see cref="Grid"/>
/// before any model was trained; labels in capitals and the separator " - " occur nowhere.
/// </summary>
internal static class Mixture
{
    /// <summary>Shares of the documents.</summary>
    public static IReadOnlyList<(Exercise Exercise, double Weight)> Exercises { get; } = [(Exercise.All[0], 0.4), (Exercise.All[1], 0.35), (Exercise.All[2], 0.25)];

    /// <summary>How many questions a document asks on its passage.</summary>
    public static IReadOnlyList<(int Questions, double Weight)> Lengths { get; } = [(1, 0.3), (2, 0.3), (3, 0.4)];

    /// <summary>Weights of formats, in percent of an exercise's documents.</summary>
    public static IReadOnlyList<(Format Format, double Weight)> Of(Exercise exercise) => exercise switch
    {
        Exercise.YesNo =>
        [
            (new(Grid.Lower, ": ", ["yes", "no"]), 46),
            (new(Grid.Capital, ": ", ["Yes", "No"]), 16),
            (new(Grid.Letters, ": ", ["yes", "no"]), 10),
            (new(Grid.Letters, ": ", ["Yes", "No"]), 6),
            (new(Grid.Capital, ": ", ["yes", "no"]), 6),
            (new(Grid.Lower, ": ", ["true", "false"]), 6),
            (new(Grid.Capital, ": ", ["True", "False"]), 4),
            (new(Grid.Lower, ":\n", ["yes", "no"]), 4),
            (new(Grid.Capital, ":\n", ["Yes", "No"]), 2),
        ],
        Exercise.Entailment =>
        [
            (new(Grid.Lower, ": ", ["true", "false", "neither"]), 46),
            (new(Grid.Capital, ": ", ["True", "False", "Neither"]), 18),
            (new(Grid.Letters, ": ", ["true", "false", "neither"]), 10),
            (new(Grid.Lower, ": ", ["yes", "no", "maybe"]), 10),
            (new(Grid.Capital, ": ", ["yes", "no", "maybe"]), 5),
            (new(Grid.Letters, ": ", ["True", "False", "Neither"]), 4),
            (new(Grid.Lower, ":\n", ["true", "false", "neither"]), 4),
            (new(Grid.Capital, ":\n", ["True", "False", "Neither"]), 3),
        ],
        _ =>
        [
            (new(Grid.Lower, ": ", []), 50),
            (new(Grid.Capital, ": ", []), 22),
            (new(Grid.Letters, ": ", []), 18),
            (new(Grid.Lower, ":\n", []), 6),
            (new(Grid.Capital, ":\n", []), 4),
        ],
    };
}
