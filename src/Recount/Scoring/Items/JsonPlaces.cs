using System.Text;
using System.Text.Json;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Where bytes of a JSON text stand. Places are asked for in about the order of the text, and the search goes on from the last one: a list of a hundred
/// megabytes may be a single line.
/// </summary>
/// <param name="file">The path as people see it.</param>
/// <param name="utf8">The text.</param>
/// <param name="firstLine">The number of its first line in the file.</param>
internal sealed class JsonPlaces(string file, byte[] utf8, int firstLine)
{
    // Longer lines are not shown.
    private const int LongestShown = 20_000;

    private int _at;
    private int _lineStart;

    // Behind the first line, and in characters.
    private int _line;
    private int _column = 1;

    public byte[] Utf8 => utf8;

    /// <summary>Where the reader gave up.</summary>
    public Place At(JsonException e)
    {
        var index = 0;
        for (var lines = e.LineNumber ?? 0; lines > 0; lines--)
        {
            index += utf8.AsSpan(index).IndexOf((byte)'\n') + 1;
        }

        return At(index + (e.BytePositionInLine ?? 0));
    }

    public Place At(long index)
    {
        var to = (int)Math.Min(index, utf8.Length);
        if (to < _at)
        {
            (_at, _line, _lineStart, _column) = (0, 0, 0, 1);
        }

        while (utf8.AsSpan(_at, to - _at).IndexOf((byte)'\n') is var length and >= 0)
        {
            (_at, _line, _column) = (_at + length + 1, _line + 1, 1);
            _lineStart = _at;
        }

        _column += Encoding.UTF8.GetCharCount(utf8, _at, to - _at);
        _at = to;
        return new(file, firstLine + _line, _column, 1, Source());
    }

    private string Source()
    {
        var rest = utf8.AsSpan(_lineStart, Math.Min(LongestShown, utf8.Length - _lineStart));
        var end = rest.IndexOf((byte)'\n');
        return end >= 0 ? Encoding.UTF8.GetString(rest[..end]) : rest.Length < LongestShown ? Encoding.UTF8.GetString(rest) : "";
    }
}
