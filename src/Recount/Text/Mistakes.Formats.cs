namespace Recount.Text;

/// <content>Mistakes in prompt formats and their grids.</content>
public static partial class Mistakes
{
    private static (string Code, string About)[] CodesOfFormats =>
    [
        ("RC080", "In the template of a format, [question] stands for a label with its separator, and [options], [choices], [verbalizer] for what the format says; [[ and ]] are brackets."),
        ("RC081", "A task, a preset or an axis that is not known: recount format lists tasks and presets, and recount eval --help the axes."),
        ("RC082", "A format that cannot be made as it is said: something is missing, or two things contradict each other."),
        ("RC083", "A field is changed by filters behind bars: {question|upper-first}, {premise|no-stop}."),
        ("RC084", "The items do not have what the task needs: a field that no column gives, or a class that is none of the task's."),
        ("RC085", "A grid of formats is a product of values, with others added; a claim names formats as the evaluation does, and asks one thing of them."),
    ];

    public static Diagnostic LooseBracket(Place at, bool opens) => new("RC080", at, opens ? "a bracket opens here and never closes" : "a bracket closes here that was never opened",
        "A bracket that is only a bracket is written twice: [[");

    public static Diagnostic UnknownTask(Place at, string name, IEnumerable<string> names) => new("RC081", at,
        $"'{Plain.Short(name)}' is no task", () => DidYouMean(name, names, "Tasks"));

    public static Diagnostic UnknownPreset(Place at, string name, IReadOnlyCollection<string> names) => new("RC081", at,
        $"'{Plain.Short(name)}' is no preset of this task",
        () => names.Count == 0 ? "None is known of a task of one's own: say a 'template'." : DidYouMean(name, names, "Presets"));

    public static Diagnostic UnknownAxis(Place at, string name, IEnumerable<string> names) => new("RC081", at,
        $"'{Plain.Short(name)}' is no axis of a format", () => DidYouMean(name, names, "Axes"));

    public static Diagnostic NotThisFormat(Place at, string what, string? advice = null) => new("RC082", at, what, advice);

    public static Diagnostic UnknownFilter(Place at, string filter, IEnumerable<string> filters) => new("RC083", at,
        $"'{Plain.Short(filter)}' is no filter of a field", () => DidYouMean(filter, filters, "Filters"));

    public static Diagnostic NoSuchField(Place at, string task, string field, IEnumerable<string> candidates, IEnumerable<string> columns) => new("RC084", at,
        $"the task '{task}' needs '{field}', and no column of the items gives it",
        () => $"Looked for {string.Join(", ", candidates)}. Columns: {string.Join(", ", columns.Take(12).Select(c => Plain.Short(c)))}. 'columns' gives one another name.");

    public static Diagnostic NotThisItem(Place at, string what) => new("RC084", at, what);

    public static Diagnostic NoSuchFormat(Place at, string name, IEnumerable<string> names) => new("RC085", at,
        $"'{Plain.Short(name, 80)}' is no format of this evaluation", () => DidYouMean(name, names, "Formats"));

    public static Diagnostic NotThisGrid(Place at, string what, string? advice = null) => new("RC085", at, what, advice);
}
