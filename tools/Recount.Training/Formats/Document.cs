using Recount.Training.World;

namespace Recount.Training.Formats;

/// <summary>A passage and questions on it with their answers, as training shows them.</summary>
/// <param name="Turns">Each question with the break before it, and its answer.</param>
internal sealed record Document(string Passage, IReadOnlyList<(string Question, string Answer)> Turns)
{
    /// <summary>All of it in a row.</summary>
    public string Text => Passage + string.Concat(Turns.Select(t => t.Question + t.Answer));

    /// <summary>Draws one whose passage is none of those that are held out.</summary>
    public static Document Draw(Dice dice, int longest, IReadOnlySet<string> heldOut)
    {
        while (true)
        {
            var exercise = dice.Weighted(Mixture.Exercises, e => e.Weight).Exercise;
            var format = dice.Weighted(Mixture.Of(exercise), f => f.Weight).Format;
            var count = dice.Weighted(Mixture.Lengths, l => l.Weight).Questions;
            var passage = World.Passage.Draw(dice, longest);
            if (heldOut.Contains(passage.Text))
            {
                continue;
            }

            Item[] items = [.. Enumerable.Range(0, count).Select(_ => exercise.Draw(passage, dice)).OfType<Item>().DistinctBy(i => i.Question)];
            if (items.Length > 0)
            {
                return new(passage.Text, [.. items.Select(format.Shown)]);
            }
        }
    }
}
