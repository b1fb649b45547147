using Recount.Training.World;

namespace Recount.Training.Formats;

/// <summary>What stands before a question and before its answer.</summary>
internal sealed record Labels(string Question, string Answer)
{
    public override string ToString() => $"{Question}/{Answer}";
}

/// <summary>One way to lay a question out.</summary>
/// <param name="Separator">Between a label and what it announces.</param>
/// <param name="Verbalizers">The texts of the choices in the order of the classes; empty where an item has choices of its own.</param>
internal sealed record Format(Labels Labels, string Separator, IReadOnlyList<string> Verbalizers)
{
    /// <summary>The verbalisers in one word.</summary>
    public string Choices => string.Join('/', Verbalizers);

    /// <summary>What the model goes on from; white space at its end belongs to what follows.</summary>
    public string Context(Item item) => $"{item.Passage}\n{Turn(item)}{Separator.TrimEnd()}";

    /// <summary>What it may go on with.</summary>
    public IReadOnlyList<string> Continuations(Item item) => [.. Texts(item).Select(t => $"{Separator[Separator.TrimEnd().Length..]}{t}")];

    /// <summary>Question and right answer, as training shows them behind a passage.</summary>
    public (string Question, string Answer, Fact About) Shown(Item item) => ($"\n{Turn(item)}{Separator.TrimEnd()}", Continuations(item)[item.Gold], item.About);

    public bool Equals(Format? other) => other is not null && (Labels, Separator, Choices) == (other.Labels, other.Separator, other.Choices);

    public override int GetHashCode() => HashCode.Combine(Labels, Separator, Choices);

    private IReadOnlyList<string> Texts(Item item) => item is Item.Answer answer ? answer.Choices : Verbalizers;

    private string Turn(Item item)
    {
        var question = item is Item.Entailment ? $"{item.Question}. {Verbalizers[0]}, {Verbalizers[1]}, or {Verbalizers[2]}" : item.Question;
        return $"{Labels.Question}{Separator}{question}?\n{Labels.Answer}";
    }
}
