using Recount.Scoring.Tasks;

namespace Recount.Scoring.Formats;

/// <summary>One way to lay out the prompt of a task and to score what comes of it: a list of texts by key, so that one format can be told from another word by word.</summary>
/// <param name="Name">Among the formats of a grid: <c>gpt3</c>, or <c>gpt3 labels=Q/A</c>.</param>
/// <param name="Said">Keys are those of <see cref="FormatKey.All"/>; several texts of a key stand one behind the other.</param>
public sealed record Format(string Name, IReadOnlyList<TaskText> Said)
{
    /// <summary>The first text of a key, or null.</summary>
    public TaskText? One(string key) => Said.FirstOrDefault(s => s.Key == key);

    /// <summary>The texts of a key.</summary>
    public IReadOnlyList<TaskText> Many(string key) => [.. Said.Where(s => s.Key == key)];

    /// <summary>What a key says, as one text: parts between slashes.</summary>
    public string? Value(string key) => Many(key) is { Count: > 0 } texts ? string.Join('/', texts.Select(t => t.Text)) : null;

    /// <summary>This format as if all of it stood at one place: where a user names a preset, whose own file no user sees.</summary>
    public Format Named(Text.Place at) => this with { Said = [.. Said.Select(s => s with { At = (_, _) => at })] };

    /// <summary>This format with other texts for some keys; what is said of those here is left out.</summary>
    public Format With(string name, IReadOnlyList<TaskText> other)
    {
        var keys = other.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        return new(name, [.. Said.Where(s => !keys.Contains(s.Key)), .. other]);
    }

    /// <summary>This format without what it says of some keys.</summary>
    public Format Without(IReadOnlyList<string> keys) => this with { Said = [.. Said.Where(s => !keys.Contains(s.Key))] };

    /// <summary>All that it says, in one text: two formats with equal ones say the same, whatever they are called.</summary>
    public string Words => string.Join('\u0001', FormatKey.All.Where(k => k.Name is not ("source" or "status" or "note")).Select(k => Value(k.Name) is { } value ? $"={value}" : ""));
}
