using System.Globalization;
using Recount.Evaluation.Graphs.Onnx;
using Recount.Workspace;

namespace Recount.Evaluation.Graphs;

/// <summary>Weights beside a graph: named by a path relative to its folder, and never outside of it, links followed.</summary>
internal static class ExternalData
{
    /// <summary>The files that hold the tensors, absolute, each once, in order.</summary>
    /// <exception cref="ModelRefusedException">One lies outside the folder, is missing, too short, or larger than allowed.</exception>
    public static IReadOnlyList<string> Files(string folder, IReadOnlyList<TensorProto> tensors, ModelLimits limits)
    {
        var files = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            var entries = tensor.ExternalData.GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
            var location = entries.GetValueOrDefault("location", "");
            if (!files.TryGetValue(location, out var length))
            {
                files[location] = length = Inside(folder, location, tensor.Name);
            }

            var (offset, size) = (Number(entries, "offset", tensor), Number(entries, "length", tensor));
            if (offset > length || size > length - offset)
            {
                throw new ModelRefusedException($"'{location}' has {length:N0} bytes, too few for the tensor '{tensor.Name}' at {offset:N0} with {size:N0}: the download may be unfinished.");
            }
        }

        if (files.Values.Sum() is var all && all > limits.ExternalBytes)
        {
            throw new ModelRefusedException($"The weights beside the graph have {all:N0} bytes; at most {limits.ExternalBytes:N0} are read.");
        }

        return [.. files.Keys.Select(l => Path.GetFullPath(Path.Combine(folder, l)))];
    }

    private static long Inside(string folder, string location, string tensor)
    {
        var full = Path.GetFullPath(Path.Combine(folder, location));
        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(location) || !Links.IsBelow(folder, full))
        {
            throw new ModelRefusedException($"The tensor '{tensor}' wants its weights from '{Text.Plain.Line(location)}', which is no path below the model's folder.");
        }

        var file = new FileInfo(full);
        if (!file.Exists)
        {
            throw new ModelRefusedException($"The weights '{location}' are missing: they belong beside the graph, in {folder}.");
        }

        if (!Links.IsReallyBelow(folder, full))
        {
            throw new ModelRefusedException($"The weights '{location}' are a link that leads outside the model's folder; put the file itself there.");
        }

        return (file.ResolveLinkTarget(true) as FileInfo ?? file).Length;
    }

    private static long Number(Dictionary<string, string> entries, string key, TensorProto tensor) => !entries.TryGetValue(key, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ModelRefusedException($"The tensor '{tensor.Name}' has no readable {key} of its external data: '{Text.Plain.Line(text)}'.");
}
