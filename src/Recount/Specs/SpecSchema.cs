using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recount.Text.Shapes;

namespace Recount.Specs;

/// <summary>The JSON Schema for editors, made from the same shapes that the reader checks.</summary>
public static class SpecSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of specs.</summary>
    public static string Render() => Render(SpecShape.Root, "Recount spec");

    /// <summary>The schema of catalogs.</summary>
    public static string RenderCatalog() => Render(CatalogShape.Root, "Recount catalog");

    private static string Render(Shape.Mapping root, string title)
    {
        var schema = Write(root);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Write(Shape shape)
    {
        var schema = shape switch
        {
            // YAML reads 0.50 and true without quotes as number and Boolean; the reader takes their text.
            Shape.Text => new() { ["type"] = new JsonArray("string", "number", "boolean") },
            Shape.Word word => new JsonObject { ["enum"] = new JsonArray([.. word.Words.SelectMany(Values)]) },
            Shape.Mapping mapping => new()
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray([.. mapping.Keys.Where(k => k.Required).Select(k => (JsonNode)k.Name)]),
                ["properties"] = new JsonObject(mapping.Keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Write(k.Shape)))),
            },
            Shape.MapOf map => new() { ["type"] = "object", ["additionalProperties"] = Write(map.Value) },
            Shape.ListOf list => new() { ["type"] = "array", ["items"] = Write(list.Item) },
            Shape.Either either => new() { ["anyOf"] = new JsonArray(Write(either.Short), Write(either.Long)) },
            _ => throw new System.Diagnostics.UnreachableException(shape.GetType().Name),
        };
        schema["description"] = shape.Meaning;
        return schema;
    }

    private static IEnumerable<JsonNode?> Values(string word) =>
        bool.TryParse(word, out var flag) ? [word, flag] : int.TryParse(word, out var number) ? [word, number] : [word];
}
