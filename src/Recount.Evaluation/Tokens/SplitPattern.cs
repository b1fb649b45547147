using System.Text.RegularExpressions;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// A pattern that a text is split at. A .NET regex sees UTF-16 units, so a letter outside the basic plane would be two surrogates and no <c>\p{L}</c>; before a match each such
/// character is replaced by one of the basic plane with the same general category that the pattern does not name, and the places are mapped back.
/// </summary>
internal sealed class SplitPattern
{
    private readonly Regex _regex;

    private readonly StandIns? _standIns;

    private SplitPattern(Regex regex, StandIns? standIns) => (_regex, _standIns) = (regex, standIns);

    /// <exception cref="NotSupportedException">The pattern could mean something else to .NET than to Oniguruma, for which it was written; the message says what.</exception>
    public static SplitPattern OfRegex(string pattern)
    {
        var dialect = OnigurumaPattern.Read(pattern);
        var regex = new Regex(dialect.Text, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        return new(regex, StandIns.For(dialect.Literals) ?? throw dialect.Refused("all characters of a category one by one"));
    }

    /// <summary>A text that stands for itself.</summary>
    public static SplitPattern OfText(string text) => new(new(Regex.Escape(text), RegexOptions.CultureInvariant), null);

    /// <summary>Where it matches, from left to right, without overlap.</summary>
    public Places Matches(ReadOnlySpan<char> text)
    {
        if (_standIns is null || !text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return new(_regex.EnumerateMatches(text), null);
        }

        var (flat, starts) = _standIns.Flatten(text.ToString());
        return new(_regex.EnumerateMatches(flat), starts);
    }

    /// <summary>Places in a text, found one by one; ends are exclusive.</summary>
    /// <param name="starts">Where each unit of what was searched stands in the text; null where it was the text.</param>
    public ref struct Places(Regex.ValueMatchEnumerator matches, IReadOnlyList<int>? starts)
    {
        private Regex.ValueMatchEnumerator _matches = matches;

        public readonly (int Start, int End) Current
        {
            get
            {
                var (start, end) = (_matches.Current.Index, _matches.Current.Index + _matches.Current.Length);
                return starts is null ? (start, end) : (starts[start], starts[end]);
            }
        }

        public readonly Places GetEnumerator() => this;

        public bool MoveNext() => _matches.MoveNext();
    }
}
