using System.Text;

namespace Recount.Text;

/// <summary>Reads the rows of a CSV text one character after the other, so that every cell knows its place.</summary>
internal sealed class CsvLines(SourceText source, Diagnostics diagnostics, char divider = ',')
{
    private readonly string _text = source.Text;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _cells;
    private bool _stopped;

    /// <summary>All rows with something in them; what comes after an open quote, or beyond the limit, is reported and left out.</summary>
    public List<List<Cell>> Read()
    {
        var rows = new List<List<Cell>>();
        while (_at < _text.Length && !_stopped)
        {
            var row = Row();
            if (!_stopped && (row.Count > 1 || row[0].Text.Length > 0))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private List<Cell> Row()
    {
        var row = new List<Cell>();
        do
        {
            row.Add(Cell());
        }
        while (!_stopped && Take(divider));
        if (!_stopped && Take('\n'))
        {
            NextLine();
        }

        return row;
    }

    private Cell Cell()
    {
        if (++_cells > CsvText.MaxCells)
        {
            Stop(Mistakes.TooLarge(Here(), "cells in a table", CsvText.MaxCells));
        }

        while (_at < _text.Length && _text[_at] is ' ' or '\t' && _text[_at] != divider)
        {
            _at++;
        }

        var at = Here();
        var text = Take('"') ? Quoted(at) : Unquoted();
        return new(text, at with { Length = Math.Max(1, at.Line == _line ? _at - _lineStart - at.Column + 1 : 1) });
    }

    private string Unquoted()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] != divider && _text[_at] != '\n')
        {
            _at++;
        }

        return _text[start.._at].TrimEnd();
    }

    // Behind the opening quote; a doubled quote is one.
    private string Quoted(Place at)
    {
        var value = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '"' && !Take('"'))
            {
                if (Unquoted().Length > 0)
                {
                    diagnostics.Add(Mistakes.BehindQuote(at));
                }

                return value.ToString();
            }

            value.Append(c);
            if (c == '\n')
            {
                NextLine();
            }
        }

        Stop(Mistakes.OpenQuote(at));
        return value.ToString();
    }

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void NextLine() => (_line, _lineStart) = (_line + 1, _at);

    private Place Here() => source.At(_line, _at - _lineStart + 1);

    private void Stop(Diagnostic mistake)
    {
        diagnostics.Add(mistake);
        _stopped = true;
    }
}
