namespace Recount.Training.World;

/// <summary>What is asked about passages. A closed family; each draws questions on a passage, or none where it has no luck.</summary>
/// <param name="Name">The name of its file of items.</param>
internal abstract record Exercise(string Name)
{
    private const int Tries = 12;

    private static readonly (Relation Relation, double Weight)[] Asked = [(Relation.Place, 0.35), (Relation.Holder, 0.25), (Relation.Colour, 0.2), (Relation.ThingPlace, 0.2)];

    public static IReadOnlyList<Exercise> All { get; } = [new YesNo(), new Entailment(), new Answer()];

    /// <summary>A question on the passage.</summary>
    public abstract Item? Draw(Passage passage, Dice dice);

    /// <summary>Whether a statement holds; 58 % of the questions are answered by yes.</summary>
    public sealed record YesNo() : Exercise("boolq")
    {
        public override Item? Draw(Passage passage, Dice dice)
        {
            var label = dice.Falls(0.58);
            return Statement(passage, dice, label, 0) is { } fact ? new Item.YesNo(passage.Text, fact.Question, label) : null;
        }
    }

    /// <summary>Whether a statement follows, its contrary, or neither: 45, 35 and 20 %.</summary>
    public sealed record Entailment() : Exercise("cb")
    {
        private static readonly (bool? Truth, int Class, double Weight)[] Classes = [(true, 0, 0.45), (false, 1, 0.35), (null, 2, 0.2)];

        public override Item? Draw(Passage passage, Dice dice)
        {
            var (truth, number, _) = dice.Weighted(Classes, c => c.Weight);
            return Statement(passage, dice, truth, 0.25) is { } fact ? new Item.Entailment(passage.Text, fact.Sentence, number) : null;
        }
    }

    /// <summary>Who, what or where.</summary>
    public sealed record Answer() : Exercise("qa")
    {
        public override Item? Draw(Passage passage, Dice dice)
        {
            for (var i = 0; i < Tries; i++)
            {
                var (relation, subject) = Topic(passage, dice);
                if (passage.Value(relation, subject) is { } value)
                {
                    var isInverse = relation is Relation.Place or Relation.Holder && dice.Falls(0.4);
                    return isInverse ? Of(passage, dice, Inverse(relation, value), subject, relation == Relation.Place ? Fact.People : Fact.Things)
                        : Of(passage, dice, Direct(relation, subject), value, Fact.Values(relation));
                }
            }

            return null;
        }

        private static string Direct(Relation relation, string subject) => relation switch
        {
            Relation.Place => $"where is {subject}",
            Relation.Holder => $"who has the {subject}",
            Relation.Colour => $"what colour is the {subject}",
            _ => $"where is the {subject}",
        };

        private static string Inverse(Relation relation, string value) => relation == Relation.Place ? $"who is in the {value}" : $"what does {value} have";

        // Words of the passage mislead more than others of the world do; those fill up.
        private static Item.Answer Of(Passage passage, Dice dice, string question, string right, IReadOnlyList<string> kind)
        {
            var words = passage.Text.Split(' ', '.');
            var others = dice.Shuffled(kind.Where(k => k != right)).OrderByDescending(k => words.Contains(k)).Take(3);
            var choices = dice.Shuffled([right, .. others]);
            return new(passage.Text, question, choices, Array.IndexOf(choices, right));
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

    // A statement that is true, false or open; a wrong value is mostly one that the passage names, or it could be told without reading.
    private static Fact? Statement(Passage passage, Dice dice, bool? truth, double negated)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (relation, subject) = Topic(passage, dice);
            var isNegated = dice.Falls(negated);
            var (right, named) = (passage.Value(relation, subject), passage.Named(relation));
            var value = right is not null && truth == !isNegated ? right : dice.One(named.Count > 0 && dice.Falls(0.75) ? named : Fact.Values(relation));
            Fact fact = new(relation, subject, value, isNegated);
            if (passage.Truth(fact) == truth)
            {
                return fact;
            }
        }

        return null;
    }
}
