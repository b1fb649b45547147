using System.Text.Json;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Texts with the ids that an independent program gave them; the README beside says which.</summary>
internal static class ReferenceIds
{
    public static string Folder { get; } = Path.Combine(Repository.Tests, "Evaluation", "Tokens");

    public static string Made => Path.Combine(Folder, "Made");

    public static IReadOnlyList<string> Texts { get; } = [.. File.ReadLines(Path.Combine(Folder, "texts.jsonl")).Select(l => JsonSerializer.Deserialize<string>(l)!)];

    /// <param name="name">Of the ids' file, without its ending: <c>Made/neox</c>.</param>
    public static IReadOnlyList<int[]> Of(string name) => [.. File.ReadLines(Path.Combine(Folder, $"{name}.ids.jsonl")).Select(l => JsonSerializer.Deserialize<int[]>(l)!)];
}
