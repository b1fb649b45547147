namespace Recount.Quantities;

/// <summary>
/// The rule that turned an author's number into the printed one, and so the numbers that print alike. Names and bounds are those
/// of scrutiny's unrounding table (lhdjung/scrutiny, R/unround.R); the default is charitable: the rule is unknown, both ends count.
/// </summary>
/// <param name="Name">As in a spec: <c>half-up</c>.</param>
/// <param name="Threshold">For <c>up-from</c> and <c>down-from</c>: the digit 1 to 9 at which rounding turns.</param>
public sealed record Rounding(string Name, int Threshold = 5)
{
    /// <summary>Not known: half up or half down, so both ends belong to the interval.</summary>
    public static Rounding Unknown { get; } = new("up-or-down");

    /// <summary>All rules with a fixed meaning, in the order in which a report names them.</summary>
    public static IReadOnlyList<Rounding> All { get; } =
    [
        Unknown, new("half-up"), new("half-away"), new("half-even"), new("half-down"), new("floor"), new("ceiling"),
        new("trunc"), new("anti-trunc"), new("ceiling-or-floor"), new("twice"),
    ];

    /// <summary>The rules that round to the nearest, each with one end of a tie.</summary>
    public static IEnumerable<Rounding> Nearest => All.Where(r => r.Name.StartsWith("half-", StringComparison.Ordinal));

    /// <summary>The words that a spec may use; <c>up-from-7</c> carries its digit.</summary>
    public static IEnumerable<string> Words => All.Select(r => r.Name)
        .Concat(Enumerable.Range(1, 9).SelectMany(t => new[] { $"up-from-{t}", $"down-from-{t}" }));

    /// <summary>The rule of a word, or null.</summary>
    public static Rounding? Named(string word) =>
        All.FirstOrDefault(r => r.Name == word) ??
        (word.StartsWith("up-from-", StringComparison.Ordinal) && word.Length == 9 && word[8] is >= '1' and <= '9' ? new("up-from", word[8] - '0')
            : word.StartsWith("down-from-", StringComparison.Ordinal) && word.Length == 11 && word[10] is >= '1' and <= '9' ? new("down-from", word[10] - '0')
            : null);

    /// <summary>All numbers that print as <paramref name="x"/> when the last printed digit counts <paramref name="unit"/>.</summary>
    /// <param name="lastDigitIsEven">Decides the ends of half-even.</param>
    public Interval Of(Rational x, Rational unit, bool lastDigitIsEven)
    {
        var half = unit / 2;
        var (positive, negative) = (x.Sign > 0, x.Sign < 0);
        return Name switch
        {
            "up-or-down" => Interval.Closed(x - half, x + half),
            "half-up" => new(End.Closed(x - half), End.Excluded(x + half)),
            "half-away" => positive ? new(End.Closed(x - half), End.Excluded(x + half))
                : negative ? new(End.Excluded(x - half), End.Closed(x + half))
                : new(End.Excluded(x - half), End.Excluded(x + half)),
            "half-even" => lastDigitIsEven ? Interval.Closed(x - half, x + half) : new(End.Excluded(x - half), End.Excluded(x + half)),
            "half-down" => new(End.Excluded(x - half), End.Closed(x + half)),
            "floor" => new(End.Closed(x), End.Excluded(x + unit)),
            "ceiling" => new(End.Excluded(x - unit), End.Closed(x)),
            "trunc" => positive ? new(End.Closed(x), End.Excluded(x + unit))
                : negative ? new(End.Excluded(x - unit), End.Closed(x))
                : new(End.Excluded(x - unit), End.Excluded(x + unit)),
            "anti-trunc" => positive ? new(End.Excluded(x - unit), End.Closed(x))
                : negative ? new(End.Closed(x), End.Excluded(x + unit))
                : Interval.Point(x),
            "ceiling-or-floor" => new(End.Excluded(x - unit), End.Excluded(x + unit)),
            "up-from" => new(End.Closed(x - unit + (unit * Threshold / 10)), End.Excluded(x + (unit * Threshold / 10))),
            "down-from" => new(End.Excluded(x - (unit * Threshold / 10)), End.Closed(x + unit - (unit * Threshold / 10))),

            // First to one digit more, then to this one: 72.45 becomes 72.5 and that 73, which one rounding never gives.
            "twice" => Interval.Closed(x - half - (unit / 20), x + half + (unit / 20)),
            _ => throw new System.Diagnostics.UnreachableException(Name),
        };
    }

    public override string ToString() => Name is "up-from" or "down-from" ? $"{Name}-{Threshold}" : Name;
}
