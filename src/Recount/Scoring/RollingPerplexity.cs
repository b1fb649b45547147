namespace Recount.Scoring;

/// <summary>
/// How well a model predicts whole texts: exp of minus all log-likelihood over all units (<c>word_perplexity</c>, <c>byte_perplexity</c> and <c>bits_per_byte</c> of
/// lm-evaluation-harness). Long texts count more than short ones, so there is no standard error over texts.
/// </summary>
/// <param name="BitsPerByte">Minus all log-likelihood over all bytes, in bits.</param>
public sealed record RollingPerplexity(Amount PerWord, Amount PerByte, Amount PerToken, Amount BitsPerByte)
{
    public static RollingPerplexity Of(IReadOnlyList<RollingText> texts)
    {
        var sum = texts.Sum(t => t.LogLikelihood);
        Amount Each(Func<RollingText, int> units, string none, Func<double, double> scale)
        {
            var all = texts.Sum(t => (double)units(t));
            return all == 0 ? new Amount.Unavailable(none) : Amount.Of(scale(sum / all));
        }

        static double Perplexity(double each) => Math.Exp(-each);
        return new(
            Each(t => t.Words, "there are no texts", Perplexity),
            Each(t => t.Bytes, "there are no bytes", Perplexity),
            Each(t => t.Tokens, "there are no tokens", Perplexity),
            Each(t => t.Bytes, "there are no bytes", each => -each / Math.Log(2)));
    }
}
