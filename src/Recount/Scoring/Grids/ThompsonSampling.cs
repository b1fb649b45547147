namespace Recount.Scoring.Grids;

/// <summary>Which end of a grid is looked for.</summary>
public enum Extreme
{
    Best,
    Worst,
}

/// <summary>What is to be evaluated next.</summary>
/// <param name="Format">Its index.</param>
/// <param name="Items">The indexes of items that were not yet evaluated under it.</param>
public sealed record FormatBatch(int Format, IReadOnlyList<int> Items, Extreme Sought);

/// <summary>What is known of a format.</summary>
/// <param name="Evaluated">Items.</param>
/// <param name="Sum">Of their scores.</param>
/// <param name="Expected">The mean of its beta distribution: between the mean score and what was thought before.</param>
public sealed record FormatBelief(int Format, int Evaluated, double Sum, double Expected);

/// <summary>
/// Looks for the best and the worst of more formats than can all be evaluated on all items, by Thompson sampling as FormatSpread does (Sclar et al., arXiv 2310.11324, section 3.3):
/// every format's mean score has a beta distribution; one number is drawn from each; the format with the greatest, or in the second half of the budget the least, is evaluated on
/// another batch of items. It decides; the caller evaluates: <c>while (sampling.Next() is { } batch) sampling.Take(scores of batch)</c>.
/// All formats go through the items in one random order, so that formats have items in common, where FormatSpread draws items anew.
/// </summary>
public sealed class ThompsonSampling
{
    /// <summary>The greatest grid of which all formats are evaluated on all items instead.</summary>
    public const int MostWithout = 64;

    private const double PriorWrong = 5;

    private readonly PythonRandom _random;
    private readonly BetaDraws _draws;
    private readonly int[] _order;
    private readonly int[] _evaluated;
    private readonly double[] _sums;
    private readonly double _priorRight;
    private readonly long _budget;
    private readonly int _batch;
    private FormatBatch? _next;

    /// <param name="formats">At least one.</param>
    /// <param name="items">At least one.</param>
    /// <param name="accuracy">What the formats are thought to score before any is evaluated, such as the score of the original format: from 0 to below 1. The prior is
    /// Beta(a, 5) with a = 5 accuracy / (1 - accuracy), at least 1.1.</param>
    /// <param name="budget">How many times an item may be evaluated under a format; half of them for either end.</param>
    /// <param name="batch">Items at a time.</param>
    public ThompsonSampling(int formats, int items, double accuracy, long budget, uint seed, int batch = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(formats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        if (!(accuracy is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(accuracy), accuracy, "An expected score is at least 0 and below 1.");
        }

        _random = new PythonRandom(seed);
        _draws = new BetaDraws(_random);
        _order = _random.Sample(items, items);
        (_evaluated, _sums) = (new int[formats], new double[formats]);
        _priorRight = Math.Max(1.1, accuracy / (1 - accuracy) * PriorWrong);
        (_budget, _batch) = (budget, batch);
    }

    /// <summary>How many times an item was evaluated under a format.</summary>
    public long Spent { get; private set; }

    /// <summary>Of every format, in their order.</summary>
    public IReadOnlyList<FormatBelief> Beliefs => [.. _sums.Select((s, f) => new FormatBelief(f, _evaluated[f], s, (_priorRight + s) / (_priorRight + PriorWrong + _evaluated[f])))];

    /// <summary>The format of the greatest, or the least, expected score among those that were evaluated; null before any was.</summary>
    public FormatBelief? Found(Extreme extreme) => extreme == Extreme.Best
        ? Beliefs.Where(b => b.Evaluated > 0).MaxBy(b => b.Expected)
        : Beliefs.Where(b => b.Evaluated > 0).MinBy(b => b.Expected);

    /// <summary>What to evaluate next: the same until its scores are taken. Null when the budget is spent or nothing is left to evaluate.</summary>
    public FormatBatch? Next() => _next ??= Drawn();

    /// <param name="scores">Of the batch that is next, in the order of its items, each from 0 to 1.</param>
    /// <exception cref="InvalidOperationException">No batch was asked for.</exception>
    /// <exception cref="ArgumentException">There are not as many scores as items, or one is out of range; nothing was taken.</exception>
    public void Take(IReadOnlyList<double> scores)
    {
        var batch = _next ?? throw new InvalidOperationException("No batch was asked for.");
        if (scores.Count != batch.Items.Count || !scores.All(s => s is >= 0 and <= 1))
        {
            throw new ArgumentException($"A batch of {batch.Items.Count} items has as many scores, each from 0 to 1.", nameof(scores));
        }

        _evaluated[batch.Format] += scores.Count;
        _sums[batch.Format] += scores.Sum();
        Spent += scores.Count;
        _next = null;
    }

    /// <summary>Counts scores of a format that are known without its having been drawn, at no cost: of all items, in any order.</summary>
    /// <exception cref="ArgumentException">They are not those of all items, or some of the format were taken before.</exception>
    public void Know(int format, IReadOnlyList<double> scores)
    {
        if (scores.Count != _order.Length || _evaluated[format] > 0)
        {
            throw new ArgumentException($"A format is known by its scores of all {_order.Length} items, or by none.", nameof(scores));
        }

        (_evaluated[format], _sums[format]) = (scores.Count, scores.Sum());
    }

    private FormatBatch? Drawn()
    {
        // An odd one is for the worst.
        var (half, open) = (_budget / 2, Enumerable.Range(0, _sums.Length).Where(f => _evaluated[f] < _order.Length).ToList());
        var (sought, left) = Spent < half ? (Extreme.Best, half - Spent) : (Extreme.Worst, _budget - Spent);
        if (left == 0 || open.Count == 0)
        {
            return null;
        }

        // A format that has seen all items costs nothing to draw and tells nothing new: the draw is among the others.
        var drawn = open.ConvertAll(f => (Format: f, Score: _draws.Next(_priorRight + _sums[f], PriorWrong + _evaluated[f] - _sums[f])));
        var format = (sought == Extreme.Best ? drawn.MaxBy(d => d.Score) : drawn.MinBy(d => d.Score)).Format;
        var items = (int)Math.Min(Math.Min(_batch, left), _order.Length - _evaluated[format]);
        return new(format, _order.AsSpan(_evaluated[format], items).ToArray(), sought);
    }
}
