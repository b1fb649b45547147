using System.Text.Json;
using Recount.Evaluation.Graphs;
using Recount.Text;

namespace Recount.Evaluation.Models;

/// <summary>Where the files of a model lie: Optimum's layout, all in one folder, or that of onnx-community, with graphs in <c>onnx/</c>.</summary>
/// <param name="Graph">The graph, absolute.</param>
/// <param name="Folders">Where tokenizer and configuration are looked for, in order.</param>
public sealed record ModelFolder(string Graph, IReadOnlyList<string> Folders)
{
    // Those with a past first: they can go on from what they have read.
    private static readonly string[] Names = ["model_with_past.onnx", "decoder_model_merged.onnx", "model.onnx", "decoder_model.onnx"];

    /// <summary>Finds the files from the path of a folder or of a graph in it.</summary>
    /// <exception cref="ModelRefusedException">There is no graph, or several and none by a known name.</exception>
    public static ModelFolder Find(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
        {
            return Of(path);
        }

        if (!Directory.Exists(path))
        {
            throw new ModelRefusedException($"There is no file and no folder '{path}'.");
        }

        if (Genai(path) is { } genai)
        {
            return Of(genai);
        }

        var folders = new[] { path, Path.Combine(path, "onnx") }.Where(Directory.Exists).ToList();
        var graphs = folders.SelectMany(f => Directory.EnumerateFiles(f, "*.onnx").Order(StringComparer.Ordinal)).ToList();
        return Names.SelectMany(n => graphs.Where(g => Path.GetFileName(g) == n)).FirstOrDefault() is { } known ? Of(known)
            : graphs is [var only] ? Of(only)
            : throw new ModelRefusedException(graphs.Count == 0
                ? $"There is no .onnx file in '{path}', nor in its folder 'onnx'."
                : $"Which of these in '{path}'? Name one: {string.Join(", ", graphs.Take(8).Select(g => Plain.Short(Path.GetRelativePath(path, g))))}{(graphs.Count > 8 ? " ..." : "")}");
    }

    private static ModelFolder Of(string graph)
    {
        var folder = Path.GetDirectoryName(graph)!;
        return new(graph, Path.GetFileName(folder) == "onnx" && Path.GetDirectoryName(folder) is { } parent ? [folder, parent] : [folder]);
    }

    private static string? Genai(string folder)
    {
        var file = Path.Combine(folder, "genai_config.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var name = document.RootElement.GetProperty("model").GetProperty("decoder").GetProperty("filename").GetString() ?? "";
            return Path.GetFileName(name) == name && name.Length > 0 ? Path.Combine(folder, name)
                : throw new ModelRefusedException($"'{file}' names a graph outside its folder: '{Plain.Line(name)}'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ModelRefusedException($"'{file}' names no graph (model, decoder, filename): {e.Message}", e);
        }
    }
}
