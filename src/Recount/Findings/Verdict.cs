namespace Recount.Findings;

/// <summary>What is to be said about a claim. A closed family; the meanings are those of docs/verdicts.md.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Recomputed, and inside what the printed value allows.</summary>
    public sealed record Reproduced : Verdict;

    /// <summary>Missed with the printed digits, but there are inputs that print so and satisfy it.</summary>
    /// <param name="Witness">Such inputs, in words.</param>
    public sealed record ReproducedByRounding(string Witness) : Verdict;

    /// <summary>A possibility check passed. Not a reproduction.</summary>
    /// <param name="Power">What the check would have caught.</param>
    public sealed record Consistent(string Power) : Verdict;

    /// <summary>Recomputed from another work's numbers or measured again, and outside by more than the uncertainty.</summary>
    public sealed record Deviates : Verdict;

    /// <summary>No numbers that print so can satisfy it: a proof of disjointness. Nothing was run.</summary>
    /// <param name="Otherwise">What else could be wrong.</param>
    public sealed record Inconsistent(string Otherwise) : Verdict;

    /// <summary>Too coarse to say, or fitting only through an assumption.</summary>
    /// <param name="Decides">The smallest thing that would decide it.</param>
    public sealed record Inconclusive(string Decides) : Verdict;

    /// <summary>The check has no power here.</summary>
    /// <param name="Power">How much it has, and why.</param>
    /// <param name="Decides">The smallest thing that would decide it.</param>
    public sealed record NotTestable(string Power, string Decides) : Verdict;

    /// <summary>The protocol differs from the paper's or is undisclosed.</summary>
    /// <param name="Range">What the numbers span instead.</param>
    public sealed record NotComparable(string Range) : Verdict;

    /// <summary>Data, model or machine was not there.</summary>
    /// <param name="Get">How to get it.</param>
    public sealed record NotRun(string Get) : Verdict;

    /// <summary>The measurement broke.</summary>
    public sealed record Failed(string Reason) : Verdict;

    /// <summary>All words with their one-line meanings, in the order of reports.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> Words { get; } =
    [
        ("reproduced", "recomputed, and inside what was printed"),
        ("reproduced-by-rounding", "only if the inputs were rounded that way"),
        ("consistent", "possible; not a reproduction"),
        ("inconsistent", "no numbers that print so can be true"),
        ("deviates", "outside by more than its own uncertainty"),
        ("inconclusive", "too coarse to say"),
        ("not-testable", "the check has no power here"),
        ("not-comparable", "another protocol, or an undisclosed one"),
        ("not-run", "data, model or machine was not there"),
        ("failed", "the measurement broke"),
    ];

    /// <summary>The word of the verdict in every report, snapshot and document.</summary>
    public string Word => this switch
    {
        Reproduced => "reproduced",
        ReproducedByRounding => "reproduced-by-rounding",
        Consistent => "consistent",
        Deviates => "deviates",
        Inconsistent => "inconsistent",
        Inconclusive => "inconclusive",
        NotTestable => "not-testable",
        NotComparable => "not-comparable",
        NotRun => "not-run",
        Failed => "failed",
        _ => throw new System.Diagnostics.UnreachableException(GetType().Name),
    };
}
