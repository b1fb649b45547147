using System.Text;
using System.Text.Json;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Reads items of JSON: an object on each line (blank lines are left out), or the whole text one list of objects. A bad line does not keep the next ones
/// from being read; in a list, what comes after text that is no JSON is lost.
/// </summary>
public static class JsonItems
{
    /// <summary>Lists and objects inside one another.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Rows one after the other; what is wrong with others is reported.</summary>
    /// <param name="file">The path as people see it.</param>
    public static IEnumerable<ItemRow> Rows(string file, TextReader text, Diagnostics diagnostics)
    {
        var lines = TextLines.Of(text);
        StringBuilder? list = null;
        var begun = false;
        foreach (var line in lines)
        {
            if (line.Text.Length > TextLines.MaxLength || list?.Length > TextLines.MaxLength)
            {
                diagnostics.Add(Mistakes.TooLarge(new(file, line.Number, 1, 1), list is null ? "characters in a line" : "characters in a list of items", TextLines.MaxLength));
                yield break;
            }

            if (!begun && !line.IsBlank)
            {
                begun = true;
                list = line.Text.TrimStart().StartsWith('[') ? new StringBuilder().Append('\n', line.Number - 1) : null;
            }

            if (list is not null)
            {
                list.Append(line.Text).Append('\n');
            }
            else if (!line.IsBlank && Line(new(file, Encoding.UTF8.GetBytes(line.Text), line.Number), diagnostics) is { } row)
            {
                yield return row;
            }
        }

        foreach (var row in list is null ? [] : List(new(file, Encoding.UTF8.GetBytes(list.ToString()), 1), diagnostics))
        {
            yield return row;
        }
    }

    private static ItemRow? Line(JsonPlaces places, Diagnostics diagnostics)
    {
        var reader = new Utf8JsonReader(places.Utf8, Options);
        try
        {
            reader.Read();
            var row = Row(ref reader, places, diagnostics);
            reader.Read();
            return row;
        }
        catch (JsonException e)
        {
            diagnostics.Add(Mistakes.NotJson(places.At(e), e.Message));
            return null;
        }
    }

    private static List<ItemRow> List(JsonPlaces places, Diagnostics diagnostics)
    {
        var rows = new List<ItemRow>();
        var reader = new Utf8JsonReader(places.Utf8, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (Row(ref reader, places, diagnostics) is { } row)
                {
                    rows.Add(row);
                }
            }

            reader.Read();
        }
        catch (JsonException e)
        {
            diagnostics.Add(Mistakes.NotJson(places.At(e), e.Message));
        }

        return rows;
    }

    private static ItemRow? Row(ref Utf8JsonReader reader, JsonPlaces places, Diagnostics diagnostics)
    {
        var at = places.At(reader.TokenStartIndex);
        var field = new JsonFields(places, diagnostics).Read(ref reader);
        if (field is Field.Record record)
        {
            return new(at, record.Parts);
        }

        diagnostics.Add(Mistakes.NoObject(at, field.Kind));
        return null;
    }
}
