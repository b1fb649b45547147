using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>An item with what a model said of it. A closed family.</summary>
/// <param name="Prompt">The context as text, the first where there are several.</param>
/// <param name="Contexts">Tokens of each context, as the model read it.</param>
/// <param name="Cut">Tokens that were cut off the left of the longest one.</param>
public abstract record ScoredItem(Item Item, string Prompt, IReadOnlyList<int> Contexts, int Cut)
{
    /// <summary>Choices with their log-likelihoods.</summary>
    public sealed record Chosen(Item Item, string Prompt, IReadOnlyList<int> Contexts, int Cut, ChoiceItem Answer) : ScoredItem(Item, Prompt, Contexts, Cut);

    /// <summary>A text that was to follow.</summary>
    public sealed record Followed(Item Item, string Prompt, IReadOnlyList<int> Contexts, int Cut, ScoredChoice Answer) : ScoredItem(Item, Prompt, Contexts, Cut);

    /// <summary>A text in windows.</summary>
    public sealed record Rolled(Item Item, string Prompt, IReadOnlyList<int> Contexts, int Cut, RollingText Answer) : ScoredItem(Item, Prompt, Contexts, Cut);

    /// <summary>An answer that was written.</summary>
    /// <param name="Text">As it was written, up to the first stop text.</param>
    /// <param name="Answer">What the filters made of it.</param>
    /// <param name="Exact">1 where it is one of the targets, else 0.</param>
    /// <param name="F1">The best agreement in words with one of them, from 0 to 1.</param>
    public sealed record Written(Item Item, string Prompt, IReadOnlyList<int> Contexts, int Cut, string Text, string Answer, IReadOnlyList<string> Targets, double Exact, double F1)
        : ScoredItem(Item, Prompt, Contexts, Cut);
}
