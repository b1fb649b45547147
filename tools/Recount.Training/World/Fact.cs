namespace Recount.Training.World;

/// <summary>What can be said of a subject; each relation has at most one value a subject.</summary>
internal enum Relation
{
    /// <summary>Of a person: where they are.</summary>
    Place,

    /// <summary>Of a thing: who has it.</summary>
    Holder,

    /// <summary>Of a thing.</summary>
    Colour,

    /// <summary>Of a thing: where it is, which is where its holder is. Asked, never told.</summary>
    ThingPlace,
}

/// <summary>One statement of the small world.</summary>
/// <param name="IsNegated">That the subject has another value, or none.</param>
internal sealed record Fact(Relation Relation, string Subject, string Value, bool IsNegated = false)
{
    public static IReadOnlyList<string> People { get; } = ["tom", "anna", "ben", "mary", "sam", "lucy", "paul", "emma", "jack", "rosa"];

    public static IReadOnlyList<string> Places { get; } = ["garden", "kitchen", "school", "park", "shop", "hall", "barn", "library"];

    public static IReadOnlyList<string> Things { get; } = ["ball", "book", "cup", "hat", "lamp", "key", "bag", "coat"];

    public static IReadOnlyList<string> Colours { get; } = ["red", "blue", "green", "black", "white", "brown"];

    /// <summary>All values that a relation can have.</summary>
    public static IReadOnlyList<string> Values(Relation relation) => relation switch
    {
        Relation.Holder => People,
        Relation.Colour => Colours,
        _ => Places,
    };

    /// <summary>As a sentence without a full stop.</summary>
    public string Sentence => (Relation, IsNegated) switch
    {
        (Relation.Place, _) => $"{Subject} is{Not} in the {Value}",
        (Relation.Holder, false) => $"{Value} has the {Subject}",
        (Relation.Holder, true) => $"{Value} does not have the {Subject}",
        (Relation.Colour, _) => $"the {Subject} is{Not} {Value}",
        _ => $"the {Subject} is{Not} in the {Value}",
    };

    /// <summary>As a question that is answered by yes or no, without a question mark, as BoolQ has them.</summary>
    public string Question => Relation switch
    {
        Relation.Place => $"is {Subject} in the {Value}",
        Relation.Holder => $"does {Value} have the {Subject}",
        Relation.Colour => $"is the {Subject} {Value}",
        _ => $"is the {Subject} in the {Value}",
    };

    private string Not => IsNegated ? " not" : "";
}
