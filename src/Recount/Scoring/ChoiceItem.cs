using System.Diagnostics;

namespace Recount.Scoring;

/// <summary>A multiple-choice item as a model scored it, and what each metric gives for it.</summary>
/// <param name="Choices">At least one.</param>
/// <param name="Gold">The indexes of the right choices; at least one.</param>
/// <exception cref="ArgumentException">There is no choice or no right one, or an index is none of a choice.</exception>
public sealed record ChoiceItem(IReadOnlyList<ScoredChoice> Choices, IReadOnlyList<int> Gold)
{
    public IReadOnlyList<int> Gold { get; } = Gold.Count > 0 && Gold.All(g => g >= 0 && g < Choices.Count)
        ? Gold
        : throw new ArgumentException($"The right choices ({string.Join(", ", Gold)}) are none of the {Choices.Count}.", nameof(Gold));

    /// <summary>1 if the choice that is preferred is a right one, else 0.</summary>
    public Amount Accuracy(Normalisation normalisation) => Pick.Of(Choices, normalisation) switch
    {
        Pick.Chosen(var index, _) => new Amount.Known(Gold.Contains(index) ? 1 : 0),
        Pick.Undetermined(var why) => new Amount.Unavailable(why),
        _ => throw new UnreachableException(),
    };

    /// <summary>1 if a right choice is what the model would write by itself, else 0: <c>exact_match</c> of lm-evaluation-harness for multiple choice.</summary>
    public double GreedyAccuracy => Gold.Any(g => Choices[g].IsGreedy) ? 1 : 0;

    /// <summary>
    /// The Brier score, from 0 (sure and right) to 2: the squares of the differences between the softmax of the log-likelihoods and 1 for the right choice, 0 for
    /// the others, summed over the choices (Brier 1950). Not there with several right choices.
    /// </summary>
    public Amount Brier
    {
        get
        {
            if (Gold.Distinct().Skip(1).Any())
            {
                return new Amount.Unavailable("a Brier score takes one right choice");
            }

            var most = Choices.Max(c => c.LogLikelihood);
            var weights = Choices.Select(c => Math.Exp(c.LogLikelihood - most)).ToArray();
            var sum = weights.Sum();
            return new Amount.Known(weights.Select((w, i) => Math.Pow((w / sum) - (i == Gold[0] ? 1 : 0), 2)).Sum());
        }
    }
}
