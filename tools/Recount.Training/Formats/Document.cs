using Recount.Training.World;

namespace Recount.Training.Formats;

/// <summary>A passage and questions on it with their answers, as training shows them.</summary>
/// <param name="Turns">Each question with the break before it, its answer, and what it is about.</param>
internal sealed record Document(Passage Passage, IReadOnlyList<(string Question, string Answer, Fact About)> Turns)
{
    /// <summary>All of it in a row.</summary>
    public string Text => Passage.Text + string.Concat(Turns.Select(t => t.Question + t.Answer));

    /// <summary>Draws one whose passage is none of those that are held out.</summary>
    public static Document Draw(Dice dice, Stage stage, IReadOnlySet<string> heldOut)
    {
        while (true)
        {
            var exercise = dice.Falls(stage.Answers) ? Exercise.All[^1] : dice.Weighted(Mixture.Exercises, e => e.Weight).Exercise;
            var format = dice.Weighted(Mixture.Of(exercise), f => f.Weight).Format;
            var count = stage.Questions > 0 ? stage.Questions : dice.Weighted(Mixture.Lengths, l => l.Weight).Questions;
            var passage = stage.Facts > 0 && dice.Falls(stage.Alike) ? World.Passage.Alike(dice, 1 + dice.Below(stage.Facts)) : World.Passage.Draw(dice);
            if (heldOut.Contains(passage.Text))
            {
                continue;
            }

            Item[] items = [.. Enumerable.Range(0, count).Select(_ => exercise.Draw(passage, dice)).OfType<Item>().DistinctBy(i => i.Question)];
            if (items.Length > 0)
            {
                return new(passage, [.. items.Select(format.Shown)]);
            }
        }
    }
}
