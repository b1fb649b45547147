namespace Recount.Evaluation.Runs;

/// <summary>Items that cannot be put to a model as a task says.</summary>
/// <param name="problems">Sentences, each naming its item.</param>
public sealed class TaskRefusedException(IReadOnlyList<string> problems) : FormatException(problems[0])
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
