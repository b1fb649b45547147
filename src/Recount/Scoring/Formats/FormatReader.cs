using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Scoring.Formats;

/// <summary>Reads formats and grids of them from YAML: presets, specs and what an earlier run wrote speak one language.</summary>
public sealed class FormatReader(Diagnostics diagnostics)
{
    private static readonly string[] Lists = ["labels", "verbalizers", "choices", "until", "ignore"];

    private static readonly Shape Texts = new Shape.Either("A text or several.", new Shape.Text("A text."), new Shape.ListOf("Several texts.", new Shape.Text("A text.")));

    private static readonly IReadOnlyList<Key> Said = [.. FormatKey.All.Select(k => new Key(k.Name, Shaped(k)))];

    /// <summary>A format: the name of a preset, or what it says.</summary>
    public static Shape Shape { get; } = new Shape.Either(
        "A format.", new Shape.Text("The name of a preset of the task: gpt3, lm-eval, helm."), new Shape.Mapping("a format", "How a prompt is laid out.",
        [new("name", new Shape.Text("What it is called among the others.")), new("preset", new Shape.Text("The preset that it begins with.")), .. Said]));

    /// <summary>A grid of formats.</summary>
    public static Shape Grid { get; } = new Shape.Either(
        "The formats.", new Shape.ListOf("Formats one by one.", Shape), new Shape.Mapping("a grid of formats", "A product of values, and others beside it.",
    [
        new("base", Shape),
        new("vary", new Shape.Mapping("values to vary", "Values of axes, of which all combinations are run.",
            [.. FormatKey.All.Where(k => k.IsAxis).Select(k => new Key(k.Name, new Shape.ListOf(k.Meaning, Texts)))])),
        new("also", new Shape.ListOf("Formats beside the product.", Shape)),
        new("reference", new Shape.Text("The name of the format that the others are compared with; the first one if left out.")),
    ]));

    /// <summary>What a format's mapping says, name and preset aside; words that no key has are said.</summary>
    public IReadOnlyList<TaskText> Read(YamlNode.Mapping node)
    {
        var said = new List<TaskText>();
        foreach (var (name, value) in node.Entries)
        {
            if (FormatKey.Of(name.Text) is { } key)
            {
                said.AddRange(Read(key, value));
            }
        }

        return said;
    }

    /// <summary>The formats that a node names: one preset, or one mapping over a preset.</summary>
    /// <param name="presets">Those of the task.</param>
    public Format? Read(YamlNode? node, IReadOnlyList<Format> presets)
    {
        var named = node switch { YamlNode.Scalar text => text, YamlNode.Mapping m => m.Text("preset"), _ => null };
        var preset = named is null ? null : Preset(new("preset", named.Text, named.Part), presets);
        if (node is not YamlNode.Mapping mapping)
        {
            return preset;
        }

        return named is not null && preset is null ? null
            : (preset ?? new Format("own", [])).With(mapping.Text("name")?.Text ?? preset?.Name ?? "own", Read(mapping));
    }

    /// <summary>The preset of a name; null where there is none such, which is said.</summary>
    public Format? Preset(TaskText name, IReadOnlyList<Format> presets)
    {
        if (presets.FirstOrDefault(p => p.Name == name.Text) is { } preset)
        {
            return preset.Named(name.Whole);
        }

        diagnostics.Add(Mistakes.UnknownPreset(name.Whole, name.Text, [.. presets.Select(p => p.Name)]));
        return null;
    }

    /// <summary>A grid of the formats that could be read; null where none could, or they make no grid. All mistakes are said.</summary>
    /// <param name="presets">Those of the task; the first of them is the base where none is named.</param>
    public FormatGrid? Grids(YamlNode node, IReadOnlyList<Format> presets)
    {
        var mark = diagnostics.Mark;
        IReadOnlyList<Format?> formats;
        TaskText? reference = null;
        if (node is YamlNode.Sequence list)
        {
            formats = [.. list.Items.Select(i => Read(i, presets))];
        }
        else if (node is YamlNode.Mapping mapping)
        {
            var all = mapping["base"] is { } given ? Read(given, presets) : presets.Count > 0 ? presets[0].Named(node.At) : null;
            if (all is null && mapping["base"] is null && mapping["vary"] is not null)
            {
                diagnostics.Add(Mistakes.MissingKey(mapping.At, "a grid of formats", "base", "The format whose values are varied."));
            }

            IEnumerable<Format> product = all is null ? []
                : mapping["vary"] is YamlNode.Mapping vary ? FormatGrid.Product(all, Values(vary)) : mapping["base"] is null ? [] : [all];
            formats = [.. product.Take(FormatGrid.Most + 1), .. (mapping["also"] as YamlNode.Sequence)?.Items.Select(i => Read(i, presets)) ?? []];
            reference = mapping.Text("reference") is { } named ? new("reference", named.Text, named.Part) : null;
        }
        else
        {
            formats = [Read(node, presets)];
        }

        List<Format> read = [.. formats.OfType<Format>()];
        return read.Count == 0 && (diagnostics.Mark > mark || node is YamlNode.Sequence) ? null : FormatGrid.Of(read, reference, node.At, diagnostics);
    }

    private List<(FormatKey Axis, IReadOnlyList<IReadOnlyList<TaskText>> Values)> Values(YamlNode.Mapping vary)
    {
        var values = new List<(FormatKey Axis, IReadOnlyList<IReadOnlyList<TaskText>> Values)>();
        foreach (var (name, value) in vary.Entries)
        {
            if (FormatKey.Of(name.Text) is { IsAxis: true } axis && value is YamlNode.Sequence list)
            {
                values.Add((axis, [.. list.Items.Select(v => Read(axis, v))]));
            }
        }

        return values;
    }

    private IReadOnlyList<TaskText> Read(FormatKey key, YamlNode value) => value switch
    {
        YamlNode.Scalar text => Parted(key, new(key.Name, text.Text, text.Part)),
        YamlNode.Sequence list => [.. list.Items.OfType<YamlNode.Scalar>().Select(i => new TaskText(key.Name, i.Text, i.Part))],
        _ => [],
    };

    /// <summary>The parts of one text, where the key takes parts; a word that the key does not take is said.</summary>
    public IReadOnlyList<TaskText> Parted(FormatKey key, TaskText text)
    {
        if (key.Words is { } words && !words.Contains(text.Text))
        {
            diagnostics.Add(Mistakes.NotAWord(text.Whole, text.Text, words));
        }

        if (!key.IsParted)
        {
            return [text];
        }

        var (parts, offset) = (new List<TaskText>(), 0);
        foreach (var part in text.Text.Split('/'))
        {
            var from = offset;
            parts.Add(new(key.Name, part, (o, l) => text.At(from + o, l)));
            offset += part.Length + 1;
        }

        return parts;
    }

    private static Shape Shaped(FormatKey key) => key.Words is { } words ? new Shape.Word(key.Meaning, words)
        : Lists.Contains(key.Name) ? new Shape.Either(key.Meaning, new Shape.Text(key.Meaning), new Shape.ListOf(key.Meaning, new Shape.Text("A text.")))
        : new Shape.Text(key.Meaning);
}
