using System.Text.Json;
using Recount.Training.World;

namespace Recount.Training.Output;

/// <summary>The items that are held out, a line of JSON each.</summary>
internal static class ItemFiles
{
    public static void Write(string folder, IReadOnlyList<(Exercise Exercise, IReadOnlyList<Item> Items)> sets)
    {
        foreach (var (exercise, items) in sets)
        {
            File.WriteAllText(Path.Combine(folder, $"{exercise.Name}.jsonl"), string.Concat(items.Select(i => $"{JsonSerializer.Serialize(i.Fields)}\n")));
        }
    }
}
