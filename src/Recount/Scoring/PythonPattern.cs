using System.Text.RegularExpressions;

namespace Recount.Scoring;

/// <summary>
/// A regular expression as Python's <c>re</c> reads it, for patterns that a specification or a published task declares. It is matched by an automaton in time linear in
/// the text, whatever the pattern; so lookaround, references to groups, atomic groups and possessive quantifiers are no patterns here.
/// </summary>
/// <remarks>
/// <para>
/// The same in both languages: <c>$</c> matches at the end and before a line break that ends the text, <c>.</c> all but a line break, <c>\d</c> all decimal digits of
/// Unicode, <c>\b</c> the edges of words.
/// </para>
/// <para>
/// Read as Python does: <c>\w</c> is a letter, any number or "_" (in .NET also a combining mark and other connectors, no fractions), <c>\s</c> holds U+001C to U+001F
/// too, <c>\Z</c> is the very end, <c>{,n}</c> is {0,n}, "[" in brackets is itself, groups with a name are numbered with all others.
/// </para>
/// <para>
/// Where they still differ: a character beyond U+FFFF is two here; <c>\b</c> takes a combining mark for a part of a word; under <c>(?i)</c> letters that differ in more than
/// case (s and the long s) may match in one and not in the other. After an empty match Python looks once more at the same place for one that is not empty, .NET goes on
/// behind it: patterns such as <c>x*?</c> find fewer. And .NET's automaton has mistakes of its own, where alternatives can be empty and behind <c>\A</c>: of 6,000 random
/// patterns of such parts, 6 found something else than the same pattern with backtracking. No pattern of a published task that was tried is among them.
/// </para>
/// </remarks>
public sealed class PythonPattern
{
    /// <summary>The time for one text: a guard against texts without end, not part of what a pattern means.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Regex _regex;

    private PythonPattern(string text, Regex regex) => (Text, _regex) = (text, regex);

    /// <summary>As it was declared.</summary>
    public string Text { get; }

    /// <summary>How many groups capture.</summary>
    public int Groups => _regex.GetGroupNumbers().Length - 1;

    /// <exception cref="FormatException">The pattern cannot be read, or asks for what an automaton cannot do.</exception>
    public static PythonPattern Parse(string text)
    {
        var translated = new PatternTranslation(text).Run();
        try
        {
            return new(text, new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit));
        }
        catch (RegexParseException e)
        {
            throw new FormatException($"The pattern '{text}' cannot be read: {e.Error}.", e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The pattern '{text}' needs backtracking, or is too large: {e.Message}", e);
        }
    }

    /// <summary><c>re.findall</c>: of each match its groups, or without a group the match itself; a group that took no part is empty.</summary>
    /// <exception cref="RegexMatchTimeoutException">The text took more than <see cref="Limit"/>.</exception>
    public IReadOnlyList<IReadOnlyList<string>> FindAll(string text) =>
        [.. _regex.Matches(text).Select(m => Groups == 0 ? (IReadOnlyList<string>)[m.Value] : [.. m.Groups.Values.Skip(1).Select(g => g.Value)])];

    /// <summary><c>re.sub(pattern, "", text)</c>.</summary>
    /// <exception cref="RegexMatchTimeoutException">The text took more than <see cref="Limit"/>.</exception>
    public string Remove(string text) => _regex.Replace(text, "");

    public override string ToString() => Text;

    public override bool Equals(object? obj) => obj is PythonPattern other && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);
}
