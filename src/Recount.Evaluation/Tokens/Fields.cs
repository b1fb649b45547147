using System.Text.Json;

namespace Recount.Evaluation.Tokens;

/// <summary>An object of a tokenizer's JSON with the path that leads to it. What is absent and what is null are the same.</summary>
internal readonly record struct Fields(JsonElement Element, string Path, Unsupported Unsupported)
{
    public string Type => Text("type") ?? "";

    /// <summary>Reports each field that is not among those known here: it may change what the tokenizer does.</summary>
    public Fields Only(params string[] names)
    {
        foreach (var field in Element.EnumerateObject().Where(f => f.Value.ValueKind != JsonValueKind.Null && !names.Contains(f.Name)))
        {
            Unsupported.Add($"{Path}.{field.Name}", "a field that is not known here", string.Join(", ", names));
        }

        return this;
    }

    public JsonElement? Find(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Broken(name, "a text"),
    };

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Broken(name, "true or false"),
    };

    public int? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        _ => throw Broken(name, "a whole number"),
    };

    /// <summary>The object in a field; null where it is absent.</summary>
    public Fields? Object(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new(value, $"{Path}.{name}".TrimStart('.'), Unsupported),
        _ => throw Broken(name, "an object"),
    };

    /// <summary>The objects of a list; none where it is absent.</summary>
    public IEnumerable<Fields> List(string name)
    {
        if (Find(name) is not { } list)
        {
            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Broken(name, "a list");
        }

        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = $"{Path}.{name}[{at++}]".TrimStart('.');
            yield return item.ValueKind == JsonValueKind.Object ? new(item, path, Unsupported) : throw new FormatException($"{path} is no object");
        }
    }

    public string Needed(string name) => Text(name) ?? throw Broken(name, "a text");

    private FormatException Broken(string name, string wanted) => new($"{Path}.{name}".TrimStart('.') + $" is not {wanted}");
}
