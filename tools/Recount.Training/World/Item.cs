namespace Recount.Training.World;

/// <summary>One question on a passage, with the field names of its real cousin. A closed family.</summary>
/// <param name="Passage">What is read.</param>
/// <param name="Question">A question without a question mark, or a statement without a full stop.</param>
/// <param name="About">The statement that is asked about.</param>
/// <param name="Gold">Which of the choices is right.</param>
internal abstract record Item(string Passage, string Question, Fact About, int Gold)
{
    /// <summary>BoolQ's form.</summary>
    public sealed record YesNo(string Passage, Fact About, bool Label) : Item(Passage, About.Question, About, Label ? 0 : 1);

    /// <summary>CB's form.</summary>
    public sealed record Entailment(string Passage, Fact About, int Gold) : Item(Passage, About.Sentence, About, Gold)
    {
        /// <summary>The order of the verbalisers.</summary>
        public static IReadOnlyList<string> Classes { get; } = ["entailment", "contradiction", "neutral"];
    }

    /// <summary>The form of WebQuestions and SQuAD, with the answers that are ranked.</summary>
    public sealed record Answer(string Passage, Fact About, IReadOnlyList<string> Choices, int Gold) : Item(Passage, About.OpenQuestion, About, Gold);

    /// <summary>The item as a line of a JSONL file holds it.</summary>
    public object Fields => this switch
    {
        YesNo yesNo => new { passage = Passage, question = Question, label = yesNo.Label },
        Entailment => new { premise = Passage, hypothesis = Question, label = Entailment.Classes[Gold], gold = Gold },
        Answer answer => new { passage = Passage, question = Question, answer = answer.Choices[Gold], choices = answer.Choices, gold = Gold },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
