using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recount.Text;

/// <summary>Makes text from a spec, a table or a command line safe to show: nothing in it can steer a terminal.</summary>
public static partial class Plain
{
    /// <summary>
    /// One physical line: control characters, line and paragraph separators and characters that change the direction of
    /// text become visible escapes such as <c>\u001B</c>; unpaired surrogates too.
    /// </summary>
    public static string Line(string text)
    {
        if (text.All(c => c is >= ' ' and < '\u007F'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length;)
        {
            // An unpaired surrogate is no rune and is escaped like one that steers.
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if (isRune && !Steers(rune))
            {
                result.Append(text, i, length);
            }
            else
            {
                result.Append(Escape(text.AsSpan(i, length)));
            }

            i += length;
        }

        return result.ToString();
    }

    /// <summary>
    /// The same line for the eye, but no build tool finds an error in it: MSBuild reads "top-1 error: 0.237" as one, wherever a
    /// tool prints it. The colon becomes a ratio sign.
    /// </summary>
    public static string NoBuildError(string line) => LooksLikeError().Replace(line, match => match.Value[..^1] + "\u2236");

    /// <summary>At most <paramref name="length"/> characters, with an ellipsis when something was cut.</summary>
    public static string Short(string text, int length = 60)
    {
        var line = Line(text);
        return line.Length <= length ? line : line[..(length - 1)] + "…";
    }

    /// <summary>
    /// Text inside a Markdown table or paragraph: pipes, markup, HTML and references to people or issues read literally.
    /// </summary>
    public static string Markdown(string text)
    {
        var result = new StringBuilder();
        foreach (var c in Line(text))
        {
            result.Append(c switch
            {
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' or '$' => $"\\{c}",
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;",
                _ => c.ToString(),
            });
        }

        return result.ToString();
    }

    private static string Escape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            result.Append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : $"\\u{(int)c:X4}");
        }

        return result.ToString();
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"\b(?:error|warning)(?:\s+[^:\s]*)?\s*:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeError();
}
