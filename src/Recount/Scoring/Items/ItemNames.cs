using System.Globalization;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>Names the items of a file by a column of theirs, and remembers what was wrong until all are read.</summary>
/// <param name="column">Null: items go by their position.</param>
internal sealed class ItemNames(string? column)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _mistakes = [];

    public string Of(int position, IReadOnlyDictionary<string, Field> fields, Place at)
    {
        if (column is null)
        {
            return position.ToString(CultureInfo.InvariantCulture);
        }

        var field = fields.GetValueOrDefault(column, Field.Nothing);
        switch (field)
        {
            case Field.Text { Value.Length: > 0 } text:
                return Once(text.Value, at);
            case Field.Number number:
                return Once(number.Written, at);
            default:
                Keep(() => Mistakes.NoId(at, column, field is Field.Text ? "an empty text" : field.Kind));
                return "";
        }
    }

    /// <summary>Says what was wrong: a column that no item has once, not for every item.</summary>
    public void Report(Place whole, IReadOnlyList<string> columns, Diagnostics diagnostics)
    {
        if (column is not null && !columns.Contains(column))
        {
            diagnostics.Add(Mistakes.NoIdColumn(whole, column, columns));
            return;
        }

        _mistakes.ForEach(diagnostics.Add);
    }

    private string Once(string id, Place at)
    {
        if (!_lines.TryAdd(id, at.Line))
        {
            Keep(() => Mistakes.IdTwice(at, id, _lines[id]));
        }

        return id;
    }

    // One more than diagnostics keep, so that what is dropped there is seen to be.
    private void Keep(Func<Diagnostic> mistake)
    {
        if (_mistakes.Count <= Diagnostics.Kept)
        {
            _mistakes.Add(mistake());
        }
    }
}
