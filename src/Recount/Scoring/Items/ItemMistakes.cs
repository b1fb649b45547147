using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// The wording of what is wrong with a single item: full sentences, since items stand in data and not in a spec. Mistakes that have a place
/// are worded in <see cref="Mistakes"/>.
/// </summary>
internal static class ItemMistakes
{
    // --- on the way to a field ---
    public static string Empty(string reached) => $"'{Plain.Short(reached)}' is empty";

    public static string NoStep(Field field, string reached, string? name, int? index) => field switch
    {
        Field.Missing => Empty(reached),
        Field.List list when index is not null => $"'{Plain.Short(reached)}' has {Count(list.Elements.Count, "element")}, and no [{index}]",
        Field.List { Elements.Count: 0 } => $"'{Plain.Short(reached)}' is an empty list",
        Field.List => $"'{Plain.Short(reached)}' is a list of other things than records, and has no '{Plain.Short(name!)}'",
        Field.Record when name is not null => $"'{Plain.Short(reached)}' has no '{Plain.Short(name)}'",
        _ => $"'{Plain.Short(reached)}' is {field.Kind}, and has no {(name is null ? $"[{index}]" : $"'{Plain.Short(name)}'")}",
    };

    // --- texts ---
    public static FormatException NoText(Item item, string problem, string template) => new($"{Of(item)}: {problem}, but '{Plain.Short(template)}' needs it.");

    public static FormatException NotInText(Item item, string path, Field field)
    {
        var advice = field switch
        {
            Field.List => $" Name an element of it, such as {{{Plain.Short(path)}[0]}}.",
            Field.Record record => $" Name a part of it, such as {{{Plain.Short(path)}.{Plain.Short(record.Parts.Keys.FirstOrDefault() ?? "key")}}}.",
            _ => "",
        };
        return new($"{Of(item)}: '{Plain.Short(path)}' is {field.Kind}, and has no place inside a text.{advice}");
    }

    // --- choices ---
    public static FormatException NoList(Item item, string path, Field field) => new(
        $"{Of(item)}: the choices come from '{Plain.Short(path)}', which is {field.Kind} and no list."
        + " Write each choice as a template of its own, or name a column of lists.");

    public static FormatException NoChoice(Item item, string path, int index, Field field) => new(
        $"{Of(item)}: choice {index} in '{Plain.Short(path)}' is {field.Kind}, and no text.");

    public static FormatException EmptyChoice(Item item, int index) => new($"{Of(item)}: choice {index} is an empty text, which no model can score.");

    public static FormatException TooFewChoices(Item item, int count) => new($"{Of(item)}: there {(count == 1 ? "is one choice" : $"are {count} choices")}; a question needs two.");

    // --- gold answers ---
    public static FormatException NoGold(Item item, Field value, string expected) => new(
        $"{Of(item)}: the gold answer {Shown(value)} is not {expected}.");

    public static FormatException EmptyGold(Item item) => new($"{Of(item)}: the list of gold answers is empty.");

    public static FormatException TwoReadings(Item item, string value, int index, int text) => new(
        $"{Of(item)}: the gold answer {Shown(new Field.Text(value))} is the index of choice {index} and the text of choice {text}."
        + " Say which is meant: an index or a choice's text.");

    public static FormatException Labels(Item item, string path, string found, int choices) => new(
        $"{Of(item)}: the labels of the choices come from '{Plain.Short(path)}', which is {found}; {choices} labels are needed, one for each choice.");

    // --- filters ---
    public static FormatException NotComparable(Item item, string path, Field field, string comparison) => new(
        $"{Of(item)}: '{Plain.Short(path)}' is {Shown(field)}, which '{Plain.Short(comparison)}' cannot be asked of.");

    public static string Shown(Field field) => field switch
    {
        Field.Text text => $"'{Plain.Short(text.Value)}'",
        Field.Number number => Plain.Short(number.Written),
        _ => field.Kind,
    };

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Of(Item item) => $"Item {Plain.Short(item.Id)}";
}
