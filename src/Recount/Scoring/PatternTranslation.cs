using System.Buffers;
using System.Globalization;
using System.Text;

namespace Recount.Scoring;

/// <summary>Writes a pattern of Python as one of .NET that means the same; see <see cref="PythonPattern"/> for what differs.</summary>
internal sealed class PatternTranslation(string pattern)
{
    private const string Word = @"\p{L}\p{N}_";

    // All categories but letters and numbers, and of the connectors all but "_". A half of a character beyond U+FFFF is none of a word.
    private const string NoWord = @"\p{M}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\u203f\u2040\u2054\ufe33\ufe34\ufe4d-\ufe4f\uff3f\p{S}\p{Z}\p{C}";
    private const string Space = @"\s\x1c-\x1f";
    private const string NoSpace = @"\0-\x08\x0e-\x1b\x21-\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\uffff";

    private static readonly SearchValues<char> Flags = SearchValues.Create("imsxu-");

    private readonly StringBuilder _written = new();
    private int _at;

    private char Now => _at < pattern.Length ? pattern[_at] : '\0';

    /// <exception cref="FormatException">It asks for what an automaton cannot do, or for what Python does not know.</exception>
    public string Run()
    {
        while (_at < pattern.Length)
        {
            switch (pattern[_at])
            {
                case '\\':
                    Escape(inClass: false);
                    break;
                case '[':
                    Class();
                    break;
                case '(' when Follows("(?"):
                    Group();
                    break;
                case '{' when Follows("{,") && Repetition():
                    _written.Append("{0,");
                    _at += 2;
                    break;
                case '*' or '+' or '?' when _at + 1 < pattern.Length && pattern[_at + 1] == '+':
                    throw Mistake("has a possessive quantifier");
                default:
                    _written.Append(pattern[_at++]);
                    break;
            }
        }

        return _written.ToString();
    }

    private bool Follows(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

    // "{,3}" repeats; "{,}" does too, as "*".
    private bool Repetition()
    {
        var end = pattern.IndexOf('}', _at);
        return end >= 0 && pattern.AsSpan(_at + 2, end - _at - 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private void Group()
    {
        string[] around = ["(?=", "(?!", "(?<=", "(?<!"];
        if (around.Any(Follows))
        {
            throw Mistake("looks around");
        }

        if (Follows("(?P=") || Follows("(?("))
        {
            throw Mistake("refers to a group");
        }

        if (Follows("(?>"))
        {
            throw Mistake("has an atomic group");
        }

        if (Follows("(?P<"))
        {
            // Names serve only references; without them groups are numbered in their order, as in Python.
            var end = pattern.IndexOf('>', _at);
            _written.Append('(');
            _at = end > _at + 4 ? end + 1 : throw Unknown("a group without a name");
            return;
        }

        if (Follows("(?#"))
        {
            var end = pattern.IndexOf(')', _at);
            _at = end > 0 ? end + 1 : throw Unknown("a comment without an end");
            return;
        }

        var flags = pattern.AsSpan(_at + 2);
        flags = flags[..(flags.IndexOfAny(':', ')') is var to && to >= 0 ? to : 0)];
        if (flags.ContainsAnyExcept(Flags) || (flags.IsEmpty && !Follows("(?:")))
        {
            throw Unknown($"'{pattern.AsSpan(_at, Math.Min(pattern.Length - _at, flags.Length + 3))}'");
        }

        var whole = pattern[_at + 2 + flags.Length] == ')';
        if (whole && (_at > 0 || flags.Contains('-')))
        {
            throw Unknown("flags for the whole pattern that do not begin it");
        }

        // Unicode is what a pattern means anyway.
        var kept = flags.ToString().Replace("u", "", StringComparison.Ordinal);
        _written.Append(whole && kept.Length == 0 ? "" : $"(?{kept}{(whole ? ')' : ':')}");
        _at += flags.Length + 3;
    }

    private void Class()
    {
        _written.Append(pattern[_at++]);
        if (Now == '^')
        {
            _written.Append(pattern[_at++]);
        }

        for (var first = true; first || Now != ']'; first = false)
        {
            if (_at >= pattern.Length)
            {
                throw Unknown("a '[' without a ']'");
            }

            if (Now == '\\')
            {
                Escape(inClass: true);
            }
            else
            {
                // "[" would begin a subtraction, and "]" in the first place is itself.
                _written.Append(Now is '[' or ']' ? "\\" : "").Append(pattern[_at++]);
            }
        }

        _written.Append(pattern[_at++]);
    }

    private void Escape(bool inClass)
    {
        var c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw Unknown("a '\\' at the end");
        _at += 2;
        if (c is 'u' or 'U' or 'x')
        {
            Code(c switch { 'x' => 2, 'u' => 4, _ => 8 }, inClass);
            return;
        }

        _written.Append(c switch
        {
            'w' => inClass ? Word : $"[{Word}]",
            'W' => inClass ? NoWord : $"[^{Word}]",
            's' => inClass ? Space : $"[{Space}]",
            'S' => inClass ? NoSpace : $"[^{Space}]",
            'Z' when !inClass => @"\z",
            >= '1' and <= '9' when !inClass && !IsOctal() => throw Mistake("refers to a group"),
            'd' or 'D' or 'b' or 'a' or 'f' or 'n' or 'r' or 't' or 'v' => $"\\{c}",
            'A' or 'B' when !inClass => $"\\{c}",
            >= '0' and <= '7' => Octal(),
            _ when char.IsAsciiLetterOrDigit(c) => throw Unknown($"'\\{c}'"),
            _ => Literal(c),
        });
    }

    // Three octal digits are a character, fewer a group.
    private bool IsOctal() => _at + 1 < pattern.Length && pattern.AsSpan(_at - 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;

    private string Octal()
    {
        var from = _at - 1;
        while (_at < from + 3 && Now is >= '0' and <= '7')
        {
            _at++;
        }

        var code = Convert.ToInt32(pattern[from.._at], 8);
        return code <= 255 ? Literal((char)code) : throw Unknown($"'\\{pattern[from.._at]}'");
    }

    private void Code(int digits, bool inClass)
    {
        var text = pattern.AsSpan(_at, Math.Min(digits, pattern.Length - _at));
        if (text.Length < digits || !int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10ffff)
        {
            throw Unknown("a code of a character that is none");
        }

        _at += digits;
        if (code > 0xffff && inClass)
        {
            throw Unknown("a character beyond U+FFFF in brackets");
        }

        _written.Append(code <= 0xffff ? Literal((char)code) : $"(?:{char.ConvertFromUtf32(code)})");
    }

    private static string Literal(char c) => $"\\u{(int)c:x4}";

    private FormatException Mistake(string what) => new($"The pattern '{pattern}' {what}, which needs backtracking: a pattern here is matched in time linear in the text.");

    private FormatException Unknown(string what) => new($"The pattern '{pattern}' cannot be read: it has {what}, at character {Math.Min(_at, pattern.Length) + 1}.");
}
