namespace Recount.Evaluation.Models;

/// <summary>Token sequences that run at once, each perhaps going on from a row of an earlier batch, and what is asked of them.</summary>
public sealed class Batch
{
    private readonly List<int[]> _rows = [];
    private readonly List<int> _parents = [];
    private readonly List<(int Row, int Position)> _scored = [];
    private readonly List<(int Scored, int Token)> _targets = [];

    /// <param name="past">The batch that rows go on from; null where all begin anew.</param>
    /// <param name="keeps">Whether others will go on from this one.</param>
    public Batch(Cache? past = null, bool keeps = false) => (Past, Keeps) = (past, keeps);

    public Cache? Past { get; }

    public bool Keeps { get; }

    public IReadOnlyList<int[]> Rows => _rows;

    /// <summary>For each row, the row of <see cref="Past"/> that it goes on from.</summary>
    public IReadOnlyList<int> Parents => _parents;

    /// <summary>Where the next token is asked about.</summary>
    public IReadOnlyList<(int Row, int Position)> Scored => _scored;

    /// <summary>Whose log-probability is asked for: which of <see cref="Scored"/>, and which token.</summary>
    public IReadOnlyList<(int Scored, int Token)> Targets => _targets;

    /// <summary>Tokens of the longest row.</summary>
    public int Width { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="tokens">At least one.</param>
    /// <returns>Its number.</returns>
    public int Add(int[] tokens, int parent = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Length);
        _rows.Add(tokens);
        _parents.Add(parent);
        Width = Math.Max(Width, tokens.Length);
        return _rows.Count - 1;
    }

    /// <summary>Asks about the token after a position of a row.</summary>
    /// <returns>The number of the question, for <see cref="Target"/> and <see cref="Answers.Likeliest"/>.</returns>
    public int Score(int row, int position)
    {
        _scored.Add((row, position));
        return _scored.Count - 1;
    }

    /// <summary>Asks how likely a token is there.</summary>
    /// <returns>The number of the answer in <see cref="Answers.LogProbabilities"/>.</returns>
    public int Target(int scored, int token)
    {
        _targets.Add((scored, token));
        return _targets.Count - 1;
    }
}
