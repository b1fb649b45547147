using System.Text.RegularExpressions;

namespace Recount.Text.Latex;

/// <summary>
/// Finds the tables of a LaTeX source (tabular and its relatives) and reads their cells as text. Macros are
/// not expanded: of a command that is not known, the last argument is kept.
/// </summary>
public sealed partial class LatexTables
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly int[] _lineStarts;

    private LatexTables(SourceText source)
    {
        _source = source;

        // What is not printed becomes blanks, so that every place stays what it is.
        var text = Comment().Replace(source.Text, m => m.Groups[1].Value + new string(' ', m.Length - m.Groups[1].Length));
        _text = Dead().Replace(text, m => string.Concat(m.Value.Select(c => c == '\n' ? '\n' : ' ')));
        _lineStarts = new int[source.Lines.Count + 1];
        for (var line = 0; line < source.Lines.Count; line++)
        {
            _lineStarts[line + 1] = _lineStarts[line] + source.Lines[line].Length + 1;
        }
    }

    /// <summary>Files that the source takes in, and so are not read, with their places.</summary>
    public static IReadOnlyList<(string Command, Place At)> Inputs(SourceText source)
    {
        var latex = new LatexTables(source);
        return [.. Input().Matches(latex._text).Select(m => (m.Value, latex.At(m.Index, m.Length)))];
    }

    /// <summary>All tables, in the order of the source; a table inside a cell is part of that cell.</summary>
    public static IReadOnlyList<Grid> Read(SourceText source) => new LatexTables(source).Read();

    private List<Grid> Read()
    {
        var grids = new List<Grid>();
        for (var at = 0; Begin().Match(_text, at) is { Success: true } begin;)
        {
            at = End(begin);
            var grid = new LatexGrid(_text, Body(begin), at, At).Read(At(begin.Index, begin.Length));
            if (grid.Rows.Count > 0)
            {
                grids.Add(grid);
            }
        }

        return grids;
    }

    // Behind the arguments: a width where the environment has one, an optional position, the columns.
    private int Body(Match begin)
    {
        var at = begin.Index + begin.Length;
        var groups = begin.Groups["name"].Value is "tabularx" or "tabulary" or "tabular*" or "xltabular" or "NiceTabularX" ? 2 : 1;
        while (groups > 0)
        {
            at = Latex.Blanks(_text, at);
            var bracket = at < _text.Length && _text[at] == '[';
            if (at >= _text.Length || _text[at] is not ('[' or '{'))
            {
                break;
            }

            at = Latex.Close(_text, at) + 1;
            groups -= bracket ? 0 : 1;
        }

        return at;
    }

    // The end of the environment, those inside counted.
    private int End(Match begin)
    {
        var (depth, at) = (1, begin.Index + begin.Length);
        for (var mark = BeginOrEnd().Match(_text, at); mark.Success; mark = BeginOrEnd().Match(_text, mark.Index + mark.Length))
        {
            depth += mark.Groups[1].Value == "begin" ? 1 : -1;
            if (depth == 0)
            {
                return mark.Index;
            }
        }

        return _text.Length;
    }

    private Place At(int offset, int length)
    {
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = Math.Min(found >= 0 ? found : ~found - 1, _lineStarts.Length - 2);
        return _source.At(line + 1, offset - _lineStarts[line] + 1, Math.Min(length, _lineStarts[line + 1] - offset - 1));
    }

    [GeneratedRegex(@"((?<!\\)(?:\\\\)*)%[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\begin\s*\{(comment|verbatim\*?|lstlisting|minted)\}[\s\S]*?\\end\s*\{\1\}|\\iffalse\b[\s\S]*?\\fi\b")]
    private static partial Regex Dead();

    [GeneratedRegex(@"\\(?:input|include)\s*\{[^{}]*\}")]
    private static partial Regex Input();

    [GeneratedRegex(@"\\begin\s*\{(?<name>tabular\*?|tabularx|tabulary|longtable\*?|xltabular|supertabular|tabu|tblr|array|NiceTabularX?)\}")]
    private static partial Regex Begin();

    [GeneratedRegex(@"\\(begin|end)\s*\{(?:tabular\*?|tabularx|tabulary|longtable\*?|xltabular|supertabular|tabu|tblr|array|NiceTabularX?)\}")]
    private static partial Regex BeginOrEnd();
}
