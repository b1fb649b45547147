using System.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// The lines of a text that may be too large to hold at once. Only LF and CR LF end a line: other signs that Unicode calls line breaks stand inside texts
/// of items, and stay there.
/// </summary>
internal static class TextLines
{
    /// <summary>Characters of one line, and of a file that is one list.</summary>
    public const int MaxLength = 1 << 28;

    /// <summary>Lines from 1, with what ended them: LF, CR LF or, at the end of the text, nothing. A line beyond the limit is the last one, and cut.</summary>
    public static IEnumerable<TextLine> Of(TextReader text)
    {
        var (buffer, line, number) = (new char[1 << 15], new StringBuilder(), 1);
        while (text.Read(buffer, 0, buffer.Length) is var read and > 0)
        {
            var start = 0;
            while (buffer.AsSpan(start, read - start).IndexOf('\n') is var length and >= 0)
            {
                line.Append(buffer, start, length);
                yield return Cut(line, number++);
                line.Clear();
                start += length + 1;
            }

            line.Append(buffer, start, read - start);
            if (line.Length > MaxLength)
            {
                yield return new(number, line.ToString(0, MaxLength + 1), "");
                yield break;
            }
        }

        if (line.Length > 0)
        {
            yield return new(number, line.ToString(), "");
        }
    }

    private static TextLine Cut(StringBuilder line, int number) =>
        line.Length > 0 && line[^1] == '\r' ? new(number, line.ToString(0, line.Length - 1), "\r\n") : new(number, line.ToString(), "\n");
}

/// <param name="Break">What ended it.</param>
internal sealed record TextLine(int Number, string Text, string Break)
{
    public bool IsBlank => Text.AsSpan().IsWhiteSpace();
}
