using System.Globalization;
using System.Text;

namespace Recount.Scoring.Recorded;

/// <summary>Reads what Python's <c>str</c> made of a list: <c>['a', "b's"]</c>, <c>[0, 2]</c>, <c>(-3.5, False)</c>.</summary>
public static class PythonLiteral
{
    /// <summary>The elements as texts, quotes taken off; null when the text is no list.</summary>
    public static IReadOnlyList<string>? List(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || (trimmed[0], trimmed[^1]) is not (('[', ']') or ('(', ')')))
        {
            return null;
        }

        var (elements, at) = (new List<string>(), 1);
        while (true)
        {
            Blanks(trimmed, ref at);
            if (at == trimmed.Length - 1)
            {
                return elements;
            }

            if (Element(trimmed, ref at) is not { } element)
            {
                return null;
            }

            elements.Add(element);
            Blanks(trimmed, ref at);
            if (at < trimmed.Length - 1 && trimmed[at++] != ',')
            {
                return null;
            }
        }
    }

    /// <summary>A number, by Python's spelling; null for anything that is none or is not finite.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static string? Element(string text, ref int at)
    {
        if (text[at] is not ('\'' or '"'))
        {
            var from = at;
            while (at < text.Length - 1 && text[at] is not (',' or '\'' or '"' or '[' or '('))
            {
                at++;
            }

            return at > from && text[at] is ',' or ']' or ')' ? text[from..at].Trim() : null;
        }

        var (quote, result) = (text[at++], new StringBuilder());
        while (at < text.Length - 1 && text[at] != quote)
        {
            if (text[at] != '\\')
            {
                result.Append(text[at++]);
            }
            else if (Escape(text, ref at) is { } plain)
            {
                result.Append(plain);
            }
            else
            {
                return null;
            }
        }

        return at++ < text.Length - 1 ? result.ToString() : null;
    }

    // What repr writes: \n, \t, \r, \\, \', \", \xhh, \uhhhh, \Uhhhhhhhh.
    private static string? Escape(string text, ref int at)
    {
        var kind = text[at + 1];
        at += 2;
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            return kind switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\\' or '\'' or '"' => kind.ToString(), _ => null };
        }

        if (at + digits >= text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
        {
            return null;
        }

        at += digits;
        return new Rune(code).ToString();
    }

    private static void Blanks(string text, ref int at)
    {
        while (at < text.Length - 1 && text[at] == ' ')
        {
            at++;
        }
    }
}
