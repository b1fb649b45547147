using Recount.Scoring.Items;

namespace Recount.Scoring.Tasks;

/// <summary>What a model is asked about an item. A closed family.</summary>
public abstract record Asked
{
    private Asked()
    {
    }

    /// <summary>How likely each choice is after the context; the likeliest is the model's answer.</summary>
    public sealed record Choice(ChoiceList Choices, Gold Gold) : Asked;

    /// <summary>How likely the same ending is after each of several contexts, as Winogrande is scored: the task's context comes before each of them.</summary>
    public sealed record Beginning(ChoiceList Beginnings, PromptTemplate Ending, Gold Gold) : Asked;

    /// <summary>How likely a text is after the context, and whether the model would write it: LAMBADA's way. Nothing is put between the two.</summary>
    public sealed record Target(PromptTemplate Text) : Asked;

    /// <summary>How likely the context itself is, all of it, in windows of the model's length.</summary>
    public sealed record Rolling : Asked;

    /// <summary>What the model writes after the context.</summary>
    /// <param name="Targets">The right answer, or a field that is a list of them.</param>
    /// <param name="Stops">Texts that end an answer; they are not part of it.</param>
    /// <param name="Most">Tokens that it may have.</param>
    /// <param name="Filters">From what is written to the answer, in order.</param>
    public sealed record Answer(PromptTemplate Targets, IReadOnlyList<string> Stops, int Most, IReadOnlyList<AnswerFilter> Filters, ExactMatch Match) : Asked;
}
