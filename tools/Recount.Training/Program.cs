using System.Text.Json;
using Recount.Training.World;

foreach (var (exercise, items) in HeldOut.Draw(1))
{
    Directory.CreateDirectory(args[0]);
    File.WriteAllText(Path.Combine(args[0], $"{exercise.Name}.jsonl"), string.Concat(items.Select(i => $"{JsonSerializer.Serialize(i.Fields)}\n")));
}
