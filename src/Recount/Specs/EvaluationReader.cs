using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Specs;

/// <summary>Reads the models of a spec and its evaluations: the task in every format, over the items that are there.</summary>
/// <param name="spec">The path of the spec.</param>
internal sealed class EvaluationReader(string spec, InputReader named, IReadOnlyDictionary<string, DeclaredItems?> items, Diagnostics diagnostics)
{
    /// <summary>The models by name; null where there is a mistake in one.</summary>
    public IReadOnlyDictionary<string, DeclaredModel?> Models(YamlNode.Mapping? node)
    {
        var models = new Dictionary<string, DeclaredModel?>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            models[name.Text] = value is YamlNode.Mapping mapping ? Model(name, mapping) : null;
        }

        return models;
    }

    /// <summary>The evaluations by name; null where there is a mistake in one.</summary>
    public IReadOnlyDictionary<string, DeclaredEvaluation?> Evaluations(YamlNode.Mapping? node, IReadOnlyDictionary<string, DeclaredModel?> models)
    {
        var evaluations = new Dictionary<string, DeclaredEvaluation?>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            evaluations[name.Text] = value is YamlNode.Mapping mapping ? Evaluation(name, mapping, models) : null;
        }

        return evaluations;
    }

    private DeclaredModel? Model(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var mark = diagnostics.Mark;
        var folder = node.Text("folder");
        var files = new List<(string, ExternalInput)>();
        foreach (var (path, value) in (node["files"] as YamlNode.Mapping)?.Entries ?? [])
        {
            if (Leaves(path.Text))
            {
                diagnostics.Add(Mistakes.NotForThisTask(path.At, $"'{Plain.Short(path.Text)}' is no path inside the folder of a model"));
            }
            else if (value is YamlNode.Mapping file && file.Text("url") is { } url)
            {
                if (named.Read($"{name.Text}/{path.Text}", file, url) is { } input)
                {
                    files.Add((path.Text, input));
                }
            }
            else if (value is YamlNode.Mapping)
            {
                diagnostics.Add(Mistakes.MissingKey(path.At, "a file", "url", "The https address of the file."));
            }
        }

        if (folder is not null && Leaves(folder.Text))
        {
            diagnostics.Add(Mistakes.NotForThisTask(folder.At, $"'{Plain.Short(folder.Text)}' is no path below the spec"));
        }

        if ((folder is null) == (node["files"] is null))
        {
            diagnostics.Add(Mistakes.NotForThisTask(name.At, $"the model '{name.Text}' names {(folder is null ? "neither a 'folder' nor" : "a 'folder' and")} 'files'"));
        }

        return diagnostics.Mark > mark ? null : new(name.Text, node.Text("called")?.Text ?? name.Text, folder?.Text, files, spec, name.At);
    }

    private static bool Leaves(string path) => path.Length == 0 || Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..");

    private DeclaredEvaluation? Evaluation(YamlNode.Scalar name, YamlNode.Mapping node, IReadOnlyDictionary<string, DeclaredModel?> models)
    {
        var mark = diagnostics.Mark;
        var used = Models(node["model"], models);
        var (evaluated, shots) = (Items(node.Text("items")), node.Text("shots-from") is { } from ? Items(from) : null);
        var task = Task(name, node);
        var grid = task is not null && node["formats"] is { } formats ? new FormatReader(diagnostics).Grids(formats, Presets.Of(task.Name)) : null;
        var length = node.Text("max-length");
        var positions = NumberReader.Whole(length?.Text) is > 0 and <= int.MaxValue and var some ? (int)some : (int?)null;
        if (length is not null && positions is null)
        {
            diagnostics.Add(Mistakes.NoFreeNumber(length.At, "number of positions", length.Text, "512"));
        }

        if (task is null || grid is null || evaluated is null || used.Count == 0 || (shots is null && node["shots-from"] is not null))
        {
            return null;
        }

        var tasks = evaluated.Items is { } set && (shots is null || shots.Items is not null)
            ? new FormatTasks(task, task.Name, name.At, diagnostics) { GoldAt = node.Text("gold")?.At }.Of(grid.Formats, set, (shots ?? evaluated).Pool!) : null;
        return diagnostics.Mark > mark ? null : new(
            name.Text, used, evaluated, shots, task, grid, tasks, node.Text("join")?.Text ?? "lm-eval", positions, node.Text("effort")?.Text == "full", name.At);
    }

    private List<DeclaredModel> Models(YamlNode? node, IReadOnlyDictionary<string, DeclaredModel?> models)
    {
        var used = new List<DeclaredModel>();
        foreach (var name in (node is YamlNode.Sequence list ? list.Items : [node!]).OfType<YamlNode.Scalar>())
        {
            if (!models.TryGetValue(name.Text, out var model))
            {
                diagnostics.Add(Mistakes.UnknownOf(name.At, "model of this spec", name.Text, models.Keys, "Models"));
            }
            else if (used.Contains(model!))
            {
                diagnostics.Add(Mistakes.NotForThisTask(name.At, $"the model '{Plain.Short(name.Text)}' stands here a second time"));
            }
            else if (model is not null)
            {
                used.Add(model);
            }
        }

        return used;
    }

    private DeclaredItems? Items(YamlNode.Scalar? name)
    {
        if (name is null)
        {
            return null;
        }

        if (!items.TryGetValue(name.Text, out var found))
        {
            diagnostics.Add(Mistakes.UnknownOf(name.At, "set of items of this spec", name.Text, items.Keys, "Items"));
        }

        return found;
    }

    // A known task by its name, that of the evaluation if none is given; else one of the spec's own.
    private FormattedTask? Task(YamlNode.Scalar name, YamlNode.Mapping node)
    {
        var named = node.Text("task") ?? name;
        var own = node["classes"] is not null || node["gold"] is not null;
        if (!own && Presets.Task(named.Text) is { } known)
        {
            return known;
        }

        if (!own && node["task"] is not null)
        {
            diagnostics.Add(Mistakes.UnknownTask(named.At, named.Text, Presets.Tasks.Select(t => t.Name)));
            return null;
        }

        return FormattedTask.Own(named.Text, [.. ((node["classes"] as YamlNode.Sequence)?.Items ?? []).OfType<YamlNode.Scalar>().Select(c => c.Text)], node.Text("gold")?.Text);
    }
}
