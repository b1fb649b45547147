namespace Recount.Quantities;

/// <summary>What a printed number counts. Only percent and points change the value; other units are labels.</summary>
/// <param name="Name">As shown behind the number.</param>
/// <param name="Scale">The value of one: 1/100 for percent.</param>
public sealed record Unit(string Name, Rational Scale)
{
    public static Unit None { get; } = new("", Rational.One);

    /// <summary>82.3 % is 0.823 in every formula.</summary>
    public static Unit Percent { get; } = new("%", Rational.Ten(-2));

    /// <summary>Percentage points: a difference of two percentages, on the same scale.</summary>
    public static Unit Points { get; } = new("points", Rational.Ten(-2));

    /// <summary>The unit of a word in a spec; an unknown word is a label.</summary>
    public static Unit Named(string word) => word.ToLowerInvariant() switch
    {
        "" or "none" => None,
        "%" or "percent" or "per cent" or "pct" => Percent,
        "points" or "point" or "pp" or "percentage points" => Points,
        _ => new(word, Rational.One),
    };
}
