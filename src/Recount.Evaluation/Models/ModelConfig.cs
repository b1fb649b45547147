using System.Text.Json;
using Recount.Evaluation.Graphs;

namespace Recount.Evaluation.Models;

/// <summary>What lies beside a graph about the model: <c>config.json</c>, or <c>genai_config.json</c>.</summary>
/// <param name="File">Where it was read, absolute; null where there is none.</param>
/// <param name="MaxLength">Positions that the model has: n_positions, max_position_embeddings or n_ctx, of the text part where there is one.</param>
/// <param name="Type">The architecture's name.</param>
public sealed record ModelConfig(string? File, int? MaxLength, string? Type)
{
    private static readonly string[] Lengths = ["n_positions", "max_position_embeddings", "n_ctx", "context_length"];

    /// <summary>Reads the first of the files that is there.</summary>
    /// <param name="folders">Where to look, in order.</param>
    /// <exception cref="ModelRefusedException">A file is no JSON object.</exception>
    public static ModelConfig Read(IEnumerable<string> folders)
    {
        foreach (var file in folders.SelectMany(f => new[] { Path.Combine(f, "config.json"), Path.Combine(f, "genai_config.json") }).Where(System.IO.File.Exists))
        {
            try
            {
                using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
                var root = document.RootElement;
                var model = root.TryGetProperty("model", out var genai) && genai.ValueKind == JsonValueKind.Object ? genai : root;
                var text = model.TryGetProperty("text_config", out var part) && part.ValueKind == JsonValueKind.Object ? part : model;
                var length = Lengths.Select(l => text.TryGetProperty(l, out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var v) && v > 0 ? v : (int?)null)
                    .FirstOrDefault(l => l is not null);
                var type = model.TryGetProperty("model_type", out var t) || model.TryGetProperty("type", out t) ? t.GetString() : null;
                return new(Path.GetFullPath(file), length, type);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new ModelRefusedException($"'{file}' cannot be read as a model's configuration: {e.Message}", e);
            }
        }

        return new(null, null, null);
    }
}
