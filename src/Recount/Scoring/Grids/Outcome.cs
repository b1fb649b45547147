namespace Recount.Scoring.Grids;

/// <summary>What came of an item under a format. <c>default</c> is a wrong first choice, surely so.</summary>
public readonly record struct Outcome
{
    /// <summary>What <see cref="Picked"/> is of an answer that was written, not chosen.</summary>
    public const int Unpicked = -1;

    /// <param name="score">From 0 to 1.</param>
    /// <param name="low">The least that the score may be on another machine.</param>
    /// <param name="high">The most.</param>
    /// <param name="picked">The index of the preferred choice, or <see cref="Unpicked"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt;= low &lt;= score &lt;= high &lt;= 1.</exception>
    public Outcome(double score, double low, double high, int picked = Unpicked)
    {
        if (!(low >= 0 && low <= score && score <= high && high <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, $"A score lies between {low} and {high}, and they between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(picked, Unpicked);
        (Score, Low, High, Picked) = (score, low, high, picked);
    }

    /// <summary>A score that is the same on every machine, of a written answer.</summary>
    public Outcome(double score)
        : this(score, score, score)
    {
    }

    /// <summary>0 or 1 for an accuracy; anything between for a measure such as the F1 of a written answer.</summary>
    public double Score { get; }

    /// <summary>The least that the score may be on another machine.</summary>
    public double Low { get; }

    /// <summary>The most that the score may be on another machine.</summary>
    public double High { get; }

    /// <summary>The index of the preferred choice; <see cref="Unpicked"/> where there is none.</summary>
    public int Picked { get; }

    /// <summary>The choices that may be preferred on another machine, ascending; null where that is the preferred one alone.</summary>
    public IReadOnlyList<int>? Possible { get; init; }

    /// <summary>It was chosen among choices, not written.</summary>
    public bool IsChosen => Picked != Unpicked;

    /// <summary>The score hangs on a near tie. A near tie between wrong choices leaves none open.</summary>
    public bool IsOpen => Low < High;

    /// <summary>All of the scores that it may have are 0 or 1.</summary>
    public bool IsBinary => Score is 0 or 1 && Low is 0 or 1 && High is 0 or 1;

    /// <summary>Whether the preferred choice is a right one, and whether all and any of those are that may be preferred on another machine.</summary>
    /// <inheritdoc cref="NearTie.Of"/>
    public static Outcome Of(ChoiceItem item, Normalisation normalisation, double tolerance)
    {
        var tie = NearTie.Of(item.Choices, normalisation, tolerance);
        var right = tie.Possible.Count(item.Gold.Contains);
        return new(item.Gold.Contains(tie.Picked) ? 1 : 0, right == tie.Possible.Count ? 1 : 0, right > 0 ? 1 : 0, tie.Picked) { Possible = tie.IsOpen ? tie.Possible : null };
    }
}
