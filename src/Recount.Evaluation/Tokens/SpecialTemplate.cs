using System.Text.Json;

namespace Recount.Evaluation.Tokens;

/// <summary>The special tokens that a tokenizer puts around a text: its <c>post_processor</c>.</summary>
internal sealed record SpecialTemplate(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    private const string Supported = "TemplateProcessing, ByteLevel, Sequence of these, null";

    public static SpecialTemplate None { get; } = new([], []);

    public static SpecialTemplate Read(Fields root)
    {
        if (root.Object("post_processor") is not { } fields)
        {
            return None;
        }

        var templates = All(fields).ToList();
        if (templates.Count > 1)
        {
            root.Unsupported.Add(fields.Path, "a Sequence of several TemplateProcessing", "one of them");
        }

        return templates.Count == 0 ? None : templates[0];
    }

    private static IEnumerable<SpecialTemplate> All(Fields fields)
    {
        switch (fields.Type)
        {
            case "Sequence":
                return fields.Only("type", "processors").List("processors").SelectMany(All).ToList();

            case "ByteLevel":
                // It moves the offsets of tokens, which are not used here, and no token.
                return [];

            case "TemplateProcessing":
                return [ReadTemplate(fields.Only("type", "single", "pair", "special_tokens"))];

            default:
                fields.Unsupported.Add($"{fields.Path}.type", $"'{fields.Type}'", Supported);
                return [];
        }
    }

    private static SpecialTemplate ReadTemplate(Fields fields)
    {
        var (before, after) = (new List<int>(), new List<int>());
        var texts = 0;
        foreach (var piece in fields.List("single"))
        {
            if (piece.Object("SpecialToken")?.Text("id") is { } name)
            {
                (texts == 0 ? before : after).AddRange(Ids(fields, name));
            }
            else if (piece.Object("Sequence")?.Text("id") == "A")
            {
                texts++;
            }
            else
            {
                fields.Unsupported.Add(piece.Path, piece.Element.GetRawText(), "SpecialToken, Sequence A");
            }
        }

        if (texts != 1)
        {
            fields.Unsupported.Add($"{fields.Path}.single", $"a template with the text {texts} times", "the text once");
        }

        return new(before, after);
    }

    private static IEnumerable<int> Ids(Fields fields, string name)
    {
        var ids = fields.Object("special_tokens")?.Object(name)?.Find("ids");
        return ids is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.Number)
            ? [.. list.EnumerateArray().Select(i => i.GetInt32())]
            : throw new FormatException($"{fields.Path}.special_tokens has no ids for '{name}'");
    }
}
