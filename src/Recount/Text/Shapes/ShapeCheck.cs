using Recount.Text.Yaml;

namespace Recount.Text.Shapes;

/// <summary>Holds a YAML node against its shape and reports every unknown key, missing key and wrong kind of node.</summary>
public static class ShapeCheck
{
    public static void Check(YamlNode node, Shape shape, Diagnostics diagnostics)
    {
        switch (shape, node)
        {
            case (Shape.Text, YamlNode.Scalar { Kind: YamlNode.Scalar.TextKind }):
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
            case (Shape.ListOf, YamlNode.Sequence { Items.Count: 0 }):
                diagnostics.Add(Mistakes.WrongKind(node.At, "an empty list", "a list with something in it"));
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
            case (Shape.Either { Short: Shape.ListOf several }, YamlNode.Sequence):
                Check(node, several, diagnostics);
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

        // A key that is there but misspelt was reported as that.
        var unknown = mapping.Entries.Select(e => e.Key.Text).Where(name => expected.Keys.All(k => k.Name != name)).ToList();
        foreach (var missing in expected.Keys.Where(k => k.Required && mapping[k.Name] is null && unknown.All(u => Nearest.To(u, [k.Name]) is null)))
        {
            diagnostics.Add(Mistakes.MissingKey(mapping.At, expected.Name, missing.Name, missing.Shape.Meaning));
        }
    }
}
