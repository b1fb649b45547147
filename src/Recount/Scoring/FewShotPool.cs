namespace Recount.Scoring;

/// <summary>Where shots are drawn from. A closed family.</summary>
public abstract record FewShotPool
{
    private FewShotPool(IReadOnlyList<string> contents) => Contents = contents;

    /// <summary>What each example holds, in the split's order: the whole split, however few of its items are evaluated.</summary>
    public IReadOnlyList<string> Contents { get; }

    /// <summary>A split that is not evaluated.</summary>
    /// <param name="OneMore">
    /// lm-evaluation-harness draws one more than it shows wherever a task names the same split, or none, for shots and for evaluation, though the shots then come
    /// from the training set.
    /// </param>
    public sealed record Apart(IReadOnlyList<string> Examples, bool OneMore = false) : FewShotPool(Examples);

    /// <summary>The evaluated split. No item is among its own shots, nor is another with the same content.</summary>
    public sealed record Evaluated(IReadOnlyList<string> Examples) : FewShotPool(Examples);

    /// <summary>
    /// The evaluated split with no item left out, as lm-evaluation-harness takes it where a task has only a test split: an item may be shown with its own
    /// answer. Nothing is drawn from it.
    /// </summary>
    public sealed record Unguarded(IReadOnlyList<string> Examples) : FewShotPool(Examples);
}
