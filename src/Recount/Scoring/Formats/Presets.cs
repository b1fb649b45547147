using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Text.Shapes;
using Recount.Text.Yaml;

namespace Recount.Scoring.Formats;

/// <summary>
/// The tasks whose layouts were published, and those layouts, by the name of who published them. They are data, in files beside this one, in the language in which specs write
/// formats of their own.
/// </summary>
public static class Presets
{
    private static readonly string[] Sources = ["gpt3", "lm-eval", "helm", "calibrate", "surface-form", "official"];

    private static readonly Lazy<(IReadOnlyList<FormattedTask> Tasks, IReadOnlyDictionary<string, IReadOnlyList<Format>> Formats)> Read = new(() => ReadAll());

    /// <summary>The tasks, in the order of their file.</summary>
    public static IReadOnlyList<FormattedTask> Tasks => Read.Value.Tasks;

    /// <summary>The task of a name, or null.</summary>
    public static FormattedTask? Task(string name) => Tasks.FirstOrDefault(t => t.Name == name);

    /// <summary>The published formats of a task; that of GPT-3 first.</summary>
    public static IReadOnlyList<Format> Of(string task) => Read.Value.Formats.GetValueOrDefault(task, []);

    /// <summary>What a file of tasks holds.</summary>
    internal static Shape TaskFile { get; } = new Shape.MapOf("Tasks by name.", new Shape.Mapping("a task", "A benchmark task.",
    [
        new("says", new Shape.Text("What it asks."), true),
        new("fields", new Shape.MapOf("Columns by the name that layouts use.", new Shape.ListOf("Columns.", new Shape.Text("A column."))), true),
        new("classes", new Shape.ListOf("Classes in order.", new Shape.ListOf("Words for one class.", new Shape.Text("A word.")))),
        new("gold", new Shape.Text("The field with the class or the right choice.")),
        new("labels", new Shape.Text("The field with the labels of the choices.")),
        new("choices", new Shape.Either("The choices.", new Shape.Text("A field that is a list."), new Shape.ListOf("A template each.", new Shape.Text("A template.")))),
        new("answer", new Shape.Text("For tasks without choices: the right answer.")),
        new("items", new Shape.Mapping("items", "A public file of its items.",
            [new("url", new Shape.Text("Where it is."), true), new("sha256", new Shape.Text("Its digest."), true), new("note", new Shape.Text("A remark."))])),
        new("group", new Shape.Text("A template that is equal for items of one question.")),
        new("sample", new Shape.MapOf("An item.", new Shape.Either("A field.", new Shape.Text("A text."), new Shape.ListOf("A list.", new Shape.Text("A text."))))),
    ]));

    /// <summary>What a file of formats holds: formats by the name of their task.</summary>
    internal static Shape FormatFile { get; } = new Shape.MapOf("Formats by task.", ((Shape.Either)FormatReader.Shape).Long);

    private static (IReadOnlyList<FormattedTask> Tasks, IReadOnlyDictionary<string, IReadOnlyList<Format>> Formats) ReadAll()
    {
        var diagnostics = new Diagnostics();
        var reader = new FormatReader(diagnostics);
        var tasks = Entries("tasks", TaskFile, diagnostics).Select(e => Task(e.Name.Text, e.Node, reader)).ToList();
        var formats = tasks.ToDictionary(t => t.Name, _ => new List<Format>());
        foreach (var source in Sources)
        {
            foreach (var (task, node) in Entries(source, FormatFile, diagnostics))
            {
                formats[task.Text].Add(new(source, reader.Read(node)));
            }
        }

        return diagnostics.Any ? throw new InvalidOperationException(string.Join('\n', diagnostics.Sorted().Select(d => $"{d.At}: {d.Message}")))
            : (tasks, formats.ToDictionary(f => f.Key, f => (IReadOnlyList<Format>)f.Value));
    }

    private static IEnumerable<(YamlNode.Scalar Name, YamlNode.Mapping Node)> Entries(string file, Shape shape, Diagnostics diagnostics)
    {
        using var stream = typeof(Presets).Assembly.GetManifestResourceStream($"{file}.yaml") ?? throw new InvalidOperationException($"The presets of '{file}' are missing.");
        using var text = new StreamReader(stream);
        if (YamlText.Read(new($"presets/{file}.yaml", text.ReadToEnd(), ""), diagnostics) is not YamlNode.Mapping root)
        {
            return [];
        }

        ShapeCheck.Check(root, shape, diagnostics);
        return root.Entries.Select(e => (e.Key, (YamlNode.Mapping)e.Value));
    }

    private static FormattedTask Task(string name, YamlNode.Mapping node, FormatReader reader) => new(
        name, node.Text("says")?.Text ?? "", [.. ((YamlNode.Mapping)node["fields"]!).Entries.Select(e => (e.Key.Text, Texts(e.Value)))],
        [.. (node["classes"] as YamlNode.Sequence)?.Items.Select(Texts) ?? []], reader.Read(node), node.Text("gold")?.Text ?? "label", node.Text("labels")?.Text, node.Text("group")?.Text,
        node["sample"] is YamlNode.Mapping sample ? new(1, "sample", sample.Entries.ToDictionary(e => e.Key.Text, e => Field(e.Value))) : null,
        node["items"] is YamlNode.Mapping items ? (items.Text("url")!.Text, items.Text("sha256")!.Text) : null);

    private static IReadOnlyList<string> Texts(YamlNode node) => [.. ((node as YamlNode.Sequence)?.Items ?? [node]).OfType<YamlNode.Scalar>().Select(s => s.Text)];

    private static Field Field(YamlNode node) => node is YamlNode.Sequence list ? new Field.List([.. list.Items.Select(Field)]) : new Field.Text(((YamlNode.Scalar)node).Text);
}
