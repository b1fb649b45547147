using Recount.Scoring.Items;
using Recount.Scoring.Tasks;

namespace Recount.Scoring.Formats;

/// <summary>What stays the same under all formats of a task: what its items hold, and which answer is right.</summary>
/// <param name="Says">What the task asks, in a sentence.</param>
/// <param name="Fields">The names that layouts use, each with the columns that files have for it, the first of which counts.</param>
/// <param name="Classes">The classes in order, each with all words by which files name it; empty where choices differ from item to item.</param>
/// <param name="Said">What formats of the task say unless they say otherwise: choices, and how gold is read.</param>
/// <param name="Gold">The field with the class, or with the right choice.</param>
/// <param name="Labels">The field with the labels of the choices, where gold may be one of them; null where there is none.</param>
/// <param name="Group">A template that is equal for items of one question, which is right only when all of them are; null where each stands for itself.</param>
/// <param name="Sample">An item that we wrote, to show a prompt without data.</param>
/// <param name="Items">A public file of its items, by address and digest; null where none is known.</param>
public sealed record FormattedTask(
    string Name, string Says, IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> Fields, IReadOnlyList<IReadOnlyList<string>> Classes, IReadOnlyList<TaskText> Said,
    string Gold, string? Labels, string? Group, Item? Sample,
    (string Url, string Sha256)? Items = null)
{
    /// <summary>A task of one's own, of which no layout is known.</summary>
    /// <param name="gold">Left out, <c>label</c> of tasks with classes and <c>gold</c> of others.</param>
    public static FormattedTask Own(string name, IReadOnlyList<string> classes, string? gold) =>
        new(name, "", [], [.. classes.Select(c => (IReadOnlyList<string>)[c])], [], gold ?? (classes.Count > 0 ? "label" : "gold"), null, null, null);

    /// <summary>The index of the class that a text names, or null.</summary>
    public int? ClassOf(string text) => Classes.ToList().FindIndex(c => c.Contains(text.Trim(), StringComparer.Ordinal)) is >= 0 and var index ? index : null;
}
