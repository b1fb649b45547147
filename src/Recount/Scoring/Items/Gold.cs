using System.Diagnostics;
using System.Globalization;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Which choices of an item are right: what a template gives, read as <see cref="GoldReading"/> says. A list in the one field that it names is several
/// right choices.
/// </summary>
public sealed class Gold(PromptTemplate template, GoldReading reading)
{
    public PromptTemplate Template => template;

    public GoldReading Reading => reading;

    /// <summary>Reports fields that no item has; true when there are none.</summary>
    public bool Check(ItemSet items, Diagnostics diagnostics) =>
        template.Check(items, diagnostics) & (reading is not GoldReading.Label label || label.Labels.Check(items, diagnostics));

    /// <summary>The indices of the right choices, from 0, each once, in the order of the file: one or more.</summary>
    /// <param name="choices">The texts of the item's choices.</param>
    /// <exception cref="FormatException">The item says nothing that fits; the message is a sentence that names the item, what it says, and what was expected.</exception>
    public IReadOnlyList<int> Of(Item item, IReadOnlyList<string> choices)
    {
        string? problem = null;
        var value = template.Whole is { } path ? path.Find(item, out problem) : new Field.Text(template.Render(item));
        if (problem is not null)
        {
            throw ItemMistakes.NoText(item, problem, template.Written);
        }

        return value is not Field.List list ? [One(item, value, choices)]
            : list.Elements.Count == 0 ? throw ItemMistakes.EmptyGold(item)
            : [.. list.Elements.Select(e => One(item, e, choices)).Distinct()];
    }

    private int One(Item item, Field value, IReadOnlyList<string> choices) => reading switch
    {
        GoldReading.Undeclared => Undeclared(item, value, choices),
        GoldReading.Index index => Numbered(item, value, index.First, choices.Count),
        GoldReading.Letter => Letter(item, value, Math.Min(26, choices.Count)),
        GoldReading.Label label => Labelled(item, value, Labels(item, label.Labels, choices.Count)),
        GoldReading.ChoiceText => Equal(choices, value) is [var only] ? only : throw ItemMistakes.NoGold(item, value, $"the text of exactly one of the choices {Listed(choices)}"),
        GoldReading.Truth truth => True(value) is { } isTrue ? Within(item, value, isTrue ? truth.WhenTrue : truth.WhenFalse, choices.Count)
            : throw ItemMistakes.NoGold(item, value, "true or false"),
        _ => throw new UnreachableException(reading.GetType().Name),
    };

    private static int Undeclared(Item item, Field value, IReadOnlyList<string> choices)
    {
        var index = Whole(value) is { } number && number < choices.Count ? (int)number : -1;
        var texts = value is Field.Text ? Equal(choices, value) : [];
        if (index >= 0)
        {
            return texts.All(t => t == index) ? index : throw ItemMistakes.TwoReadings(item, ((Field.Text)value).Value, index, texts.First(t => t != index));
        }

        var other = value is Field.Text ? $", nor the text of exactly one of {Listed(choices)}" : "";
        return texts is [var only] ? only : throw ItemMistakes.NoGold(item, value, $"the index of a choice, from 0 to {choices.Count - 1}{other}");
    }

    private static int Numbered(Item item, Field value, int first, int choices) =>
        Whole(value) is { } number && number >= first && number - first < choices ? (int)number - first
            : throw ItemMistakes.NoGold(item, value, $"the number of a choice, from {first} to {choices - 1 + first}");

    private static int Letter(Item item, Field value, int choices) =>
        value is Field.Text { Value: [var letter] } && char.IsAsciiLetter(letter) && char.ToUpperInvariant(letter) - 'A' < choices ? char.ToUpperInvariant(letter) - 'A'
            : throw ItemMistakes.NoGold(item, value, $"the letter of a choice, from A to {(char)('A' + choices - 1)}");

    private static int Labelled(Item item, Field value, List<string> labels) => Equal(labels, value) is [var only] ? only
        : throw ItemMistakes.NoGold(item, value, $"exactly one of the labels {string.Join(", ", labels.Select(l => Plain.Short(l, 20)))}");

    private static int Within(Item item, Field value, int index, int choices) =>
        index >= 0 && index < choices ? index : throw ItemMistakes.NoGold(item, value, $"one of the {choices} choices: it stands for choice {index}");

    // 2, "2" and a binary 2.0, which tables write for whole numbers where some are missing.
    private static long? Whole(Field value)
    {
        var text = value switch
        {
            Field.Number number => number.Written.EndsWith(".0", StringComparison.Ordinal) ? number.Written[..^2] : number.Written,
            Field.Text written => written.Value,
            _ => "",
        };
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
    }

    private static bool? True(Field value) => value switch
    {
        Field.Truth truth => truth.Value,
        Field.Text { Value: "true" or "True" or "TRUE" } => true,
        Field.Text { Value: "false" or "False" or "FALSE" } => false,
        _ => null,
    };

    private static List<int> Equal(IReadOnlyList<string> texts, Field value) => PromptTemplate.Shown(value) is not { } shown ? []
        : [.. Enumerable.Range(0, texts.Count).Where(i => texts[i].AsSpan().Trim().SequenceEqual(shown.AsSpan().Trim()))];

    private static List<string> Labels(Item item, FieldPath path, int choices)
    {
        var field = path.Find(item, out var problem);
        return problem is not null ? throw ItemMistakes.NoText(item, problem, path.Written)
            : field is not Field.List list ? throw ItemMistakes.Labels(item, path.Written, field.Kind, choices)
            : list.Elements.Count != choices ? throw ItemMistakes.Labels(item, path.Written, $"a list of {list.Elements.Count}", choices)
            : [.. list.Elements.Select((e, i) => PromptTemplate.Shown(e) ?? throw ItemMistakes.NoChoice(item, path.Written, i, e))];
    }

    private static string Listed(IReadOnlyList<string> choices) =>
        string.Join(", ", choices.Take(8).Select(c => $"'{Plain.Short(c, 30)}'")) + (choices.Count > 8 ? ", ..." : "");
}
