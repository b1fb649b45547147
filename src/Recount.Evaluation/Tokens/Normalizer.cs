namespace Recount.Evaluation.Tokens;

/// <summary>What is done to the text before it is split: the <c>normalizer</c> of a tokenizer.json. A closed family.</summary>
internal abstract record Normalizer
{
    private const string Supported = "NFC, Prepend, Replace of a String, Sequence of these, null";

    private Normalizer()
    {
    }

    public abstract string Apply(string text);

    public static Normalizer Read(Fields root) => root.Object("normalizer") is { } fields ? ReadOne(fields) : new Sequence([]);

    private static Normalizer ReadOne(Fields fields)
    {
        switch (fields.Type)
        {
            case "NFC":
                fields.Only("type");
                return new Composed();

            case "Prepend":
                return new Prepend(fields.Only("type", "prepend").Needed("prepend"));

            case "Replace" when fields.Only("type", "pattern", "content").Object("pattern")?.Text("String") is { Length: > 0 } old:
                return new Replace(old, fields.Needed("content"));

            case "Replace":
                fields.Unsupported.Add($"{fields.Path}.pattern", "no plain String", "{ \"String\": ... }");
                return new Sequence([]);

            case "Sequence":
                return new Sequence([.. fields.Only("type", "normalizers").List("normalizers").Select(ReadOne)]);

            default:
                fields.Unsupported.Add($"{fields.Path}.type", $"'{fields.Type}'", Supported);
                return new Sequence([]);
        }
    }

    /// <summary>Unicode's canonical composition.</summary>
    public sealed record Composed : Normalizer
    {
        public override string Apply(string text) => Composition.Of(text);
    }

    public sealed record Prepend(string Text) : Normalizer
    {
        public override string Apply(string text) => text.Length == 0 ? text : Text + text;
    }

    public sealed record Replace(string Old, string New) : Normalizer
    {
        public override string Apply(string text) => text.Replace(Old, New, StringComparison.Ordinal);
    }

    /// <summary>SentencePiece's own, without a table of characters.</summary>
    /// <param name="RemovesExtra">Spaces at either end, and all but one of several.</param>
    public sealed record Pieces(bool AddsPrefix, bool RemovesExtra) : Normalizer
    {
        private const char Space = '\u2581';

        public override string Apply(string text)
        {
            var spaces = RemovesExtra ? string.Join(Space, text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : text.Replace(' ', Space);
            var prefixed = AddsPrefix && spaces.Length > 0 ? Space + spaces : spaces;
            return RemovesExtra ? prefixed.TrimEnd(Space) : prefixed;
        }
    }

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<Normalizer> All) : Normalizer
    {
        public override string Apply(string text) => All.Aggregate(text, (t, n) => n.Apply(t));
    }
}
