using System.Text;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Reads items of CSV (RFC 4180: quoted cells may hold commas, line breaks and doubled quotes) and TSV (cells divided by tabs, no quotes). The first line is the
/// header. Texts stay as they are, blanks at their ends too, other than in a printed table: a blank there changes what a model reads. An empty cell is
/// missing, a quoted empty one the empty text; empty lines are left out.
/// </summary>
/// <param name="file">The path as people see it.</param>
/// <param name="divider">A comma or a tab.</param>
public sealed class DelimitedItems(string file, char divider, Diagnostics diagnostics)
{
    private readonly List<Field> _cells = [];
    private readonly StringBuilder _quoted = new();

    // Of the row, and of the quote that is open.
    private Place? _at;
    private Place? _open;

    /// <summary>Rows as long as the header, one after the other; what is wrong with others is reported.</summary>
    public IEnumerable<ItemRow> Rows(TextReader text)
    {
        List<string>? header = null;
        foreach (var line in TextLines.Of(text))
        {
            if (_open is null && line.Text.Length == 0)
            {
                continue;
            }

            _at ??= Place(line, 0);
            Cells(line);
            if (line.Text.Length > TextLines.MaxLength || _quoted.Length > TextLines.MaxLength)
            {
                diagnostics.Add(Mistakes.TooLarge(_open ?? _at, "characters in a row", TextLines.MaxLength));
                yield break;
            }

            if (_open is not null)
            {
                continue;
            }

            if (header is null)
            {
                header = Header(_at);
            }
            else if (_cells.Count == header.Count)
            {
                yield return new(_at, Fields(header));
            }
            else
            {
                diagnostics.Add(Mistakes.ItemLength(_at, _cells.Count, header.Count, divider));
            }

            _cells.Clear();
            _at = null;
        }

        if (_open is not null)
        {
            diagnostics.Add(Mistakes.OpenQuote(_open));
        }
    }

    private List<string> Header(Place at)
    {
        var names = _cells.Select(c => c is Field.Text text ? text.Value : "").ToList();
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
        {
            diagnostics.Add(Mistakes.DuplicateColumn(at, twice.Key));
        }

        return names;
    }

    private OrderedDictionary<string, Field> Fields(List<string> header)
    {
        var fields = new OrderedDictionary<string, Field>(header.Count, StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            fields.TryAdd(header[i], _cells[i]);
        }

        return fields;
    }

    // Goes on inside a quote that an earlier line opened; leaves one open where the line ends in it.
    private void Cells(TextLine line)
    {
        var text = line.Text;
        for (var i = 0; i <= text.Length;)
        {
            if (_open is null && i < text.Length && text[i] == '"' && divider == ',')
            {
                (_open, i) = (Place(line, i), i + 1);
            }

            if (_open is not null)
            {
                i = Quoted(text, i);
                if (i > text.Length)
                {
                    _quoted.Append(line.Break);
                    return;
                }
            }

            var end = text.IndexOf(divider, i);
            var cell = end < 0 ? text[i..] : text[i..end];
            i = end < 0 ? text.Length + 1 : end + 1;
            if (_open is null)
            {
                _cells.Add(cell.Length == 0 ? Field.Nothing : new Field.Text(cell));
                continue;
            }

            if (!cell.AsSpan().IsWhiteSpace())
            {
                diagnostics.Add(Mistakes.BehindQuote(_open));
            }

            _cells.Add(new Field.Text(_quoted.ToString()));
            _quoted.Clear();
            _open = null;
        }
    }

    // Behind the closing quote, or behind the end of the line.
    private int Quoted(string text, int i)
    {
        while (true)
        {
            var quote = text.IndexOf('"', i);
            _quoted.Append(text, i, (quote < 0 ? text.Length : quote) - i);
            if (quote < 0)
            {
                return text.Length + 1;
            }

            if (quote + 1 == text.Length || text[quote + 1] != '"')
            {
                return quote + 1;
            }

            _quoted.Append('"');
            i = quote + 2;
        }
    }

    private Place Place(TextLine line, int offset) => new(file, line.Number, offset + 1, 1, line.Text);
}
