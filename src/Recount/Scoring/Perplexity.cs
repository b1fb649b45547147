namespace Recount.Scoring;

/// <summary>How many equally likely targets a model hesitates between: 1 for one that knew them, per target and not per token.</summary>
public static class Perplexity
{
    /// <summary>exp(-ll) of one target.</summary>
    /// <param name="logLikelihood">Natural logarithm.</param>
    public static Amount OfTarget(double logLikelihood) => Amount.Of(Math.Exp(-logLikelihood));

    /// <summary>exp(-mean ll) of targets, such as LAMBADA's words: <c>perplexity</c> of lm-evaluation-harness.</summary>
    public static Amount OfTargets(IReadOnlyList<double> logLikelihoods) =>
        logLikelihoods.Count == 0 ? new Amount.Unavailable("there are no targets") : Amount.Of(OfResample([.. logLikelihoods]));

    /// <summary>The same for the resamples of <see cref="ItemBootstrap"/>, which takes account of one that is not finite.</summary>
    public static double OfResample(ReadOnlySpan<double> logLikelihoods)
    {
        var sum = 0.0;
        foreach (var value in logLikelihoods)
        {
            sum += value;
        }

        return Math.Exp(-(sum / logLikelihoods.Length));
    }
}
