namespace Recount.Quantities;

/// <summary>One end of an interval: a number that belongs to it or not, or no end at all.</summary>
/// <param name="Value">Null: unbounded.</param>
/// <param name="Open">True: the number itself is outside. An unbounded end is open.</param>
public readonly record struct End(Rational? Value, bool Open)
{
    public static End Unbounded { get; } = new(null, true);

    public static End Closed(Rational value) => new(value, false);

    public static End Excluded(Rational value) => new(value, true);
}

/// <summary>A range of real numbers whose ends are each open, closed or unbounded. Exact.</summary>
public sealed record Interval(End Lo, End Hi)
{
    /// <summary>All numbers.</summary>
    public static Interval Whole { get; } = new(End.Unbounded, End.Unbounded);

    public bool IsEmpty => Lo.Value is { } lo && Hi.Value is { } hi && (lo > hi || (lo == hi && (Lo.Open || Hi.Open)));

    public bool IsPoint => Lo.Value is { } lo && Hi.Value is { } hi && lo == hi && !Lo.Open && !Hi.Open;

    public bool IsBounded => Lo.Value is not null && Hi.Value is not null;

    public static Interval Point(Rational value) => new(End.Closed(value), End.Closed(value));

    public static Interval Closed(Rational lo, Rational hi) => new(End.Closed(lo), End.Closed(hi));

    public bool Contains(Rational value) =>
        (Lo.Value is not { } lo || (Lo.Open ? value > lo : value >= lo)) &&
        (Hi.Value is not { } hi || (Hi.Open ? value < hi : value <= hi));

    /// <summary>True when every number of <paramref name="other"/> is inside.</summary>
    public bool Contains(Interval other) => other.IsEmpty || Intersect(other) == other;

    public Interval Intersect(Interval other) => new(Higher(Lo, other.Lo), Lower(Hi, other.Hi));

    /// <summary>Proves that no number lies in both.</summary>
    public bool IsDisjointFrom(Interval other) => Intersect(other).IsEmpty;

    /// <summary>Every number times <paramref name="factor"/>, which is not zero.</summary>
    public Interval Times(Rational factor)
    {
        var (lo, hi) = (Times(Lo, factor), Times(Hi, factor));
        return factor.Sign >= 0 ? new(lo, hi) : new(hi, lo);
    }

    /// <summary>Every number plus <paramref name="offset"/>.</summary>
    public Interval Plus(Rational offset) => new(Plus(Lo, offset), Plus(Hi, offset));

    /// <summary>Widened by a number on both sides.</summary>
    public Interval Widened(Rational by) => new(Plus(Lo, -by), Plus(Hi, by));

    /// <summary><c>[0.455, 0.465)</c>; an unbounded end is written as infinity.</summary>
    public override string ToString() =>
        $"{(Lo.Open ? '(' : '[')}{(Lo.Value is { } lo ? lo.ToString() : "-inf")}, {(Hi.Value is { } hi ? hi.ToString() : "inf")}{(Hi.Open ? ')' : ']')}";

    private static End Times(End end, Rational factor) => end with { Value = end.Value is { } v ? v * factor : null };

    private static End Plus(End end, Rational offset) => end with { Value = end.Value is { } v ? v + offset : null };

    private static End Higher(End a, End b) => (a.Value, b.Value) switch
    {
        (null, _) => b,
        (_, null) => a,
        ({ } x, { } y) => x == y ? new(x, a.Open || b.Open) : x > y ? a : b,
    };

    private static End Lower(End a, End b) => (a.Value, b.Value) switch
    {
        (null, _) => b,
        (_, null) => a,
        ({ } x, { } y) => x == y ? new(x, a.Open || b.Open) : x < y ? a : b,
    };
}
