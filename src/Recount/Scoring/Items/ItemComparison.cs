using System.Globalization;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>One comparison of a filter.</summary>
internal sealed class ItemComparison
{
    // Longer ones first.
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "=", "<", ">"];

    private readonly string _written;
    private readonly string _sign;
    private readonly string _value;
    private readonly bool _quoted;
    private readonly decimal? _number;

    private ItemComparison(string written, FieldPath path, string sign, string value, bool quoted, decimal? number) =>
        (_written, Path, _sign, _value, _quoted, _number) = (written, path, sign, value, quoted, number);

    public FieldPath Path { get; }

    public static ItemComparison? Read(string text, Place at, Diagnostics diagnostics)
    {
        var end = text.IndexOfAny(['=', '!', '<', '>']);
        var sign = end < 0 ? null : Signs.FirstOrDefault(s => text.AsSpan(end).StartsWith(s, StringComparison.Ordinal));
        var value = sign is null ? "" : text[(end + sign.Length)..].Trim();
        var quoted = value.Length > 1 && value[0] is '\'' or '"' && value.IndexOf(value[0], 1) == value.Length - 1;
        var number = quoted ? null : Number(value);
        var why = sign is null ? "a sign is missing"
            : end == 0 ? "a field is missing"
            : value.Length == 0 ? "a value is missing; the empty text is written ''"
            : quoted ? (sign is "==" or "=" or "!=" ? null : "only numbers are greater or smaller")
            : value[0] is '\'' or '"' ? "its quote does not close at its end"
            : value.IndexOfAny(['=', '<', '>']) >= 0 ? "comparisons are joined by 'and'"
            : number is null && sign is not ("==" or "=" or "!=") ? "only numbers are greater or smaller"
            : null;
        if (why is not null)
        {
            diagnostics.Add(Mistakes.NoFilter(at, text, why));
            return null;
        }

        return FieldPath.Read(text[..end].Trim(), at, diagnostics) is { } path ? new(text, path, sign!, quoted ? value[1..^1] : value, quoted, number) : null;
    }

    public bool Holds(Item item)
    {
        var field = Path.Find(item);
        return field switch
        {
            Field.Missing => false,
            Field.Number number when _number is { } limit && Number(number.Written) is { } value => Holds(value.CompareTo(limit)),
            Field.Text text when _number is { } limit && Number(text.Value) is { } value => Holds(value.CompareTo(limit)),
            Field.Text text when !IsOrder => Equal(string.Equals(text.Value, _value, IsTruth ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)),
            Field.Truth truth when IsTruth => Equal(truth.Value == _value.Equals("true", StringComparison.OrdinalIgnoreCase)),
            _ => throw ItemMistakes.NotComparable(item, Path.Written, field, _written),
        };
    }

    private bool IsOrder => _sign is "<" or "<=" or ">" or ">=";

    private bool IsTruth => !_quoted && (_value.Equals("true", StringComparison.OrdinalIgnoreCase) || _value.Equals("false", StringComparison.OrdinalIgnoreCase));

    private bool Equal(bool equal) => equal == (_sign is not "!=");

    private bool Holds(int order) => _sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => Equal(order == 0),
    };

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
