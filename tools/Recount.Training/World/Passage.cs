namespace Recount.Training.World;

/// <summary>A few facts in some order, and what follows from them.</summary>
internal sealed record Passage(IReadOnlyList<Fact> Facts)
{
    private const double Told = 0.7;

    private const double Denied = 0.12;

    /// <summary>As running text. It begins with a word of no matter, so that a subject is written alike wherever it stands.</summary>
    public string Text => Beginning + string.Concat(Facts.Select(f => $" {f.Sentence}."));

    public const string Beginning = "today";

    /// <summary>Who and what it is about.</summary>
    public IReadOnlyList<string> Subjects(Relation relation) =>
        [.. Facts.SelectMany(f => f.Relation == Relation.Thing ? (string[])[f.Subject, f.Value] : [f.Subject]).Distinct().Where(Fact.Subjects(relation).Contains)];

    /// <summary>Values of a relation that it names.</summary>
    public IReadOnlyList<string> Named(Relation relation) =>
        [.. Facts.Where(f => f.Relation == (relation == Relation.ThingPlace ? Relation.Place : relation)).Select(f => f.Value).Distinct()];

    /// <summary>The value that follows, or null.</summary>
    public string? Value(Relation relation, string subject) => relation == Relation.ThingPlace
        ? Owner(subject) is { } owner ? Value(Relation.Place, owner) : null
        : Facts.FirstOrDefault(f => f.Relation == relation && f.Subject == subject && !f.IsNegated)?.Value;

    /// <summary>Whether a statement follows, or its contrary, or neither (null).</summary>
    public bool? Truth(Fact fact)
    {
        bool? plain = Value(fact.Relation, fact.Subject) is { } value ? value == fact.Value : IsDenied(fact) ? false : null;
        return fact.IsNegated ? !plain : plain;
    }

    /// <summary>Draws four to six facts on three or four people and two or three things. Different subjects have different values.</summary>
    public static Passage Draw(Dice dice)
    {
        string[] people = [.. dice.Shuffled(Fact.People).Take(3 + dice.Below(2))];
        string[] things = [.. dice.Shuffled(Fact.Things).Take(2 + dice.Below(2))];
        List<Fact> facts = [];
        Add(Relation.Place, people, dice.Shuffled(Fact.Places));
        Add(Relation.Thing, dice.Shuffled(people), things);
        Add(Relation.Colour, things, dice.Shuffled(Fact.Colours));
        return facts.Count < 4 ? Draw(dice) : new([.. dice.Shuffled(facts).Take(4 + dice.Below(3))]);

        void Add(Relation relation, string[] subjects, string[] values)
        {
            foreach (var (subject, value) in subjects.Zip(values))
            {
                if (dice.Unit() is < Told + Denied and var chance)
                {
                    facts.Add(new(relation, subject, value, chance >= Told));
                }
            }
        }
    }

    /// <summary>Facts of one relation only, so that no answer can be told by its kind.</summary>
    public static Passage Alike(Dice dice, int count)
    {
        var relation = dice.One([Relation.Place, Relation.Thing, Relation.Colour]);
        var pairs = dice.Shuffled(Fact.Subjects(relation)).Zip(dice.Shuffled(Fact.Values(relation)));
        return new([.. pairs.Take(count).Select(f => new Fact(relation, f.First, f.Second, dice.Falls(Denied)))]);
    }

    private string? Owner(string thing) => Facts.FirstOrDefault(f => f.Relation == Relation.Thing && f.Value == thing && !f.IsNegated)?.Subject;

    private bool IsDenied(Fact fact) => fact.Relation == Relation.ThingPlace
        ? Owner(fact.Subject) is { } owner && IsDenied(new(Relation.Place, owner, fact.Value))
        : Facts.Contains(fact with { IsNegated = true });
}
