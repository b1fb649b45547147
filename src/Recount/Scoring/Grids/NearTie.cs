using System.Diagnostics;

namespace Recount.Scoring.Grids;

/// <summary>
/// Which choices a model may prefer where its log-likelihoods are computed another way: on another machine, in another order, in another batch. Each log-likelihood is taken to be
/// uncertain by half a tolerance, so that two of them are as good as equal when they are no farther apart than the tolerance.
/// </summary>
/// <param name="Picked">The index of the choice that is preferred here.</param>
/// <param name="Possible">The indexes, ascending, of all that may be preferred elsewhere, that one among them.</param>
public sealed record NearTie(int Picked, IReadOnlyList<int> Possible)
{
    /// <summary>How far two log-likelihoods of one item may move against each other in single precision, in nats.</summary>
    public const double Single = 1e-4;

    /// <summary>The same in half precision.</summary>
    public const double Half = 1e-2;

    /// <summary>Another choice may be preferred elsewhere.</summary>
    public bool IsOpen => Possible.Count > 1;

    /// <summary>
    /// A choice is possible unless another one is better by more than both are uncertain: for log-likelihoods as they are by the tolerance; for those over a length by
    /// tolerance/2 (1/length_i + 1/length_j); less those in another context by twice the tolerance, since two uncertain numbers make each value.
    /// </summary>
    /// <param name="choices">At least one.</param>
    /// <param name="tolerance">In nats, at least 0: of the difference between two log-likelihoods. With 0, only exact ties are open.</param>
    /// <exception cref="ArgumentException">A choice has no value under the normalisation (<see cref="ChoiceItem.Accuracy"/> says so without throwing).</exception>
    public static NearTie Of(IReadOnlyList<ScoredChoice> choices, Normalisation normalisation, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count, nameof(choices));
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var values = choices.Select(c => Known(normalisation.Of(c))).ToArray();
        var reaches = choices.Select(c => Known(normalisation.Of(Uncertain(c, normalisation, tolerance / 2)))).ToArray();
        var possible = Enumerable.Range(0, values.Length)
            .Where(i => Enumerable.Range(0, values.Length).All(j => i == j || values[j] - values[i] <= reaches[i] + reaches[j]));
        return new(Array.IndexOf(values, values.Max()), [.. possible]);
    }

    // Every normalisation is linear in the log-likelihoods: what it makes of their uncertainties is the uncertainty of its value.
    private static ScoredChoice Uncertain(ScoredChoice choice, Normalisation normalisation, double nats)
    {
        var uncertain = new ScoredChoice(choice.Text, nats, choice.Tokens, false);
        return normalisation is Normalisation.Unconditional { Context: var context } ? uncertain with { Given = new Dictionary<string, double> { [context] = -nats } } : uncertain;
    }

    private static double Known(Amount amount) => amount switch
    {
        Amount.Known(var value) => value,
        Amount.Unavailable(var why) => throw new ArgumentException($"A choice without a value cannot be compared: {why}."),
        _ => throw new UnreachableException(),
    };
}
