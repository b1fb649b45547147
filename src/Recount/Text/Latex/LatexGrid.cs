using System.Globalization;

namespace Recount.Text.Latex;

/// <summary>Reads the rows between the beginning and the end of one table.</summary>
internal sealed class LatexGrid(string text, int start, int end, Func<int, int, Place> place)
{
    private const int MostSpan = 100;

    private readonly List<GridRow> _rows = [];
    private readonly List<Cell> _cells = [];
    private readonly List<int> _spans = [];

    // Columns whose cell of an earlier row reaches down, with the rows that are left and its text.
    private readonly Dictionary<int, (int Left, string Text)> _down = [];
    private bool _rule;

    // Rows before the repeated head of a long table.
    private int? _repeated;
    private int _cell;

    public Grid Read(Place at)
    {
        var (offset, depth) = (start, 0);
        _cell = start;
        while (offset < end)
        {
            var c = text[offset];
            if (c == '\\')
            {
                offset = Command(offset, depth);
                continue;
            }

            if (c is '{' or '}')
            {
                depth += c == '{' ? 1 : -1;
            }
            else if (c == '&' && depth == 0)
            {
                Cell(offset);
                _cell = offset + 1;
            }

            offset++;
        }

        Row(end);
        return new(at, _rows);
    }

    // A command that ends a row or draws a rule is acted on; any other is a part of its cell.
    private int Command(int offset, int depth)
    {
        var name = Latex.Command(text, offset);
        var behind = offset + 1 + name.Length;
        if (name is "begin" && depth == 0)
        {
            return Inner(offset);
        }

        if (depth > 0)
        {
            return behind;
        }

        switch (name)
        {
            case "\\" or "tabularnewline":
                Row(offset);
                behind += behind < end && text[behind] == '*' ? 1 : 0;
                behind = Latex.Arguments(text, behind, 0).End;
                _cell = behind;
                return behind;
            case "hline" or "toprule" or "midrule" or "bottomrule" or "Xhline" or "specialrule" or "hdashline":
                _rule = true;
                break;
            case "endfirsthead":
                _repeated = _rows.Count;
                break;
            case "endhead" or "endfoot" or "endlastfoot":
                // A head that is printed again on later pages, and the feet.
                _rows.RemoveRange(Math.Min(_repeated ?? _rows.Count, _rows.Count), Math.Max(0, _rows.Count - (_repeated ?? _rows.Count)));
                _repeated = _rows.Count;
                break;
            case "cline" or "cmidrule" or "addlinespace" or "noalign" or "rowcolor" or "caption" or "label":
                break;
            default:
                return behind;
        }

        // Between rows: the cell begins behind it.
        if (behind < end && text[behind] == '(')
        {
            behind = Latex.Close(text, behind) + 1;
        }

        behind = Latex.Arguments(text, behind).End;
        _cell = string.IsNullOrWhiteSpace(text[_cell..offset]) ? behind : _cell;
        return behind;
    }

    // An environment inside a cell belongs to the cell.
    private int Inner(int offset)
    {
        var depth = 0;
        for (var at = offset; at < end; at++)
        {
            if (text[at] == '\\')
            {
                var name = Latex.Command(text, at);
                depth += name == "begin" ? 1 : name == "end" ? -1 : 0;
                at += name.Length;
                if (depth == 0)
                {
                    return Latex.Arguments(text, at + 1, 1).End;
                }
            }
        }

        return end;
    }

    private void Cell(int until)
    {
        var from = Math.Min(Latex.Blanks(text, _cell), until);
        var raw = text[from..until].TrimEnd();
        var at = place(from, Math.Max(1, raw.Length));
        var (span, down) = (1, 1);
        if (raw.StartsWith(@"\multicolumn", StringComparison.Ordinal) && Latex.Arguments(raw, 12, 3).Arguments is [var columns, _, var inner])
        {
            span = Number(columns);
            raw = inner.Trim();
        }

        if (raw.StartsWith(@"\multirow", StringComparison.Ordinal) && Latex.Arguments(raw, 9, 3).Arguments is [var rows, _, var content])
        {
            down = Number(rows);
            raw = content;
        }

        var plain = LatexPlain.Of(raw);
        var column = _cells.Count;
        if (down > 1)
        {
            _down[column] = (down, plain);
        }
        else if (plain.Length == 0 && _down.TryGetValue(column, out var above))
        {
            plain = above.Text;
        }

        _cells.Add(new(plain, at));
        _spans.Add(span);
        for (var covered = 1; covered < span; covered++)
        {
            _cells.Add(new("", at));
            _spans.Add(0);
        }
    }

    private void Row(int until)
    {
        Cell(until);
        foreach (var (column, (left, above)) in _down.ToList())
        {
            _down[column] = (left - 1, above);
            if (left <= 1)
            {
                _down.Remove(column);
            }
        }

        if (_cells.Any(c => c.Text.Length > 0))
        {
            _rows.Add(new([.. _cells], [.. _spans], _rule));
            _rule = false;
        }

        _cells.Clear();
        _spans.Clear();
    }

    private static int Number(string digits) =>
        int.TryParse(digits.Trim().TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MostSpan) : 1;
}
