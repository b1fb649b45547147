using System.Globalization;
using System.Text;
using System.Text.Json;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Recorded;

/// <summary>A JSON text that is one object, with the places of its parts.</summary>
internal sealed class JsonText
{
    // Python writes these, though they are no JSON. What stands for them is a text of the same length, so that places stay what they are.
    private static readonly (string Written, string Read)[] Names = [("-Infinity", "\"-Infini\""), ("Infinity", "\"Infini\""), ("NaN", "\"N\"")];

    private readonly JsonPlaces _places;

    private JsonText(JsonPlaces places, Field.Record root) => (_places, Root) = (places, root);

    public Field.Record Root { get; }

    /// <summary>Reads it; null where it is none, which is said.</summary>
    /// <param name="firstLine">The number of its first line in the file.</param>
    public static JsonText? Read(string file, string text, Func<Place, string, Diagnostic> notJson, Diagnostics diagnostics, int firstLine = 1)
    {
        var mark = diagnostics.Mark;
        var places = new JsonPlaces(file, Encoding.UTF8.GetBytes(WithoutNames(text)), firstLine);
        var reader = new Utf8JsonReader(places.Utf8, new JsonReaderOptions { MaxDepth = JsonItems.MaxDepth });
        try
        {
            reader.Read();
            var at = places.At(reader.TokenStartIndex);
            var field = new JsonFields(places, diagnostics).Read(ref reader);
            reader.Read();
            if (field is Field.Record record)
            {
                return diagnostics.Mark > mark ? null : new(places, record);
            }

            diagnostics.Add(notJson(at, $"{field.Kind} stands where an object is expected"));
        }
        catch (JsonException e)
        {
            var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            diagnostics.Add(notJson(places.At(e), $"this is not JSON: {(end > 0 ? e.Message[..end] : e.Message).Split(" Change the reader options", 2)[0].TrimEnd('.')}"));
        }

        return null;
    }

    /// <summary>Where the value behind these keys stands; the nearest thing around it where there is none.</summary>
    public Place At(params IReadOnlyList<string> keys)
    {
        var reader = new Utf8JsonReader(_places.Utf8, new JsonReaderOptions { MaxDepth = JsonItems.MaxDepth });
        reader.Read();
        var (at, next) = (reader.TokenStartIndex, 0);
        while (next < keys.Count && reader.TokenType == JsonTokenType.StartObject)
        {
            var found = false;
            while (!found && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.TokenStartIndex;
                found = reader.GetString() == keys[next];
                reader.Read();
                if (found)
                {
                    at = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? key : reader.TokenStartIndex;
                }
                else
                {
                    reader.Skip();
                }
            }

            if (!found)
            {
                break;
            }

            next++;
        }

        return _places.At(at);
    }

    private static string WithoutNames(string text)
    {
        if (!Names.Any(n => text.Contains(n.Written, StringComparison.Ordinal)))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var isText = false;
        for (var i = 0; i < text.Length; i++)
        {
            isText ^= text[i] == '"';
            if (isText && text[i] == '\\' && i + 1 < text.Length)
            {
                result.Append(text[i++]);
            }
            else if (!isText && Names.FirstOrDefault(n => string.CompareOrdinal(text, i, n.Written, 0, n.Written.Length) == 0) is { Written: { } name, Read: { } read })
            {
                result.Append(read);
                i += name.Length - 1;
                continue;
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }
}

/// <summary>Looks into fields of JSON.</summary>
internal static class Fields
{
    /// <summary>What stands behind these keys; nothing where one is missing.</summary>
    public static Field At(this Field field, params IReadOnlyList<string> keys) =>
        keys.Aggregate(field, (f, key) => f is Field.Record record && record.Parts.TryGetValue(key, out var part) ? part : Field.Nothing);

    /// <summary>The keys of a record with their values, in order; none where it is none.</summary>
    public static IEnumerable<KeyValuePair<string, Field>> Entries(this Field field) => field is Field.Record record ? record.Parts : [];

    public static IReadOnlyList<Field> Elements(this Field field) => field is Field.List list ? list.Elements : [];

    /// <summary>A text, or a number or a truth as it is written; null for anything else and for an empty text.</summary>
    public static string? Word(this Field field) => field switch
    {
        Field.Text { Value.Length: > 0 } text => text.Value,
        Field.Number number => number.Written,
        Field.Truth truth => truth.Kind,
        _ => null,
    };

    /// <summary>A finite number; null for anything else.</summary>
    public static double? Amount(this Field field) =>
        field is Field.Number number && double.TryParse(number.Written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A whole number of at least one, perhaps in a text; null for anything else.</summary>
    public static long? Count(this Field field) =>
        (field.Amount() ?? (double.TryParse((field as Field.Text)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : null)) is { } value &&
        value >= 1 && value <= 1e15 && value == Math.Floor(value) ? (long)value : null;
}
