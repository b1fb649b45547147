namespace Recount.Text.Latex;

/// <summary>Small steps through LaTeX text.</summary>
internal static class Latex
{
    /// <summary>The offset behind blanks and line breaks.</summary>
    public static int Blanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The offset of the bracket that closes the one at an offset; the end of the text where none does.</summary>
    public static int Close(string text, int at)
    {
        var (open, close, depth) = (text[at], text[at] == '{' ? '}' : text[at] == '[' ? ']' : ')', 0);
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == open)
            {
                depth++;
            }
            else if (text[at] == close && --depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    /// <summary>The name of the command whose backslash is at an offset: letters, or one other character.</summary>
    public static string Command(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end > at + 1 ? text[(at + 1)..end] : end < text.Length ? text[end].ToString() : "";
    }

    /// <summary>The arguments in brackets from an offset on, without them, and the offset behind the last.</summary>
    /// <param name="most">At most so many in braces.</param>
    public static (IReadOnlyList<string> Arguments, int End) Arguments(string text, int at, int most = int.MaxValue)
    {
        var arguments = new List<string>();
        while (Blanks(text, at) is var next && next < text.Length && (text[next] is '[' || (text[next] is '{' && arguments.Count < most)))
        {
            var close = Close(text, next);
            if (text[next] == '{')
            {
                arguments.Add(text[(next + 1)..Math.Min(close, text.Length)]);
            }

            at = Math.Min(close + 1, text.Length);
        }

        return (arguments, at);
    }
}
