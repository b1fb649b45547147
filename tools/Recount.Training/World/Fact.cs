namespace Recount.Training.World;

/// <summary>What can be said of a subject; each relation has at most one value a subject.</summary>
internal enum Relation
{
    /// <summary>Of a person: where they are.</summary>
    Place,

    /// <summary>Of a person: the one thing that they have.</summary>
    Thing,

    /// <summary>Of a thing.</summary>
    Colour,

    /// <summary>Of a thing: where the one who has it is. Asked, never told.</summary>
    ThingPlace,
}

/// <summary>One statement of the small world.</summary>
/// <param name="IsNegated">That the subject has another value, or none.</param>
internal sealed record Fact(Relation Relation, string Subject, string Value, bool IsNegated = false)
{
    public static IReadOnlyList<string> People { get; } = ["tom", "anna", "ben", "mary", "sam", "lucy", "jack", "emma"];

    public static IReadOnlyList<string> Places { get; } = ["garden", "kitchen", "school", "park", "hall", "barn"];

    public static IReadOnlyList<string> Things { get; } = ["ball", "book", "cup", "hat", "lamp", "key"];

    public static IReadOnlyList<string> Colours { get; } = ["red", "blue", "green", "black", "white"];

    /// <summary>All that a relation can be of.</summary>
    public static IReadOnlyList<string> Subjects(Relation relation) => relation is Relation.Colour or Relation.ThingPlace ? Things : People;

    /// <summary>All values that a relation can have.</summary>
    public static IReadOnlyList<string> Values(Relation relation) => relation switch
    {
        Relation.Thing => Things,
        Relation.Colour => Colours,
        _ => Places,
    };

    /// <summary>As a sentence without a full stop.</summary>
    public string Sentence => (Relation, IsNegated) switch
    {
        (Relation.Place, _) => $"{Subject} is{Not} in the {Value}",
        (Relation.Thing, false) => $"{Subject} has the {Value}",
        (Relation.Thing, true) => $"{Subject} does not have the {Value}",
        (Relation.Colour, _) => $"the {Subject} is{Not} {Value}",
        _ => $"the {Subject} is{Not} in the {Value}",
    };

    /// <summary>As a question that is answered by yes or no, without a question mark, as BoolQ has them.</summary>
    public string Question => Relation switch
    {
        Relation.Place => $"is {Subject} in the {Value}",
        Relation.Thing => $"does {Subject} have the {Value}",
        Relation.Colour => $"is the {Subject} {Value}",
        _ => $"is the {Subject} in the {Value}",
    };

    /// <summary>As a question for its value.</summary>
    public string OpenQuestion => Relation switch
    {
        Relation.Place => $"where is {Subject}",
        Relation.Thing => $"what does {Subject} have",
        Relation.Colour => $"what colour is the {Subject}",
        _ => $"where is the {Subject}",
    };

    private string Not => IsNegated ? " not" : "";
}
