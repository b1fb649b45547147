using Recount.Text.Yaml;

namespace Recount.Text.Shapes;

/// <summary>Holds a YAML node against its shape and reports every unknown key, missing key and wrong kind of node.</summary>
public static class ShapeCheck
{
    public static void Check(YamlNode node, Shape shape, Diagnostics diagnostics)
    {
        switch (shape, node)
        {
            case (Shape.Text, YamlNode.Scalar { Kind: "a text" }):
                break;
            case (Shape.Word word, YamlNode.Scalar scalar):
                if (!word.Words.Contains(scalar.Text, StringComparer.Ordinal))
                {
                    diagnostics.Add(Mistakes.NotAWord(scalar.At, scalar.Text, word.Words));
                }

                break;
            case (Shape.Mapping expected, YamlNode.Mapping mapping):
                Keys(mapping, expected, diagnostics);
                break;
            case (Shape.MapOf map, YamlNode.Mapping mapping):
                foreach (var (_, value) in mapping.Entries)
                {
                    Check(value, map.Value, diagnostics);
                }

                break;
            case (Shape.ListOf list, YamlNode.Sequence sequence):
                foreach (var item in sequence.Items)
                {
                    Check(item, list.Item, diagnostics);
                }

                break;
            case (Shape.Either either, YamlNode.Scalar):
                Check(node, either.Short, diagnostics);
                break;
            case (Shape.Either either, _):
                Check(node, either.Long, diagnostics);
                break;
            default:
                diagnostics.Add(Mistakes.WrongKind(node.At, node.Kind, shape.Expected));
                break;
        }
    }

    private static void Keys(YamlNode.Mapping mapping, Shape.Mapping expected, Diagnostics diagnostics)
    {
        foreach (var (name, value) in mapping.Entries)
        {
            if (expected.Keys.FirstOrDefault(k => k.Name == name.Text) is { } key)
            {
                Check(value, key.Shape, diagnostics);
            }
            else
            {
                diagnostics.Add(Mistakes.UnknownKey(name.At, expected.Name, name.Text, expected.Keys.Select(k => k.Name)));
            }
        }

        foreach (var missing in expected.Keys.Where(k => k.Required && mapping[k.Name] is null))
        {
            diagnostics.Add(Mistakes.MissingKey(mapping.At, expected.Name, missing.Name, missing.Shape.Meaning));
        }
    }
}
