using System.Globalization;
using System.Text;

namespace Recount.Text;

/// <summary>Makes text from a spec, a table or a command line safe to show: nothing in it can steer a terminal.</summary>
public static class Plain
{
    /// <summary>
    /// One physical line: control characters, line and paragraph separators and characters that change the direction of
    /// text become visible escapes such as <c>\u001B</c>; unpaired surrogates too.
    /// </summary>
    public static string Line(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
            }
            else if (Steers(c))
            {
                result.Append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : $"\\u{(int)c:X4}");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

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
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' => $"\\{c}",
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;",
                _ => c.ToString(),
            });
        }

        return result.ToString();
    }

    private static bool NeedsEscape(string text)
    {
        foreach (var c in text)
        {
            if (Steers(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Steers(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ||
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
