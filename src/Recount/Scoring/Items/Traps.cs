using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Looks for traps in templates and in what they make of items. Items that cannot be rendered are passed over: they are errors, and said elsewhere.
/// </summary>
public static class Traps
{
    /// <summary>A backslash and an n where a line break was meant: YAML reads <c>'\n'</c> in single quotes as two characters.</summary>
    public static IEnumerable<Trap> BackslashN(PromptTemplate template) => !template.Literals.Any(l => l.Contains("\\n", StringComparison.Ordinal)) ? []
        : [new("backslash-n", template.At, 0,
            $"The template '{Plain.Short(template.Written)}' holds a backslash and an n, two characters; a line break is written in double quotes.")];

    /// <summary>Braces twice around a column, as other tools write them: here they stand for the very text.</summary>
    public static IEnumerable<Trap> DoubledBraces(PromptTemplate template, ItemSet items)
    {
        foreach (var column in items.Columns.Where(c => template.Literals.Any(l => l.Contains($"{{{c}}}", StringComparison.Ordinal))))
        {
            yield return new("doubled-braces", template.At, 0,
                $"The template '{Plain.Short(template.Written)}' shows the model the text {{{Plain.Short(column)}}}; a single pair of braces would show the column.");
        }
    }

    /// <summary>A context that ends in white space: most tokenizers have the blank in the next word, and rank other choices behind it.</summary>
    public static IEnumerable<Trap> TrailingWhite(PromptTemplate context, ItemSet items)
    {
        var count = Texts(context, items).Count(t => t.Text.Length > 0 && char.IsWhiteSpace(t.Text[^1]));
        return count == 0 ? [] : [new("trailing-white-space", context.At, count, $"The context of {Of(count, items)} ends in white space.")];
    }

    /// <summary>Choices of one item that read the same: one of them can never be told from the other.</summary>
    public static IEnumerable<Trap> EqualChoices(ChoiceList choices, ItemSet items)
    {
        var count = Choices(choices, items).Count(c => c.Choices.Distinct(StringComparer.Ordinal).Count() < c.Choices.Count);
        return count == 0 ? [] : [new("equal-choices", choices.Templates[0].At, count,
            $"{Of(count, items)} {(count == 1 ? "has" : "have")} choices that are equal to one another.")];
    }

    /// <summary>Joins of context, delimiter and choice with white space twice, or with none between two words.</summary>
    public static IEnumerable<Trap> Joins(PromptTemplate context, string delimiter, ChoiceList choices, ItemSet items)
    {
        var (twice, none) = (0, 0);
        foreach (var (item, texts) in Choices(choices, items))
        {
            var before = Text(context, item) is { } text ? text + delimiter : null;
            twice += before is not null && EndsWhite(before) && texts.Any(c => char.IsWhiteSpace(c[0])) ? 1 : 0;
            none += before is { Length: > 0 } && char.IsLetterOrDigit(before[^1]) && texts.Any(c => char.IsLetterOrDigit(c[0])) ? 1 : 0;
        }

        var at = choices.Templates[0].At;
        if (twice > 0)
        {
            yield return new("double-space", at, twice,
                $"In {Of(twice, items)}, white space stands twice where a choice begins: the delimiter is '{Plain.Short(delimiter)}', and the choice brings its own.");
        }

        if (none > 0)
        {
            yield return new("no-space", at, none,
                $"In {Of(none, items)}, a choice begins right behind a word: the delimiter is '{Plain.Short(delimiter)}', and the choice brings no white space.");
        }
    }

    /// <summary>Shots that show the answer of an evaluated item: both come from one file and share rows, or read the same.</summary>
    /// <param name="pool">What shots are drawn from.</param>
    /// <param name="question">The template of the question; items of one text are one question, whatever else differs.</param>
    public static IEnumerable<Trap> Leak(ItemSet pool, ItemSet items, PromptTemplate question)
    {
        var isOneFile = pool.Sha256.Length > 0 && pool.Sha256 == items.Sha256;
        var rows = isOneFile ? pool.Items.Select(i => i.Position).ToHashSet() : [];
        var texts = Texts(question, pool).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        var count = items.Items.Count(i => rows.Contains(i.Position) || (Text(question, i) is { } text && texts.Contains(text)));
        if (count > 0)
        {
            yield return new("shot-leak", question.At, count,
                $"{Of(count, items)} {(count == 1 ? "stands" : "stand")} among the {pool.Items.Count} that shots are drawn from"
                + $"{(isOneFile ? ", which are the same file" : "")}: a shot can show the answer.");
        }
    }

    private static bool EndsWhite(string text) => text.Length > 0 && char.IsWhiteSpace(text[^1]);

    private static IEnumerable<(Item Item, string Text)> Texts(PromptTemplate template, ItemSet items) =>
        items.Items.Select(i => (i, Text(template, i))).Where(t => t.Item2 is not null)!;

    private static string? Text(PromptTemplate template, Item item)
    {
        try
        {
            return template.Render(item);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(Item Item, IReadOnlyList<string> Choices)> Choices(ChoiceList choices, ItemSet items)
    {
        foreach (var item in items.Items)
        {
            IReadOnlyList<string>? texts = null;
            try
            {
                texts = choices.Render(item);
            }
            catch (FormatException)
            {
            }

            if (texts is not null)
            {
                yield return (item, texts);
            }
        }
    }

    private static string Of(int count, ItemSet items) => $"{count} of {ItemMistakes.Count(items.Items.Count, "item")}";
}
