using System.Text.RegularExpressions;

namespace Recount.Quantities;

/// <summary>The pieces of a printed number's text, before anything is made of them.</summary>
/// <param name="Main">The number itself; the lower end of a range.</param>
/// <param name="Prefix">A currency sign.</param>
/// <param name="Unit">Null where none is printed.</param>
internal sealed partial record PublishedText(
    Literal Main, Qualifier Qualifier = Qualifier.None, string Prefix = "", Unit? Unit = null, Literal? RangeEnd = null, Literal? Uncertainty = null,
    Literal? Low = null, Literal? High = null)
{
    private static readonly (string Word, Qualifier Qualifier)[] Qualifiers =
    [
        ("<=", Qualifier.AtMost), (">=", Qualifier.AtLeast), ("≤", Qualifier.AtMost), ("≥", Qualifier.AtLeast), ("<", Qualifier.Less), (">", Qualifier.Greater),
        ("at most", Qualifier.AtMost), ("at least", Qualifier.AtLeast), ("up to", Qualifier.AtMost), ("less than", Qualifier.Less), ("more than", Qualifier.Greater),
        ("≈", Qualifier.About), ("~", Qualifier.About), ("about", Qualifier.About), ("around", Qualifier.About), ("almost", Qualifier.About),
        ("nearly", Qualifier.About), ("over", Qualifier.About), ("under", Qualifier.About), ("roughly", Qualifier.About),
    ];

    /// <summary>Takes a text apart; null when it is no printed number.</summary>
    /// <param name="limit">Set when the text is a number beyond <see cref="Literal"/>'s limits.</param>
    public static PublishedText? Read(string text, out string? limit)
    {
        limit = null;
        var (qualifier, rest) = Qualify(text);
        var prefix = rest[0] is '$' or '€' or '£' ? rest[..1] : "";
        foreach (var (body, unit) in Bodies(rest[prefix.Length..].TrimStart()))
        {
            // "< 5-10" says nothing that can be read.
            if (Body(body, out var found) is { } parts && (parts.RangeEnd is null || qualifier is Qualifier.None or Qualifier.About))
            {
                return parts with { Qualifier = qualifier, Prefix = prefix, Unit = unit ?? parts.Unit };
            }

            limit ??= found;
        }

        return null;
    }

    private static (Qualifier Qualifier, string Body) Qualify(string text)
    {
        foreach (var (word, qualifier) in Qualifiers)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text[word.Length..].TrimStart() is { Length: > 0 } rest &&
                (!char.IsLetter(word[^1]) || char.IsWhiteSpace(text[word.Length])))
            {
                return (qualifier, rest);
            }
        }

        return (Qualifier.None, text);
    }

    // The ways to divide a text into a body and a unit, the most literal first.
    private static IEnumerable<(string Body, Unit? Unit)> Bodies(string text)
    {
        yield return (text, null);
        if (text.EndsWith('%'))
        {
            yield return (text.TrimEnd('%').TrimEnd(), Unit.Percent);
        }

        if (text.EndsWith('x') || text.EndsWith('×'))
        {
            yield return (text[..^1].TrimEnd(), new("x", Rational.One));
        }

        if (UnitWords().Match(text) is { Success: true } words && !words.Groups["unit"].Value.StartsWith("to ", StringComparison.Ordinal))
        {
            yield return (words.Groups["body"].Value, Unit.Named(words.Groups["unit"].Value));
        }
    }

    private static PublishedText? Body(string text, out string? limit)
    {
        if (Literal.Parse(text, out limit) is { } alone)
        {
            return new(alone);
        }

        if (Bracket().Match(text) is { Success: true } bracket)
        {
            var (main, isPercent) = WithPercent(bracket.Groups["main"].Value, out var l1);
            var (low, high) = (Literal.Parse(bracket.Groups["low"].Value, out var l2), Literal.Parse(bracket.Groups["high"].Value, out var l3));
            limit ??= l1 ?? l2 ?? l3;
            return main is null || low is null || high is null ? null : new(main, Low: low, High: high, Unit: isPercent ? Unit.Percent : null);
        }

        if (PlusMinus().Match(text) is { Success: true } plus)
        {
            var (main, isPercent) = WithPercent(plus.Groups["main"].Value, out var l1);
            var error = Literal.Parse(plus.Groups["error"].Value, out var l2);
            limit ??= l1 ?? l2;
            return main is null || error is null ? null : new(main, Uncertainty: error, Unit: isPercent ? Unit.Percent : null);
        }

        if (Range().Match(text) is { Success: true } range)
        {
            // "1-2M" is one million to two: what stands behind the upper end counts for both.
            var high = Literal.Parse(range.Groups["high"].Value, out var l2);
            var shared = range.Groups["suffix"].Length > 0 ? "" : high?.Suffix;
            var low = Literal.Parse(range.Groups["low"].Value + range.Groups["suffix"].Value + shared, out var l1);
            limit ??= l1 ?? l2;
            return low is null || high is null || low.Value > high.Value ? null : new(low, RangeEnd: high, Unit: range.Groups["percent"].Length > 0 ? Unit.Percent : null);
        }

        return null;
    }

    private static (Literal? Literal, bool IsPercent) WithPercent(string text, out string? limit)
    {
        var bare = text.TrimEnd('%').TrimEnd();
        return (Literal.Parse(bare, out limit), bare.Length < text.TrimEnd().Length);
    }

    [GeneratedRegex(@"^(?<body>.*(?:[0-9)\]%kKMBT]|thousand|million|mn|billion|bn|trillion))\s+(?<unit>(?:/|[A-Za-z]+(?:[0-9]+[A-Za-z]*)?)(?:[/ \-]*[A-Za-z]+(?:[0-9]+[A-Za-z]*)?)*)$", RegexOptions.NonBacktracking)]
    private static partial Regex UnitWords();

    [GeneratedRegex(@"^(?<main>[^([]+?)\s*[([]\s*(?:(?<level>[0-9.]+)\s?%\s*(?:CI)?\s*[:,]?\s+)?(?<low>[-+−]?[0-9.eE]+[kKMBT]?)\s*(?:[,;]\s*|\s*[–—]\s*|\s+to\s+)(?<high>[-+−]?[0-9.eE]+[kKMBT]?)\s*[)\]]$", RegexOptions.NonBacktracking)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^(?<main>[^(±]+?)\s*(?:(?:±|\+/-)\s*(?<error>[^()]+)|\(\s*(?<error>[^(),;]+)\s*\))$", RegexOptions.NonBacktracking)]
    private static partial Regex PlusMinus();

    [GeneratedRegex(@"^(?<low>[0-9.,]+(?:[eE][-+]?[0-9]+)?)(?<suffix>\s?[kKMBT])?(?<percent>\s?%)?\s*(?:-|–|—|\bto\b)\s*(?<high>[0-9.,]+(?:[eE][-+]?[0-9]+)?(?:\s?[kKMBT]|\s(?:thousand|million|billion|trillion))?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Range();
}
