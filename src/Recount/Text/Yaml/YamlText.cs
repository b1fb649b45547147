using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Recount.Text.Yaml;

/// <summary>
/// Reads YAML text into nodes with places. Bounded: size, depth and number of nodes have limits, and anchors, aliases,
/// tags and second documents are refused, so that no small file can become a large one.
/// </summary>
public sealed class YamlText
{
    /// <summary>Characters in one file.</summary>
    public const int MaxLength = 2_000_000;

    /// <summary>Collections inside collections.</summary>
    public const int MaxDepth = 24;

    /// <summary>Nodes in one file.</summary>
    public const int MaxNodes = 200_000;

    private readonly SourceText _source;
    private readonly Diagnostics _diagnostics;
    private readonly Parser _parser;
    private int _nodes;
    private Place _last;

    private YamlText(SourceText source, Diagnostics diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(source.Text));
        _last = source.At(1, 1);
    }

    /// <summary>The root node, or null when there is none to speak of; mistakes go to <paramref name="diagnostics"/>.</summary>
    public static YamlNode? Read(SourceText source, Diagnostics diagnostics)
    {
        if (source.Text.Length > MaxLength)
        {
            diagnostics.Add(Mistakes.TooLarge(source.At(1, 1), "characters in a file", MaxLength));
            return null;
        }

        var yaml = new YamlText(source, diagnostics);
        try
        {
            return yaml.Document();
        }
        catch (LimitReached)
        {
            return null;
        }
        catch (Exception e)
        {
            // The parser throws more than its own exceptions on hostile text; whatever it is, the text is no YAML.
            diagnostics.Add(yaml.NotYaml(e));
            return null;
        }
    }

    private Diagnostic NotYaml(Exception e)
    {
        if (e is not YamlException yaml)
        {
            return Mistakes.Yaml(_last, "it breaks off, or something that opened before is never closed");
        }

        var tab = Enumerable.Range(1, _source.Lines.Count).FirstOrDefault(n => _source.Line(n).TrimStart(' ').StartsWith('\t'));
        return tab > 0 && e.Message.Contains("tab", StringComparison.Ordinal)
            ? Mistakes.Tab(_source.At(tab, _source.Line(tab).IndexOf('\t', StringComparison.Ordinal) + 1))
            : Mistakes.Yaml(_source.At((int)Math.Max(1, yaml.Start.Line), (int)Math.Max(1, yaml.Start.Column)), e.Message);
    }

    private YamlNode? Document()
    {
        _parser.MoveNext();
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _diagnostics.Add(Mistakes.Empty(_source.At(1, 1)));
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<StreamEnd>(out _))
        {
            _diagnostics.Add(Mistakes.SecondDocument(At(_parser.Current!.Start)));
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        var at = _last = At(current.Start);
        if (++_nodes > MaxNodes)
        {
            Stop(Mistakes.TooLarge(at, "nodes in a file", MaxNodes));
        }

        if (depth > MaxDepth)
        {
            Stop(Mistakes.TooLarge(at, "levels of nesting", MaxDepth));
        }

        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            // Going on after an anchor would need its copy: the one thing that makes small files large.
            Stop(Mistakes.Anchor(at));
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _diagnostics.Add(Mistakes.Tag(at, tagged.Tag.Value));
        }

        return current switch
        {
            MappingStart => Mapping(at, depth),
            SequenceStart => Sequence(at, depth),
            _ => Scalar(_parser.Consume<YamlDotNet.Core.Events.Scalar>()),
        };
    }

    private YamlNode.Mapping Mapping(Place at, int depth)
    {
        _parser.Consume<MappingStart>();
        var entries = new List<(YamlNode.Scalar, YamlNode)>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlNode.Scalar name)
            {
                _diagnostics.Add(Mistakes.KeyIsNoText(key.At, key.Kind));
            }
            else if (!seen.TryAdd(name.Text, name.At))
            {
                _diagnostics.Add(Mistakes.DuplicateKey(name.At, name.Text, seen[name.Text].Line));
            }
            else
            {
                entries.Add((name, value));
            }
        }

        return new(at, entries);
    }

    private YamlNode.Sequence Sequence(Place at, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new(at, items);
    }

    private YamlNode.Scalar Scalar(YamlDotNet.Core.Events.Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        var column = (int)scalar.Start.Column;
        var sameLine = scalar.End.Line == scalar.Start.Line;
        var length = sameLine ? (int)(scalar.End.Column - scalar.Start.Column) : Math.Max(1, _source.Line(line).Length - column + 1);
        var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var begin = column - 1 + (quoted ? 1 : 0);
        var source = _source.Line(line);
        var exact = sameLine && begin + scalar.Value.Length <= source.Length &&
            string.CompareOrdinal(source, begin, scalar.Value, 0, scalar.Value.Length) == 0;
        return new(_source.At(line, column, length), scalar.Value, scalar.Style != ScalarStyle.Plain, exact);
    }

    private Place At(Mark mark) => _source.At((int)mark.Line, (int)mark.Column);

    private void Stop(Diagnostic mistake)
    {
        _diagnostics.Add(mistake);
        throw new LimitReached();
    }

    private sealed class LimitReached : Exception;
}
