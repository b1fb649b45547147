namespace Recount.Findings;

/// <summary>What the accepted snapshot says about a finding. A closed family.</summary>
public abstract record Known
{
    private Known()
    {
    }

    /// <summary>The snapshot holds no such row.</summary>
    public sealed record Unseen : Known;

    /// <summary>The snapshot holds the same verdict.</summary>
    /// <param name="Because">Why it was accepted, where somebody said so.</param>
    public sealed record Accepted(string? Because) : Known;

    /// <summary>The snapshot holds another verdict.</summary>
    public sealed record Changed(string From) : Known;

    /// <summary>Not measured here, while an accepted verdict stands.</summary>
    public sealed record NotMeasuredHere(string Stands) : Known;

    /// <summary>The word in reports.</summary>
    public string Word => this switch
    {
        Unseen => "new",
        Accepted => "known",
        Changed changed => $"changed (was {changed.From})",
        NotMeasuredHere here => $"not measured here (accepted: {here.Stands})",
        _ => throw new System.Diagnostics.UnreachableException(GetType().Name),
    };
}
