namespace Recount.Evaluation.Runs;

/// <summary>What a model said of one continuation, token by token.</summary>
/// <param name="LogProbabilities">Natural logarithm of the probability of each token, given all before it.</param>
/// <param name="Greedy">Whether each was the likeliest there.</param>
public sealed record TokenScores(IReadOnlyList<float> LogProbabilities, IReadOnlyList<bool> Greedy)
{
    /// <summary>Log-likelihood of the whole continuation, in nats.</summary>
    public double LogLikelihood => LogProbabilities.Sum(p => (double)p);

    /// <summary>The model would have written exactly this.</summary>
    public bool IsGreedy => Greedy.All(g => g);
}
