using Google.Protobuf;
using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>
/// An ONNX file that was read and checked before any runtime sees it: no larger than allowed, with operators of known domains only, and with no weights from
/// outside its own folder.
/// </summary>
public sealed class ModelFile
{
    // Operators that the runtime itself brings. Any other domain would need a library of someone's.
    private static readonly HashSet<string> Domains = new(StringComparer.Ordinal) { "", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc" };

    private ModelFile(string path, ModelProto model, IReadOnlyList<string> files) => (Path, Model, Files) = (path, model, files);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The folder that the file lies in, absolute.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public ModelProto Model { get; }

    /// <summary>The file itself and those that hold its weights, absolute, each once.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The version of the standard operators.</summary>
    public long Opset => Model.OpsetImport.Where(o => o.Domain is "" or "ai.onnx").Select(o => o.Version).DefaultIfEmpty(0).Max();

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="ModelRefusedException">It is no ONNX file, or one that a check refuses.</exception>
    public static ModelFile Read(string path, ModelLimits? limits = null)
    {
        limits ??= ModelLimits.Default;
        path = System.IO.Path.GetFullPath(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ModelRefusedException($"There is no file '{path}'.");
        }

        if (file.Length > limits.Bytes)
        {
            throw new ModelRefusedException($"'{file.Name}' has {file.Length:N0} bytes; at most {limits.Bytes:N0} are read. Larger weights belong in external data beside the graph.");
        }

        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelRefusedException($"'{file.Name}' is no ONNX file: {e.Message}", e);
        }

        if (model.Graph is not { Node.Count: > 0, Input.Count: > 0, Output.Count: > 0 })
        {
            throw new ModelRefusedException($"'{file.Name}' is no ONNX file: it holds no graph with inputs, operators and outputs.");
        }

        var census = Census.Of(model, limits);
        if (census.Domains.Except(Domains).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } strange)
        {
            throw new ModelRefusedException(
                $"'{file.Name}' uses operators of {string.Join(", ", strange.Select(d => $"'{d}'"))}, which would need a library of their own. None is loaded: a model is data, not code.");
        }

        return new(path, model, [path, .. ExternalData.Files(System.IO.Path.GetDirectoryName(path)!, census.External, limits)]);
    }
}
