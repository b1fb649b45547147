namespace Recount.Evaluation.Graphs;

/// <summary>A model that is not scored, with the reason in a sentence that a user can act on.</summary>
public sealed class ModelRefusedException : FormatException
{
    public ModelRefusedException(string message)
        : base(message)
    {
    }

    public ModelRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
