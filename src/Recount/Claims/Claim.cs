using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Text;

namespace Recount.Claims;

/// <summary>One published statement that can be true or false, with everything needed to check it.</summary>
/// <param name="Says">The statement as a sentence.</param>
/// <param name="Quote">The paper's own words, a few of them.</param>
/// <param name="Kind">The kind of measure that checks it.</param>
/// <param name="Table">The table that it is made for row by row, or null.</param>
/// <param name="Checks">One, or one per row of the table.</param>
/// <param name="EmptyCells">Rows of the table without a number to check; they make no finding and are counted.</param>
/// <param name="Differs">Why the two sides are not the same measurement; the verdict is then not-comparable.</param>
/// <param name="Status">Declared for the whole claim; its numbers may be known less well, never better.</param>
/// <param name="Raised">The level that the spec raises a deviation to.</param>
public sealed record Claim(
    string Id, string Says, string? Quote, string? At, string Kind, PrintedTable? Table, IReadOnlyList<Check> Checks, int EmptyCells, Status? Status, string? Source,
    Tolerance? Tolerance, string? Differs, string? Family, Level? Raised, Response? Response, Place Place);

/// <summary>One thing to measure and judge: a claim, or a claim for one row.</summary>
/// <param name="Row">The name of the row, or of the part of the claim; or empty.</param>
/// <param name="Says">The claim's sentence, with the row's words in.</param>
/// <param name="Place">The published number in the spec or the table; without one, the measure or the row's key.</param>
/// <param name="Line">The row itself, where there is one.</param>
/// <param name="Published">The number that the measurement is held against; null for a comparison.</param>
public sealed record Check(string Row, string Says, PrintedNumber? Published, Measure Measure, Place Place, PrintedRow? Line = null);

/// <summary>How far off a measurement may be beyond the rounding, and why.</summary>
/// <param name="Margin">In the printed unit; with <paramref name="Relative"/>, a share of the printed number.</param>
public sealed record Tolerance(Rational Margin, bool Relative, string Because)
{
    /// <summary>The interval of a published number, widened.</summary>
    public Interval Widen(Interval interval, PublishedValue published) =>
        interval.Widened(Relative ? Margin * Rational.Abs(published.Value) : Margin * published.Unit.Scale);
}

/// <summary>A measure that is ready to run: its inputs are bound. Each kind has its own, in its folder.</summary>
public abstract record Measure
{
    /// <summary>The printed numbers it uses; their status bounds the finding's.</summary>
    public abstract IReadOnlyList<PrintedNumber> Inputs { get; }

    /// <summary>How well other data that it rests on are known, and who quotes them; they bound the finding's status too.</summary>
    public virtual IReadOnlyList<(Status Status, string? Source)> Standings => [];

    /// <summary>True where a declared tolerance has a published number to widen.</summary>
    public virtual bool CanBeWidened => false;

    /// <summary>What several checks share and what takes many threads by itself: done by one thread, before any of these checks is measured. Null: nothing.</summary>
    public virtual Action<Effort>? Preparation => null;

    /// <summary>Measures; never throws for what a spec can say.</summary>
    public abstract Measurement Run();

    /// <summary>Measures with so much effort, where a kind can be told how much.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public virtual Measurement Run(Effort effort) => Run();

    /// <summary>Holds a measurement against what was published.</summary>
    public abstract Judgement Judge(Measurement measurement, Claim claim, Check check);
}

/// <summary>A verdict with its reasons, before levels, families and snapshots have their say.</summary>
/// <param name="Published">What was published, as a report shows it.</param>
/// <param name="Reason">A full sentence, without "as quoted by".</param>
/// <param name="Steps">From the printed text to the verdict.</param>
/// <param name="PDecides">The verdict rests on the p-value.</param>
/// <param name="RestsOn">The printed numbers that the verdict rests on; null: all inputs of the measure.</param>
public sealed record Judgement(
    Verdict Verdict, string Published, Interval? Interval, string Unit, Measured? Measured, string Reason, IReadOnlyList<Step> Steps,
    bool Flips = false, double? P = null, bool PDecides = false,
    IReadOnlyList<PrintedNumber>? RestsOn = null);

/// <summary>How much work measuring may be.</summary>
/// <param name="Full">Everything, however long it takes; else what takes long is left out, and said to be.</param>
/// <param name="Evaluate">Puts a model to items; null where nothing can.</param>
/// <param name="PriceAsOf">Prices everything by what offers cost on this day, instead of the day that each claim names; null leaves it to the claims.</param>
public sealed record Effort(
    bool Full, CancellationToken Stop, Func<DeclaredEvaluation, DeclaredModel, CancellationToken, Evaluated>? Evaluate = null, DateOnly? PriceAsOf = null);
