namespace Recount.Training.World;

/// <summary>What is asked about passages. A closed family; each draws questions on a passage, or none where it has no luck.</summary>
/// <param name="Name">The name of its file of items.</param>
internal abstract record Exercise(string Name)
{
    private const int Tries = 12;

    private static readonly (Relation Relation, double Weight)[] Asked = [(Relation.Place, 0.3), (Relation.Thing, 0.25), (Relation.Colour, 0.25), (Relation.ThingPlace, 0.2)];

    public static IReadOnlyList<Exercise> All { get; } = [new YesNo(), new Entailment(), new Answer()];

    /// <summary>A question on the passage.</summary>
    public abstract Item? Draw(Passage passage, Dice dice);

    /// <summary>Whether a statement holds; 58 % of the questions are answered by yes.</summary>
    public sealed record YesNo() : Exercise("boolq")
    {
        public override Item? Draw(Passage passage, Dice dice)
        {
            var label = dice.Falls(0.58);
            return Statement(passage, dice, label, 0) is { } fact ? new Item.YesNo(passage.Text, fact, label) : null;
        }
    }

    /// <summary>Whether a statement follows, its contrary, or neither: 45, 35 and 20 %.</summary>
    public sealed record Entailment() : Exercise("cb")
    {
        private static readonly (bool? Truth, int Class, double Weight)[] Classes = [(true, 0, 0.45), (false, 1, 0.35), (null, 2, 0.2)];

        public override Item? Draw(Passage passage, Dice dice)
        {
            var (truth, number, _) = dice.Weighted(Classes, c => c.Weight);
            return Statement(passage, dice, truth, 0.25) is { } fact ? new Item.Entailment(passage.Text, fact, number) : null;
        }
    }

    /// <summary>Where, what, or of which colour.</summary>
    public sealed record Answer() : Exercise("qa")
    {
        public override Item? Draw(Passage passage, Dice dice)
        {
            for (var i = 0; i < Tries; i++)
            {
                var (relation, subject) = Topic(passage, dice);
                if (passage.Value(relation, subject) is { } value)
                {
                    return Of(passage, dice, new(relation, subject, value));
                }
            }

            return null;
        }

        // Words of the passage mislead more than others of the world do; those fill up.
        private static Item.Answer Of(Passage passage, Dice dice, Fact fact)
        {
            var (named, right) = (passage.Named(fact.Relation), fact.Value);
            var others = dice.Shuffled(Fact.Values(fact.Relation).Where(v => v != right)).OrderByDescending(named.Contains).Take(3);
            var choices = dice.Shuffled([right, .. others]);
            return new(passage.Text, fact, choices, Array.IndexOf(choices, right));
        }
    }

    private static (Relation Relation, string Subject) Topic(Passage passage, Dice dice)
    {
        while (true)
        {
            var relation = dice.Weighted(Asked, a => a.Weight).Relation;
            if (passage.Subjects(relation) is { Count: > 0 } subjects)
            {
                return (relation, dice.One(subjects));
            }
        }
    }

    // A statement that is true, false or open. What another person has is not asked of one of whom nothing is known. A wrong value is mostly one that the passage names, or it could be told
    // without reading.
    private static Fact? Statement(Passage passage, Dice dice, bool? truth, double negated)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (relation, subject) = Topic(passage, dice);
            var isNegated = dice.Falls(negated);
            var (right, named) = (passage.Value(relation, subject), passage.Named(relation));
            var value = right is not null && truth == !isNegated ? right : dice.One(named.Count > 0 && dice.Falls(0.75) ? named : Fact.Values(relation));
            Fact fact = new(relation, subject, value, isNegated);
            var isTaken = relation == Relation.Thing && right is null && named.Contains(value);
            if (passage.Truth(fact) == truth && !isTaken)
            {
                return fact;
            }
        }

        return null;
    }
}
