namespace Recount.Training.World;

/// <summary>A few facts in some order, and what follows from them.</summary>
internal sealed record Passage(IReadOnlyList<Fact> Facts)
{
    private const double Told = 0.65;

    private const double Denied = 0.15;

    /// <summary>As running text.</summary>
    public string Text => string.Join(' ', Facts.Select(f => $"{f.Sentence}."));

    /// <summary>Who and what the facts are about.</summary>
    public IReadOnlyList<string> Subjects(Relation relation) =>
        [.. Facts.SelectMany(f => f.Relation == Relation.Holder ? (string[])[f.Subject, f.Value] : [f.Subject]).Distinct()
            .Where(s => Fact.People.Contains(s) == (relation == Relation.Place))];

    /// <summary>Values of a relation that the facts name.</summary>
    public IReadOnlyList<string> Named(Relation relation) => relation switch
    {
        Relation.Holder => Subjects(Relation.Place),
        Relation.Colour => [.. Facts.Where(f => f.Relation == Relation.Colour).Select(f => f.Value).Distinct()],
        _ => [.. Facts.Where(f => f.Relation == Relation.Place).Select(f => f.Value).Distinct()],
    };

    /// <summary>The value that follows, or null where none does.</summary>
    public string? Value(Relation relation, string subject) => relation == Relation.ThingPlace
        ? Value(Relation.Holder, subject) is { } holder ? Value(Relation.Place, holder) : null
        : Facts.FirstOrDefault(f => f.Relation == relation && f.Subject == subject && !f.IsNegated)?.Value;

    /// <summary>Whether a statement follows, or its contrary, or neither (null).</summary>
    public bool? Truth(Fact fact)
    {
        bool? plain = Value(fact.Relation, fact.Subject) is { } value ? value == fact.Value : IsDenied(fact) ? false : null;
        return fact.IsNegated ? !plain : plain;
    }

    /// <summary>
    /// Draws four to six facts on three or four people and two or three things. Places, and holders, are different for different subjects, so that "who is in the garden" has one answer.
    /// </summary>
    /// <param name="longest">Fewer facts than six, for the first steps of learning.</param>
    public static Passage Draw(Dice dice, int longest = 6)
    {
        string[] people = [.. dice.Shuffled(Fact.People).Take(3 + dice.Below(2))];
        string[] things = [.. dice.Shuffled(Fact.Things).Take(2 + dice.Below(2))];
        List<Fact> facts = [];
        Add(Relation.Place, people, dice.Shuffled(Fact.Places), 1);
        Add(Relation.Holder, things, dice.Shuffled(people), 1);
        Add(Relation.Colour, things, dice.Shuffled(Fact.Colours), 0.7);
        return facts.Count < 4 ? Draw(dice, longest) : new([.. dice.Shuffled(facts).Take(Math.Min(longest, 4 + dice.Below(3)))]);

        void Add(Relation relation, string[] subjects, string[] values, double share)
        {
            foreach (var (subject, value) in subjects.Zip(values))
            {
                var chance = dice.Unit();
                if (chance < (Told + Denied) * share)
                {
                    facts.Add(new(relation, subject, value, chance >= Told * share));
                }
            }
        }
    }

    private bool IsDenied(Fact fact) => fact.Relation == Relation.ThingPlace
        ? Value(Relation.Holder, fact.Subject) is { } holder && IsDenied(new(Relation.Place, holder, fact.Value))
        : Facts.Contains(fact with { IsNegated = true });
}
