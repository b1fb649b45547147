namespace Recount.Scoring;

/// <summary>What drawing shots gave. A closed family.</summary>
public abstract record FewShotDraws
{
    private FewShotDraws()
    {
    }

    /// <param name="Shots">For each item, in the items' order, the indexes of its shots in the pool, in the order in which they are shown.</param>
    public sealed record Drawn(IReadOnlyList<IReadOnlyList<int>> Shots) : FewShotDraws;

    /// <summary>Items could be shown with their own answers: such an evaluation measures nothing and is refused.</summary>
    /// <param name="Chance">That a randomly drawn item sees itself: shots over examples.</param>
    public sealed record Leaking(double Chance) : FewShotDraws;

    /// <summary>
    /// The pool has too few examples for an item: also where lm-evaluation-harness, which draws one more and takes the item out, has none to draw, or
    /// drew an item's content twice; it stops there.
    /// </summary>
    /// <param name="Item">The id of the first such item.</param>
    /// <param name="Left">Examples that could be shown.</param>
    /// <param name="Asked">Shots that it should have.</param>
    public sealed record TooFew(string Item, int Left, int Asked) : FewShotDraws;
}
