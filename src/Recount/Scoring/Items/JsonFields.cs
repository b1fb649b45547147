using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>Turns JSON values into fields; keys that stand twice and halves of characters are reported.</summary>
internal sealed class JsonFields(JsonPlaces places, Diagnostics diagnostics)
{
    /// <summary>The value that the reader stands at; behind it, the reader stands at its last token.</summary>
    public Field Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return Field.Nothing;
            case JsonTokenType.True or JsonTokenType.False:
                return new Field.Truth(reader.GetBoolean());
            case JsonTokenType.String:
                return new Field.Text(Text(ref reader));
            case JsonTokenType.Number:
                return new Field.Number(Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.StartArray:
                var elements = new List<Field>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(Read(ref reader));
                }

                return new Field.List(elements);
            case JsonTokenType.StartObject:
                return Object(ref reader);
            default:
                throw new UnreachableException(reader.TokenType.ToString());
        }
    }

    private Field.Record Object(ref Utf8JsonReader reader)
    {
        var parts = new OrderedDictionary<string, Field>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (index, key) = (reader.TokenStartIndex, Text(ref reader));
            reader.Read();
            if (!parts.TryAdd(key, Read(ref reader)))
            {
                diagnostics.Add(Mistakes.KeyTwice(places.At(index), key));
            }
        }

        return new(parts);
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            diagnostics.Add(Mistakes.HalfACharacter(places.At(reader.TokenStartIndex)));
            return "";
        }
    }
}
