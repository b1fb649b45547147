using System.Globalization;
using System.Text;

namespace Recount.Evaluation.Tokens;

/// <summary>
/// Reads a regular expression of a tokenizer.json, which was written for Oniguruma with Ruby's syntax, and writes it for .NET. What the two read differently is refused:
/// <c>\w</c>, <c>\b</c>, <c>^</c>, <c>$</c>, <c>\h</c>, scripts, classes in classes, case-insensitive ranges, patterns that can match nothing.
/// </summary>
internal sealed class OnigurumaPattern
{
    private static readonly string[] OneForTwo = ["ss", "ff", "fi", "fl", "st"];

    private readonly string _pattern;

    private readonly StringBuilder _text = new();

    private readonly List<(char First, char Last)> _literals = [];

    private int _at;

    private OnigurumaPattern(string pattern) => _pattern = pattern;

    /// <summary>The pattern for .NET, without options.</summary>
    public string Text => _text.ToString();

    /// <summary>The characters and ranges that it names.</summary>
    public IReadOnlyList<(char First, char Last)> Literals => _literals;

    private char Current => _at < _pattern.Length ? _pattern[_at] : '\0';

    /// <exception cref="NotSupportedException">It holds something that .NET would read differently.</exception>
    public static OnigurumaPattern Read(string pattern)
    {
        var read = new OnigurumaPattern(pattern);
        var canBeEmpty = read.Alternatives(false);
        return read._at < pattern.Length ? throw read.Refused("a parenthesis that nothing opens")
            : canBeEmpty ? throw read.Refused("a match of nothing")
            : read;
    }

    // Each of these writes what it reads, and says whether it can match nothing.
    private bool Alternatives(bool ignoresCase)
    {
        var canBeEmpty = Sequence(ignoresCase);
        while (Current == '|')
        {
            Copy(1);
            canBeEmpty |= Sequence(ignoresCase);
        }

        return canBeEmpty;
    }

    private bool Sequence(bool ignoresCase)
    {
        var canBeEmpty = true;
        while (_at < _pattern.Length && Current is not ('|' or ')'))
        {
            var start = _text.Length;
            var atom = Atom(ignoresCase);
            canBeEmpty &= Quantifier(start) || atom;
        }

        return canBeEmpty;
    }

    private bool Atom(bool ignoresCase)
    {
        switch (Current)
        {
            case '(':
                return Group(ignoresCase);

            case '[':
                OnigurumaClass.Read(this, ignoresCase);
                return false;

            case '\\':
                if (OnigurumaEscape.Read(this, ignoresCase) is { } escaped)
                {
                    Literal(escaped, ignoresCase);
                }

                return false;

            case '.':
                Copy(1);
                return false;

            case '^' or '$' or '?' or '*' or '+' or '{' or '}' or ']':
                throw Refused($"a bare {Current}");

            default:
                Literal(Take(), ignoresCase);
                return false;
        }
    }

    private bool Group(bool ignoresCase)
    {
        string[] openings = ["(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:"];
        var opening = openings.FirstOrDefault(o => string.CompareOrdinal(_pattern, _at, o, 0, o.Length) == 0) ?? "(";
        var start = _at;
        _at += opening.Length;
        if (opening == "(" && Current == '?')
        {
            throw Refused("a group that begins with (?" + (_at + 1 < _pattern.Length ? _pattern[_at + 1] : ' '));
        }

        _text.Append(opening == "(?i:" ? "(?:" : opening);
        var canBeEmpty = Alternatives(ignoresCase || opening == "(?i:");
        if (Current != ')')
        {
            throw Refused("a group that nothing closes");
        }

        // Regardless of case Oniguruma also matches one character for two, such as a sharp s for ss, or a ligature.
        if (opening == "(?i:" && OneForTwo.Any(t => _pattern[start.._at].Contains(t, StringComparison.OrdinalIgnoreCase)))
        {
            throw Refused("letters that are one character in another spelling, regardless of case");
        }

        Copy(1);
        return canBeEmpty || opening is "(?=" or "(?!" or "(?<=" or "(?<!";
    }

    /// <param name="start">Where in the written pattern the atom begins that it belongs to.</param>
    private bool Quantifier(int start)
    {
        var from = _at;
        if (Current == '{')
        {
            var close = _pattern.IndexOf('}', _at);
            var inside = close < 0 ? "" : _pattern[(_at + 1)..close];
            if (inside.Length == 0 || !char.IsAsciiDigit(inside[0]) || !inside.All(c => char.IsAsciiDigit(c) || c == ',') || inside.Count(c => c == ',') > 1)
            {
                throw Refused("a { that begins no {n}, {n,} or {n,m}");
            }

            Copy(close + 1 - _at);
            return Current is '?' or '+' or '*' or '{' ? throw Refused("a quantifier after a quantifier") : inside.Split(',')[0].All(c => c == '0');
        }

        if (Current is not ('?' or '*' or '+'))
        {
            return false;
        }

        Copy(1);
        if (Current == '?')
        {
            Copy(1);
        }
        else if (Current == '+')
        {
            // Ruby's possessive quantifier gives nothing back: an atomic group.
            _at++;
            _text.Insert(start, "(?>").Append(')');
        }

        return Current is '?' or '+' or '*' or '{' ? throw Refused("a quantifier after a quantifier") : _pattern[from] != '+';
    }

    private void Literal(char c, bool ignoresCase)
    {
        if (!ignoresCase)
        {
            Write(c, c);
            return;
        }

        if (!char.IsAscii(c) && c != '\u2019')
        {
            throw Refused($"'{c}' regardless of case");
        }

        // Oniguruma folds the long s and the Kelvin sign too.
        var forms = c switch { 's' or 'S' => "sS\u017F", 'k' or 'K' => "kK\u212A", _ when char.IsAsciiLetter(c) => $"{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}", _ => $"{c}" };
        _text.Append('[');
        foreach (var form in forms)
        {
            Write(form, form);
        }

        _text.Append(']');
    }

    /// <summary>Writes a character, or within a class a range, by number: nothing of it is syntax.</summary>
    internal void Write(char first, char last)
    {
        _literals.Add((first, last));
        _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)first:X4}");
        if (first != last)
        {
            _text.Append(CultureInfo.InvariantCulture, $"-\\u{(int)last:X4}");
        }
    }

    internal char Take() => _at >= _pattern.Length ? throw Refused("an end where something follows")
        : char.IsSurrogate(_pattern[_at]) ? throw Refused("a character outside the basic plane")
        : _pattern[_at++];

    internal char Peek(int ahead = 0) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : '\0';

    internal void Append(string text) => _text.Append(text);

    internal void Copy(int count)
    {
        _text.Append(_pattern, _at, count);
        _at += count;
    }

    internal NotSupportedException Refused(string what) => new($"'{_pattern}', which holds {what}");
}
