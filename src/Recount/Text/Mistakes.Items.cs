namespace Recount.Text;

/// <content>Mistakes in files of benchmark items, and in the templates, filters and columns that are said of them.</content>
public static partial class Mistakes
{
    private static (string Code, string About)[] CodesOfItems =>
    [
        ("RC070", "A file of items is JSON, one object a line or a list of objects; no key stands in an object twice. CSV and TSV: see RC031."),
        ("RC071", "A file of items cannot be used: it is not there, too large, of a kind that is not read, no UTF-8 text, or holds no item."),
        ("RC072", "The column that names the items must be in the file, hold a text or a number in every item, and the same one only once."),
        ("RC073", "In a template, {column} stands for a field of the item: {question.stem} for a part of it, {answers[0]} for an element; {{ and }} are braces."),
        ("RC074", "A template, a filter or a new column names a field that no item has."),
        ("RC075", "A filter compares fields with values: label == 1 and split == test. A new column is named like this: context=question.stem."),
    ];

    // --- files of items ---
    public static Diagnostic NotJson(Place at, string what) => new("RC070", at,
        $"this is not JSON: {Json(what)}", "Each line is one object, or the file is one list of objects.");

    public static Diagnostic NoObject(Place at, string found) => new("RC070", at, $"{found} stands where an item, an object, is expected");

    public static Diagnostic KeyTwice(Place at, string key) => new("RC070", at,
        $"the key '{Plain.Short(key)}' stands in this object a second time", "Which one counts would be a guess.");

    public static Diagnostic HalfACharacter(Place at) => new("RC070", at, "half of a character stands in this text", "A surrogate such as \\ud83d needs its other half.");

    public static Diagnostic NoItems(Place at) => new("RC071", at, "the file has no items");

    public static Diagnostic NoItemsFile(Place at, string path, string why) => new("RC071", at,
        $"the file of items '{Plain.Short(path, 80)}' {why}", "Items lie in files below the folder of the spec, or are named by url and sha256.");

    public static Diagnostic ItemsOrigin(Place at, string name, bool both) => new("RC071", at,
        both ? $"the items '{Plain.Short(name)}' have two origins: file and url" : $"the items '{Plain.Short(name)}' do not say where they come from",
        "Write one of: file (below the spec), url (with sha256).");

    public static Diagnostic NotUtf8(Place at) => new("RC071", at, "this line is not UTF-8 text", "Convert the file: iconv -f WINDOWS-1252 -t UTF-8");

    public static Diagnostic NotReadAsItems(Place at, string extension, IEnumerable<string> extensions) => new("RC071", at,
        extension.Length == 0 ? "the file has no extension that says what it is" : $"'{Plain.Short(extension)}' is no kind of file that items are read from",
        $"Read are {string.Join(", ", extensions)}.");

    public static Diagnostic ItemsUnreadable(Place at, string why) => new("RC071", at, $"the items cannot be read: {Plain.Short(why, 200)}");

    public static Diagnostic ItemLength(Place at, int found, int expected, char divider) => new("RC031", at,
        $"this row has {(found == 1 ? "1 cell" : $"{found} cells")}, the header has {expected}",
        divider == ',' ? "Quote a cell that holds a comma: \"1,000\"." : "A cell of a TSV file holds no tab, and quotes mean nothing in it.");

    public static Diagnostic NoIdColumn(Place at, string column, IEnumerable<string> columns) => new("RC072", at,
        $"no item has the column '{Plain.Short(column)}' that was to name it", () => DidYouMean(column, columns, "Columns"));

    public static Diagnostic NoId(Place at, string column, string found) => new("RC072", at,
        $"the column '{Plain.Short(column)}' cannot name this item: {found} stands there");

    public static Diagnostic IdTwice(Place at, string id, int line) => new("RC072", at,
        $"a second item is called '{Plain.Short(id)}'", $"The first one stands on line {line}; an id must tell items apart.");

    // --- templates, filters, columns ---
    public static Diagnostic OpenBrace(Place at) => new("RC073", at, "a brace opens here and never closes", "A brace that is only a brace is written twice: {{");

    public static Diagnostic LooseBrace(Place at) => new("RC073", at, "a brace closes here that was never opened", "A brace that is only a brace is written twice: }}");

    public static Diagnostic NoField(Place at, string text, string why) => new("RC073", at,
        $"'{Plain.Short(text)}' names no field: {why}", "Fields are written as column, question.stem or answers[0].");

    public static Diagnostic UnknownField(Place at, string name, string owner, IEnumerable<string> names) => new("RC074", at,
        owner.Length == 0 ? $"'{Plain.Short(name)}' is no column of the items" : $"no item has a '{Plain.Short(name)}' in '{Plain.Short(owner)}'",
        () => DidYouMean(name, names, owner.Length == 0 ? "Columns" : "Parts"));

    public static Diagnostic NoFilter(Place at, string text, string why) => new("RC075", at,
        $"'{Plain.Short(text)}' is no comparison: {why}", "Write it as label == 1 and split == 'test'; known are == != < <= > >=.");

    public static Diagnostic NoColumn(Place at, string text, string why) => new("RC075", at, $"'{Plain.Short(text)}' makes no column: {why}", "Write it as context=question.stem.");

    // The reader ends its messages with its own place, and tells programmers what else could be switched on.
    private static string Json(string what)
    {
        var end = what.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Plain.Short((end > 0 ? what[..end] : what).Split(" Change the reader options", 2)[0].TrimEnd('.'), 160);
    }
}
