using System.Globalization;
using System.Text.RegularExpressions;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>
/// What a field goes through before it is shown: <c>{premise|no-stop}</c>, <c>{text|mark:span2_index,span2_text|detokenise}</c>. Of a list, each element goes through it by itself.
/// These are the few transformations that the published layouts of GPT-3's benchmarks need; a filter takes what stands behind its colon as it is.
/// </summary>
/// <param name="Of">From a text, what stands behind the colon, and the item, to a text.</param>
internal sealed partial record FieldFilter(string Name, string Meaning, Func<string, string, Item, string> Of)
{
    public static IReadOnlyList<FieldFilter> All { get; } =
    [
        new("lower", "all letters small", (t, _, _) => t.ToLowerInvariant()),
        new("lower-first", "the first letter small", (t, _, _) => t.Length == 0 ? t : char.ToLowerInvariant(t[0]) + t[1..]),
        new("upper-first", "the first letter a capital", (t, _, _) => t.Length == 0 ? t : char.ToUpperInvariant(t[0]) + t[1..]),
        new("capitalise", "the first letter a capital, all others small", (t, _, _) => t.Length == 0 ? t : char.ToUpperInvariant(t[0]) + t[1..].ToLowerInvariant()),
        new("no-stop", "without a full stop at the end", (t, _, _) => t.TrimEnd() is var trimmed && trimmed.EndsWith('.') ? trimmed[..^1] : trimmed),
        new("trim", "without white space at its ends", (t, _, _) => t.Trim()),
        new("without", "without this beginning", (t, beginning, _) => t.StartsWith(beginning, StringComparison.Ordinal) ? t[beginning.Length..] : t),
        new("last-word", "what stands behind the last blank", (t, _, _) => t[(t.LastIndexOf(' ') + 1)..]),
        new("but-last-word", "what stands before the last blank", (t, _, _) => t[..Math.Max(0, t.LastIndexOf(' '))]),
        new("words", "another word for each: cause=because,effect=so", Exchanged),
        new("slice", "from one position to another, which stand in two fields: start1,end1", Sliced),
        new("mark", "with asterisks around a word: the field with its position in words, and the field with the word", Marked),
        new("detokenise", "blanks before punctuation taken away, as lm-evaluation-harness does", (t, _, _) => Detokenised(t)),
        new("hellaswag", "brackets of the WikiHow part taken away, as lm-evaluation-harness does; an activity with the fields of its context behind it: ctx_a,ctx_b",
            (t, fields, item) => NoBrackets(fields.Length == 0 ? t : Begun(t, fields, item))),
    ];

    /// <summary>Filters that make a value of a whole list: <c>index:entailment</c>.</summary>
    public const string Index = "index";

    private static string Exchanged(string text, string pairs, Item item)
    {
        foreach (var pair in pairs.Split(','))
        {
            if (pair.Split('=') is [var from, var to] && from == text)
            {
                return to;
            }
        }

        throw new FormatException($"Item '{Plain.Short(item.Id)}' holds '{Plain.Short(text)}', for which '{Plain.Short(pairs)}' has no word.");
    }

    private static string Sliced(string text, string fields, Item item)
    {
        var ends = fields.Split(',').Select(f => Whole(item, f)).ToList();
        return ends is [var start, var end] && start >= 0 && start <= end && end <= text.Length ? text[start..end]
            : throw new FormatException($"Item '{Plain.Short(item.Id)}': '{Plain.Short(fields)}' is no part of '{Plain.Short(text)}'.");
    }

    // Positions count words between blanks. One of SuperGLUE's (item 42 of the development set) is off by one, and the wrong word is then marked, as in lm-evaluation-harness.
    private static string Marked(string text, string fields, Item item)
    {
        var parts = fields.Split(',');
        var (at, span) = (Whole(item, parts[0]), parts.Length > 1 ? Shown(item, parts[1]) : "");
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (at < 0 || at > words.Length)
        {
            throw new FormatException($"Item '{Plain.Short(item.Id)}': word {at} is to be marked, and the text has {words.Length}.");
        }

        var before = string.Join(' ', words[..at]);
        var rest = Math.Min(text.Length, before.Length + (before.Length > 0 ? 1 : 0) + span.Length);
        return $"{before} *{span}*{text[rest..]}".TrimStart();
    }

    private static string Detokenised(string text)
    {
        foreach (var (from, to) in new[] { (" n't", "n't"), (" )", ")"), ("( ", "("), ("\" ", "\""), (" \"", "\"") })
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return BeforeMarks().Replace(text, "$1");
    }

    private static string Begun(string activity, string fields, Item item)
    {
        string[] parts = [.. fields.Split(',').Select(f => Shown(item, f))];
        return $"{activity}: {parts[0]} {(parts[^1].Length == 0 ? "" : char.ToUpperInvariant(parts[^1][0]) + parts[^1][1..].ToLowerInvariant())}";
    }

    private static string NoBrackets(string text) =>
        Brackets().Replace(text.Trim().Replace(" [title]", ". ", StringComparison.Ordinal), "").Replace("  ", " ", StringComparison.Ordinal);

    private static string Shown(Item item, string path) => Find(item, path) is { } field && PromptTemplate.Shown(field) is { } text ? text
        : throw new FormatException($"Item '{Plain.Short(item.Id)}' has no text in '{Plain.Short(path)}'.");

    private static int Whole(Item item, string path) => int.TryParse(Shown(item, path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"Item '{Plain.Short(item.Id)}' has no whole number in '{Plain.Short(path)}'.");

    private static Field? Find(Item item, string path) => FieldPath.Read(path, Place.Nowhere, new()) is { } read ? read.Find(item) : null;

    [GeneratedRegex(@" (['.,])")]
    private static partial Regex BeforeMarks();

    [GeneratedRegex(@"\[.*?\]")]
    private static partial Regex Brackets();
}
