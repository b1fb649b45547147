using System.Text.RegularExpressions;

namespace Recount.Text;

/// <summary>A file's text with the path that people see in messages; lines are numbered from 1.</summary>
public sealed partial class SourceText
{
    private readonly string[] _lines;

    /// <param name="path">The path as shown to people: relative, with forward slashes.</param>
    /// <param name="text">The whole text, without byte order mark.</param>
    /// <param name="sha256">Lower-case hexadecimal digest of the file's bytes; empty for text that is no file.</param>
    public SourceText(string path, string text, string sha256 = "")
    {
        Path = path;
        Text = Breaks().Replace(text, "\n");
        Sha256 = sha256;
        _lines = Text.Split('\n');
    }

    public string Path { get; }

    /// <summary>Every line break is LF, whichever of Unicode's the file has: YAML and people count them alike.</summary>
    public string Text { get; }

    public string Sha256 { get; }

    /// <summary>The lines without their breaks.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The line without its line break; empty beyond the end.</summary>
    public string Line(int number) => number >= 1 && number <= _lines.Length ? _lines[number - 1] : "";

    /// <summary>A place in this text.</summary>
    public Place At(int line, int column, int length = 1) => new(Path, line, column, Math.Max(1, length), Line(line));

    [GeneratedRegex("\r\n|[\r\u0085\u2028\u2029]")]
    private static partial Regex Breaks();
}
