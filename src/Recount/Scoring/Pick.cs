namespace Recount.Scoring;

/// <summary>Which choice a model prefers. A closed family.</summary>
public abstract record Pick
{
    private Pick()
    {
    }

    /// <param name="Index">The first of the best, as NumPy's <c>argmax</c> and lm-evaluation-harness take it.</param>
    /// <param name="Tied">Another choice has exactly the same value.</param>
    public sealed record Chosen(int Index, bool Tied) : Pick;

    /// <param name="Why">A clause that says what is missing.</param>
    public sealed record Undetermined(string Why) : Pick;

    /// <summary>The choice of the greatest value under a normalisation.</summary>
    /// <param name="choices">At least one.</param>
    public static Pick Of(IReadOnlyList<ScoredChoice> choices, Normalisation normalisation)
    {
        var (best, tied, most) = (0, false, double.NegativeInfinity);
        for (var i = 0; i < choices.Count; i++)
        {
            switch (normalisation.Of(choices[i]))
            {
                case Amount.Unavailable(var why):
                    return new Undetermined(why);
                case Amount.Known(var value) when value > most:
                    (best, tied, most) = (i, false, value);
                    break;
                case Amount.Known(var value):
                    tied |= value == most;
                    break;
            }
        }

        return choices.Count > 0 ? new Chosen(best, tied) : new Undetermined("there are no choices");
    }
}
