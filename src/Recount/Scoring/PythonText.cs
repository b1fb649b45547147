using System.Globalization;
using System.Text;

namespace Recount.Scoring;

/// <summary>What Python's <c>str</c> does with text, where .NET does otherwise or not at all.</summary>
public static class PythonText
{
    /// <summary><c>string.punctuation</c>: the 32 marks of ASCII, and none beyond.</summary>
    public const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary><c>string.digits</c>: those of ASCII.</summary>
    public const string Digits = "0123456789";

    private const char Sigma = '\u03a3';

    /// <summary><c>str.isspace</c> of one character: unlike .NET, the separators U+001C to U+001F too.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary><c>str.lstrip</c>.</summary>
    public static string TrimStart(string text)
    {
        var from = 0;
        while (from < text.Length && IsSpace(text[from]))
        {
            from++;
        }

        return text[from..];
    }

    /// <summary><c>str.strip</c>.</summary>
    public static string Trim(string text)
    {
        var to = text.Length;
        while (to > 0 && IsSpace(text[to - 1]))
        {
            to--;
        }

        return TrimStart(text[..to]);
    }

    /// <summary>Runs of white space.</summary>
    public static int SpaceRuns(string text) => text.Where((c, i) => IsSpace(c) && (i == 0 || !IsSpace(text[i - 1]))).Count();

    /// <summary><c>str.split()</c>: the pieces between runs of white space, none of them empty.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var (pieces, from) = (new List<string>(), 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || IsSpace(text[i]))
            {
                if (i > from)
                {
                    pieces.Add(text[from..i]);
                }

                from = i + 1;
            }
        }

        return pieces;
    }

    /// <summary><c>str.translate</c> with a table that removes characters.</summary>
    public static string Without(string text, string characters) => string.Concat(text.Where(c => !characters.Contains(c, StringComparison.Ordinal)));

    /// <summary>
    /// <c>str.lower</c>: Unicode's full mapping, which differs from .NET's in U+0130, a dotted capital I that becomes an i and a dot, and in a Greek sigma at a word's end.
    /// </summary>
    public static string Lower(string text)
    {
        if (text.AsSpan().IndexOfAny('\u0130', Sigma) < 0)
        {
            return text.ToLowerInvariant();
        }

        var lower = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\u0130' => lower.Append("i\u0307"),
                Sigma => lower.Append(EndsWord(text, i) ? '\u03c2' : '\u03c3'),
                _ => lower.Append(text[i]),
            };
        }

        return lower.ToString().ToLowerInvariant();
    }

    // A letter before, and none after (Unicode's Final_Sigma), past what has no case of its own.
    private static bool EndsWord(string text, int at)
    {
        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && IsIgnored(text[before]))
        {
            before--;
        }

        while (after < text.Length && IsIgnored(text[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private static bool IsCased(char c) => char.IsUpper(c) || char.IsLower(c) || char.GetUnicodeCategory(c) == UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnored(char c) => c is '\'' or '.' or ':' or '\u00b7' or '\u2019' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
