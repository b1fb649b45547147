using System.Text;

namespace Recount.Scoring.Items;

/// <summary>What stands in a column of an item. A closed family; nothing is turned into something else while it is read.</summary>
public abstract record Field
{
    private Field()
    {
    }

    /// <summary>What people call it: "a text".</summary>
    public abstract string Kind { get; }

    /// <summary>The field as JSON. Fields of one JSON hold the same; the keys of a record count in their order.</summary>
    public string Json => Write(new()).ToString();

    /// <summary>The one missing field.</summary>
    public static Field Nothing { get; } = new Missing();

    private protected abstract StringBuilder Write(StringBuilder json);

    /// <summary>Nothing: null, an empty cell, a key or an element that is not there. Not the empty text.</summary>
    public sealed record Missing : Field
    {
        public override string Kind => "nothing";

        private protected override StringBuilder Write(StringBuilder json) => json.Append("null");
    }

    public sealed record Text(string Value) : Field
    {
        public override string Kind => "a text";

        private protected override StringBuilder Write(StringBuilder json) => Quote(json, Value);
    }

    /// <summary>A number as the file writes it: <c>1.10</c> is not <c>1.1</c>. Binary numbers are written as Python would: <c>1.0</c>, <c>1e-05</c>.</summary>
    public sealed record Number(string Written) : Field
    {
        public override string Kind => "a number";

        private protected override StringBuilder Write(StringBuilder json) => json.Append(Written);
    }

    public sealed record Truth(bool Value) : Field
    {
        public override string Kind => Value ? "true" : "false";

        private protected override StringBuilder Write(StringBuilder json) => json.Append(Kind);
    }

    public sealed record List(IReadOnlyList<Field> Elements) : Field
    {
        public override string Kind => "a list";

        private protected override StringBuilder Write(StringBuilder json)
        {
            json.Append('[');
            for (var i = 0; i < Elements.Count; i++)
            {
                Elements[i].Write(i == 0 ? json : json.Append(','));
            }

            return json.Append(']');
        }
    }

    /// <param name="Parts">By their keys, in the order of the file.</param>
    public sealed record Record(IReadOnlyDictionary<string, Field> Parts) : Field
    {
        public override string Kind => "a record";

        private protected override StringBuilder Write(StringBuilder json)
        {
            var first = true;
            foreach (var (key, part) in Parts)
            {
                part.Write(Quote(json.Append(first ? '{' : ','), key).Append(':'));
                first = false;
            }

            return json.Append(first ? "{}" : "}");
        }
    }

    /// <summary>Something is there that is no text and no number, such as the bytes of a picture; it was not read.</summary>
    /// <param name="What">"bytes"</param>
    public sealed record Unread(string What) : Field
    {
        public override string Kind => What;

        private protected override StringBuilder Write(StringBuilder json) => Quote(json, $"({What})");
    }

    private static StringBuilder Quote(StringBuilder json, string text) => json.Append('"').Append(System.Text.Json.JsonEncodedText.Encode(text)).Append('"');
}
