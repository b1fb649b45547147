using System.Globalization;

namespace Recount.Evaluation.Tokens;

/// <summary>Reads one escape of an <see cref="OnigurumaPattern"/>.</summary>
internal static class OnigurumaEscape
{
    private static readonly string[] Categories =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So",
        "Z", "Zs", "Zl", "Zp", "Cc", "Cf",
    ];

    /// <summary>The character that it stands for, not written yet; null where it stands for a class, which is written.</summary>
    public static char? Read(OnigurumaPattern pattern, bool ignoresCase)
    {
        pattern.Take();
        var c = pattern.Take();
        switch (c)
        {
            case 's' or 'S' or 'd' or 'D':
                pattern.Append($"\\{c}");
                return null;

            case 'p' or 'P':
                Category(pattern, c, ignoresCase);
                return null;

            case 'r':
                return '\r';

            case 'n':
                return '\n';

            case 't':
                return '\t';

            case 'f':
                return '\f';

            case 'u':
                return Numbered(pattern);

            default:
                return char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) ? c : throw pattern.Refused($"\\{c}");
        }
    }

    private static void Category(OnigurumaPattern pattern, char sign, bool ignoresCase)
    {
        var name = "";
        if (pattern.Peek() == '{')
        {
            pattern.Take();
            while (pattern.Peek() != '}')
            {
                name += pattern.Take();
            }

            pattern.Take();
        }

        if (ignoresCase || !Categories.Contains(name))
        {
            throw pattern.Refused($"\\{sign}{{{name}}}, " + (ignoresCase ? "regardless of case" : "which is no general category"));
        }

        pattern.Append($"\\{sign}{{{name}}}");
    }

    private static char Numbered(OnigurumaPattern pattern)
    {
        var digits = string.Concat(Enumerable.Range(0, 4).Select(_ => pattern.Take()));
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && !char.IsSurrogate((char)code)
            ? (char)code
            : throw pattern.Refused("\\u without four digits");
    }
}
