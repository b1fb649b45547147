namespace Recount.Scoring.Grids;

/// <summary>
/// The least and the most that a metric of predicted classes, such as macro-F1, can be as near ties fall. Items of one class with the same possible choices are alike: it matters only how
/// many of them go where, so that all ways can be gone through.
/// </summary>
public static class ClassReach
{
    /// <summary>More ways than this are not gone through.</summary>
    public const int MostWays = 10_000;

    /// <param name="gold">Of each item its class.</param>
    /// <param name="outcomes">Of the same items.</param>
    /// <returns>Both ends, which are one where nothing is open; null where there are more than <see cref="MostWays"/>.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static (double Low, double High)? Of(IReadOnlyList<int> gold, IReadOnlyList<Outcome> outcomes, Func<ReadOnlySpan<Labelled>, double> metric, CancellationToken stop)
    {
        Labelled[] items = [.. gold.Zip(outcomes, (g, o) => new Labelled(g, o.Picked))];
        List<(int[] At, IReadOnlyList<int> Choices)> alike =
        [
            .. Enumerable.Range(0, items.Length).Where(i => outcomes[i].Possible is not null)
                .GroupBy(i => $"{gold[i]}: {string.Join(' ', outcomes[i].Possible!)}").Select(g => (g.ToArray(), outcomes[g.First()].Possible!)),
        ];
        if (alike.Aggregate(1.0, (ways, a) => ways * Ways(a.At.Length, a.Choices.Count)) > MostWays)
        {
            return null;
        }

        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        void Fall(int group, int from, int choice)
        {
            if (group == alike.Count)
            {
                stop.ThrowIfCancellationRequested();
                var score = metric(items);
                (low, high) = (Math.Min(low, score), Math.Max(high, score));
                return;
            }

            // Of those that are left, so many fall to this choice, and the others to later ones.
            var (at, choices) = alike[group];
            var isLast = choice == choices.Count - 1;
            for (var to = isLast ? at.Length : from; to <= at.Length; to++)
            {
                for (var i = from; i < to; i++)
                {
                    items[at[i]] = items[at[i]] with { Guess = choices[choice] };
                }

                Fall(isLast ? group + 1 : group, isLast ? 0 : to, isLast ? 0 : choice + 1);
            }
        }

        Fall(0, 0, 0);
        return (low, high);
    }

    // In how many ways items that are alike fall to choices: the combinations with repetition.
    private static double Ways(int items, int choices) => Enumerable.Range(1, choices - 1).Aggregate(1.0, (ways, k) => ways * (items + k) / k);
}
