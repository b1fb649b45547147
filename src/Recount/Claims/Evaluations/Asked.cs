namespace Recount.Claims.Evaluations;

/// <summary>What a claim asks an evaluation for. A closed family; formats go by their index in the grid.</summary>
internal abstract record Asked
{
    private Asked()
    {
    }

    /// <summary>The score under a format.</summary>
    public sealed record Score(int Format, string Metric) : Asked;

    /// <summary>What one format is above another.</summary>
    public sealed record Above(int Format, int Other) : Asked;

    /// <summary>What the model is above another one, under one format.</summary>
    public sealed record Than(int Format, DeclaredModel Other) : Asked;

    /// <summary>How far all formats lie apart: the range, or the standard deviation without what chance adds.</summary>
    public sealed record Spread(bool Deviation) : Asked;

    /// <summary>Where the published score stands among all formats: nobody knows which one was used.</summary>
    public sealed record Place : Asked;
}
