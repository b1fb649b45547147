using System.Diagnostics;
using System.Text;

namespace Recount.Scoring;

/// <summary>What of a choice's log-likelihood is compared with that of the others. A closed family.</summary>
public abstract record Normalisation
{
    private Normalisation()
    {
    }

    /// <summary>The log-likelihood as it is: <c>acc</c> of lm-evaluation-harness.</summary>
    public sealed record None : Normalisation;

    /// <summary>
    /// Over the number of Unicode code points of the choice, delimiter excluded: <c>acc_norm</c> of lm-evaluation-harness, which counts with Python's <c>len</c>,
    /// though the paper says bytes (Biderman et al. 2024; issue 3278).
    /// </summary>
    public sealed record Character : Normalisation;

    /// <summary>Over the number of UTF-8 bytes of the choice, delimiter excluded: <c>acc_bytes</c> of lm-evaluation-harness.</summary>
    public sealed record Byte : Normalisation;

    /// <summary>Over the number of tokens of the continuation, delimiter included: lighteval, and GPT-3 for most tasks (Brown et al. 2020, section 2.4).</summary>
    public sealed record Token : Normalisation;

    /// <summary>
    /// Minus the log-likelihood of the same continuation given a context that asks nothing: the logarithm of P(choice | question) / P(choice | context).
    /// </summary>
    /// <param name="Context">"" for <c>acc_mutual_info</c> of lm-evaluation-harness; "Answer:" for GPT-3 and for HELM's calibrated adapter.</param>
    public sealed record Unconditional(string Context) : Normalisation;

    /// <summary>The value of a choice: greater is better. Not there where what it needs was not measured, or the choice is empty.</summary>
    public Amount Of(ScoredChoice choice) => this switch
    {
        None => new Amount.Known(choice.LogLikelihood),
        Character or Byte when choice.Text.Length == 0 => new Amount.Unavailable("an empty choice has no length to divide by"),
        Character => new Amount.Known(choice.LogLikelihood / choice.Text.EnumerateRunes().Count()),
        Byte => new Amount.Known(choice.LogLikelihood / Encoding.UTF8.GetByteCount(choice.Text)),
        Token => new Amount.Known(choice.LogLikelihood / choice.Tokens),
        Unconditional { Context: var context } => choice.Given.TryGetValue(context, out var given)
            ? Amount.Of(choice.LogLikelihood - given)
            : new Amount.Unavailable($"the choices were not scored given \"{context}\""),
        _ => throw new UnreachableException(),
    };
}
