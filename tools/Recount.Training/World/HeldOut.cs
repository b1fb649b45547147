namespace Recount.Training.World;

/// <summary>The items that are scored; no two of them, and none of training, have the same passage.</summary>
internal static class HeldOut
{
    /// <summary>The items of each exercise, in its order.</summary>
    public static IReadOnlyList<(Exercise Exercise, IReadOnlyList<Item> Items)> Draw(int seed)
    {
        HashSet<string> passages = [];
        return [.. Exercise.All.Select(e => (e, Items(e, Dice.Of(seed, e.Name))))];

        IReadOnlyList<Item> Items(Exercise exercise, Dice dice)
        {
            List<Item> items = [];
            while (items.Count < Size(exercise))
            {
                var passage = Passage.Draw(dice);
                if (!passages.Contains(passage.Text) && exercise.Draw(passage, dice) is { } item)
                {
                    passages.Add(passage.Text);
                    items.Add(item);
                }
            }

            return items;
        }
    }

    private static int Size(Exercise exercise) => exercise is Exercise.Answer ? 200 : 300;
}
