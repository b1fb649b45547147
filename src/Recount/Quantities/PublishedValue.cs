namespace Recount.Quantities;

/// <summary>
/// A number as printed: its text, and the interval of all numbers that print so. <c>0.50</c> is not <c>0.5</c>. Two published
/// values are equal when text and declarations are.
/// </summary>
public sealed record PublishedValue
{
    private PublishedValue(string text, PrintedAs printedAs, Qualifier qualifier, Literal main, Unit unit, string prefix)
    {
        (Text, As, Qualifier, Main, Unit, Prefix) = (text, printedAs, qualifier, main, unit, prefix);
        (Factor, Offset) = printedAs.Range is { } range
            ? range.Map(main.Value, unit == Unit.Percent, printedAs.Complement)
            : (unit.Scale, Rational.Zero);
    }

    // A part of a number: mapped as the whole is; an uncertainty is a size and does not move.
    private PublishedValue(PublishedValue whole, Literal part, bool isSize)
    {
        (Text, As, Qualifier, Main, Unit, Prefix) = (part.Text, whole.As with { Digits = null }, Qualifier.None, part, whole.Unit, whole.Prefix);
        (Factor, Offset) = isSize ? (Rational.Abs(whole.Factor), Rational.Zero) : (whole.Factor, whole.Offset);
    }

    /// <summary>The text as printed, blanks trimmed.</summary>
    public string Text { get; }

    public PrintedAs As { get; }

    public Qualifier Qualifier { get; }

    public Unit Unit { get; }

    /// <summary>The number itself; the lower end of a range.</summary>
    public Literal Main { get; }

    /// <summary>The upper end of a range such as 38-43.</summary>
    public Literal? RangeEnd { get; private init; }

    /// <summary>The number behind ±, or alone in brackets.</summary>
    public Literal? Uncertainty { get; private init; }

    /// <summary>The lower end of a printed interval.</summary>
    public Literal? Low { get; private init; }

    /// <summary>The upper end of a printed interval.</summary>
    public Literal? High { get; private init; }

    /// <summary>The currency, by its sign or its three letters; null where none is printed.</summary>
    public string? Currency => Prefix switch
    {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        _ => Currencies.Contains(Unit.Name) ? Unit.Name : null,
    };

    /// <summary>Codes that are read as a currency behind a number.</summary>
    public static IReadOnlyList<string> Currencies { get; } = ["USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "KRW"];

    private string Prefix { get; }

    private Rational Factor { get; }

    private Rational Offset { get; }

    /// <summary>The printed number, in the unit of formulas: 82.3 % is 0.823. The middle of a range.</summary>
    public Rational Value => Scaled(RangeEnd is { } end ? (Main.Value + end.Value) / 2 : Main.Value);

    /// <summary>What the last printed digit counts, in the unit of formulas.</summary>
    public Rational LastDigit => Rational.Abs(Factor) * (Main.Notation == Notation.Fraction ? Main.Value * Main.Value * Main.Unit : Main.Unit);

    /// <summary>All numbers that print so; null for "about" and the like without a declared margin or bound.</summary>
    public Interval? Interval => IntervalUnder(As.Rounding);

    /// <summary>True where the interval comes from a declared reading ("almost" as within a margin, or as below) and not from the text alone.</summary>
    public bool IsAssumed => Qualifier == Qualifier.About && (As.Margin is not null || As.Bound == "below");

    /// <summary>The reading in which trailing zeros do not count; null where there is only one reading.</summary>
    public Interval? WideInterval =>
        Qualifier != Qualifier.None || As is not { Exact: false, Digits: null } ? null
        : RangeEnd is { } end ? (Main.Wide(As.Rounding) ?? end.Wide(As.Rounding)) is null ? null
            : Scaled(new Interval((Main.Wide(As.Rounding) ?? Main.Interval(As.Rounding)).Lo, (end.Wide(As.Rounding) ?? end.Interval(As.Rounding)).Hi))
        : Main.Wide(As.Rounding) is { } wide ? Scaled(wide) : null;

    /// <summary>All numbers that print so under another rounding rule.</summary>
    public Interval? IntervalUnder(Rounding rounding)
    {
        var (value, top) = (Main.Value, (RangeEnd ?? Main).Value);
        return Qualifier switch
        {
            Qualifier.Less => Scaled(new Interval(End.Unbounded, End.Excluded(value))),
            Qualifier.AtMost => Scaled(new Interval(End.Unbounded, End.Closed(value))),
            Qualifier.Greater => Scaled(new Interval(End.Excluded(value), End.Unbounded)),
            Qualifier.AtLeast => Scaled(new Interval(End.Closed(value), End.Unbounded)),
            Qualifier.About => As.Bound switch
            {
                "above" => Scaled(new Interval(End.Excluded(value), Margin is { } m ? End.Closed(top + m) : End.Unbounded)),
                "below" => Scaled(new Interval(Margin is { } m ? End.Closed(value - m) : End.Unbounded, End.Excluded(top))),
                _ => Margin is { } m ? Scaled(Quantities.Interval.Closed(value - m, top + m)) : null,
            },
            _ when As.Exact => Scaled(Quantities.Interval.Closed(value, top)),
            _ when RangeEnd is { } end => Scaled(new Interval(Main.Interval(rounding, As.Digits).Lo, end.Interval(rounding, As.Digits).Hi)),
            _ => Scaled(Main.Interval(rounding, As.Digits)),
        };
    }

    /// <summary>The parts that can be named in a formula behind a point: low, high, uncertainty.</summary>
    public PublishedValue? Part(string name) => name switch
    {
        // The complement of the lower end is the upper one.
        "low" => As.Complement ? Bound(High ?? RangeEnd) : Bound(Low ?? (RangeEnd is null ? null : Main)),
        "high" => As.Complement ? Bound(Low ?? (RangeEnd is null ? null : Main)) : Bound(High ?? RangeEnd),
        "uncertainty" => Uncertainty is { } uncertainty ? new(this, uncertainty, true) : null,
        _ => null,
    };

    /// <summary>The names that <see cref="Part"/> knows for this number.</summary>
    public IEnumerable<string> Parts => PartNames.Where(p => Part(p) is not null);

    /// <summary>Reads a printed number; null when the text is none.</summary>
    /// <param name="limit">Set when the text is a number beyond <see cref="Literal"/>'s limits.</param>
    public static PublishedValue? Parse(string text, PrintedAs printedAs, out string? limit)
    {
        limit = null;
        var whole = text.Trim();
        if (whole.Length is 0 or > 300)
        {
            return null;
        }

        if (PublishedText.Read(whole, out limit) is not { } read)
        {
            return null;
        }

        return new(whole, printedAs, read.Qualifier, read.Main, read.Unit ?? printedAs.Unit ?? Unit.None, read.Prefix)
        {
            RangeEnd = read.RangeEnd,
            Uncertainty = read.Uncertainty,
            Low = read.Low,
            High = read.High,
        };
    }

    /// <summary>Reads a number that is known to be one.</summary>
    /// <exception cref="FormatException">The text is no printed number.</exception>
    public static PublishedValue Parse(string text, PrintedAs? printedAs = null) =>
        Parse(text, printedAs ?? PrintedAs.Plainly, out _) ?? throw new FormatException($"'{text}' is not a number as a paper prints it.");

    /// <summary>What the author of <c>0,34</c> probably meant, or null.</summary>
    public static string? Suggestion(string text)
    {
        var point = text.Trim().Replace(',', '.');
        return text.Contains(',', StringComparison.Ordinal) && point.Count(c => c == '.') == 1 && Literal.Parse(point, out _) is not null ? point : null;
    }

    /// <summary>A value in the unit of formulas, written the way this number is printed.</summary>
    /// <param name="extraDigits">Digits beyond the printed ones; zeros at the end are left out.</param>
    public string Show(Rational value, int extraDigits = 2)
    {
        var own = (value - Offset) / Factor;
        var number = Main.Notation switch
        {
            Notation.Scientific => NumberText.Scientific(own / Main.Scale, Math.Max(1, Main.Decimals + 1) + extraDigits) + Main.Suffix,
            Notation.Fraction when own.Sign != 0 && own.Sign == Main.Above.Sign => $"{NumberText.Fixed(Main.Above, 0)}/{NumberText.Fixed(Main.Above / own, 0, extraDigits)}",
            Notation.Fraction => NumberText.Significant(own, 4),
            _ => NumberText.Fixed(own / Main.Scale, Main.Decimals, extraDigits) + Main.Suffix,
        };
        return Prefix + number + (Unit.Name is "" ? "" : Unit.Name == "x" ? "x" : $" {Unit.Name}");
    }

    public override string ToString() => Text;

    public bool Equals(PublishedValue? other) => other is not null && Text == other.Text && As == other.As;

    public override int GetHashCode() => HashCode.Combine(Text, As);

    private static readonly string[] PartNames = ["low", "high", "uncertainty"];

    private Rational? Margin => As.Margin is not { } text ? null
        : text.TrimEnd().EndsWith('%') && Unit != Unit.Percent
            ? Literal.Parse(text.TrimEnd().TrimEnd('%').Trim(), out _)?.Value / 100 * Rational.Abs(Main.Value)
            : Literal.Parse(text.TrimEnd().TrimEnd('%').Trim(), out _)?.Value;

    private PublishedValue? Bound(Literal? literal) => literal is null ? null : new(this, literal, false);

    private Rational Scaled(Rational own) => (own * Factor) + Offset;

    private Interval Scaled(Interval own) => own.Times(Factor).Plus(Offset);
}
