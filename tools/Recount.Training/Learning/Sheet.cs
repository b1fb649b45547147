using Recount.Training.Formats;
using Recount.Training.World;

namespace Recount.Training.Learning;

/// <summary>The scores of an exercise under all its formats.</summary>
internal sealed record Sheet(Exercise Exercise, IReadOnlyList<Score> Scores)
{
    public int Items => Scores[0].Items.Count;

    /// <summary>Of the first format of the grid; GPT-3's layout where its paper has such a task.</summary>
    public Score Reference => Scores[0];

    /// <summary>What always the same answer, the commonest, would get right; of free choices, what chance would.</summary>
    public int Baseline => Exercise is Exercise.Answer ? Items / 4 : Scores[0].Items.CountBy(i => i.Gold).Max(c => c.Value);

    /// <summary>Fewest right first.</summary>
    public IReadOnlyList<Score> Ordered => [.. Scores.OrderBy(s => s.Right)];

    /// <summary>Percent of the exercise's documents in this format; 0 where training never showed it.</summary>
    public double Shown(Format format) => Mixture.Of(Exercise).Where(m => m.Format == format).Sum(m => m.Weight);

    /// <summary>From the worst format to the best, in points.</summary>
    /// <param name="where">Of these only.</param>
    public double Spread(Func<Format, bool> where) => Scores.Where(s => where(s.Format)).Select(s => s.Right).ToList() is var right ? 100.0 * (right.Max() - right.Min()) / Items : 0;

    public override string ToString() =>
        $"{Exercise.Name}: {Ordered[0].Right} to {Ordered[^1].Right} of {Items}, {Reference.Right} in the reference format, {Baseline} by always the same answer";
}
