using System.Collections.ObjectModel;

namespace Recount.Scoring;

/// <summary>One choice of an item as a model scored it. All logarithms are natural ones.</summary>
/// <param name="Text">The choice itself, without the delimiter before it.</param>
/// <param name="LogLikelihood">Of the continuation, delimiter included, given the item's context; finite.</param>
/// <param name="Tokens">Of the continuation, delimiter included; at least one.</param>
/// <param name="IsGreedy">Every token of the continuation was the likeliest in its place.</param>
/// <exception cref="ArgumentOutOfRangeException">The log-likelihood is no number, or there is no token.</exception>
public sealed record ScoredChoice(string Text, double LogLikelihood, int Tokens, bool IsGreedy)
{
    public double LogLikelihood { get; } = Finite(LogLikelihood);

    public int Tokens { get; } = Tokens > 0 ? Tokens : throw new ArgumentOutOfRangeException(nameof(Tokens), Tokens, "A continuation without a token has no likelihood.");

    /// <summary>The log-likelihood of the same continuation given another context, by that context: "" or "Answer:". Empty where none was measured.</summary>
    public IReadOnlyDictionary<string, double> Given
    {
        get;
        init => field = value.ToDictionary(v => v.Key, v => Finite(v.Value), StringComparer.Ordinal);
    } = ReadOnlyDictionary<string, double>.Empty;

    private static double Finite(double value) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A log-likelihood is a finite number.");
}
