using System.Globalization;
using Recount.Scoring.Items;
using Recount.Text;

namespace Recount.Scoring.Tasks;

/// <summary>Reads a task from what is said of it. Command lines and files say the same things by the same names.</summary>
/// <param name="whole">The place of a task that lacks something.</param>
public sealed partial class TaskReader(IReadOnlyList<TaskText> said, Place whole, Diagnostics diagnostics)
{
    private static readonly string[] Draws = ["by-item", "lm-eval", "lm-eval+1", "first"];

    private static readonly string[] Ways = ["choices", "beginnings", "target", "rolling", "answer"];

    // What can be said several times.
    private static readonly string[] Lists = ["choices", "beginnings", "until", "regex", "filter", "ignore", "ignore-pattern", "unconditional"];

    // What means something only beside one of these.
    private static readonly (string Key, string[] Beside)[] Hangs =
    [
        ("gold", ["choices", "beginnings"]), ("gold-as", ["gold"]), ("ending", ["beginnings"]), ("until", ["answer"]), ("max-tokens", ["answer"]),
        ("regex", ["answer"]), ("regex-which", ["regex"]),
        ("filter", ["answer"]), ("ignore", ["answer"]), ("ignore-pattern", ["answer"]), ("draw", ["shots"]), ("seed", ["shots"]), ("shots-from", ["shots"]),
    ];

    /// <summary>All that can be said, with what it means.</summary>
    public static IReadOnlyList<(string Key, string Meaning)> Keys { get; } =
    [
        ("context", "The question, as a template: {column} stands for a field of the item. What the model goes on from."),
        ("choices", "What the model chooses from: one field that is a list, as {choices}, or a template for each choice."),
        ("gold", "The field that says which choice is right."),
        ("gold-as", "How it says so: index (from 0), index1, letter, text, label:FIELD for a list of labels, truth:F,T for the choices of false and true. " +
            "Left out, an index or a text that fits one only."),
        ("beginnings", "Instead of choices: contexts to choose from, each before the same ending."),
        ("ending", "What follows each beginning."),
        ("target", "Instead of choices: the text whose likelihood is asked, with the blank before it."),
        ("rolling", "true: how likely the context itself is, in windows of the model's length."),
        ("answer", "Instead of choices: the model writes, and this is the right answer, or a field that is a list of them."),
        ("until", "Texts that end what the model writes; the divider if left out."),
        ("max-tokens", "The most that it writes: 256."),
        ("regex", "Finds the answer in what was written: a match, or its group. Read without backtracking."),
        ("regex-which", "Which match: 0, the first; -1 for the last."),
        ("filter", "Done to the answer before it is compared: leading-space takes that away, lowercase."),
        ("ignore", "What does not count when answers are compared: case, punctuation, numbers."),
        ("ignore-pattern", "Nor what this pattern finds, on both sides."),
        ("delimiter", "Between question and choice: one blank if left out."),
        ("description", "Before everything."),
        ("shots", "How many solved examples come before the question: 0."),
        ("draw", "How they are drawn: by-item (by task, seed and item alone), lm-eval (one generator for all items in turn), lm-eval+1 (it draws one more than it shows), first."),
        ("seed", "Of the draw: 1234."),
        ("divider", "Between examples: an empty line if left out."),
    ];

    /// <summary>Reads the task; null when there is a mistake, all of which are said.</summary>
    /// <param name="pool">Where shots are drawn from; that may be all items of the same file, each of which is then never among its own shots.</param>
    public BenchmarkTask? Read(string name, ItemSet items, ItemSet pool)
    {
        var mark = diagnostics.Mark;
        foreach (var twice in said.GroupBy(s => s.Key).Where(g => !Lists.Contains(g.Key)).SelectMany(g => g.Skip(1)))
        {
            diagnostics.Add(Mistakes.NotForThisTask(twice.Whole, $"'{twice.Key}' is said a second time"));
        }

        foreach (var (key, beside) in Hangs.Where(h => One(h.Key) is not null && h.Beside.All(b => One(b) is null) && Ways.Any(w => One(w) is not null)))
        {
            diagnostics.Add(Mistakes.OnlyWith(One(key)!.Whole, key, string.Join("' or '", beside)));
        }

        var context = Template("context", items);
        if (context is null && One("context") is null)
        {
            diagnostics.Add(Mistakes.MissingKey(whole, "a task", "context", Keys[0].Meaning));
        }

        var asked = Asked(items);
        var shots = Number("shots", 0, 0);
        var seed = Number("seed", 1234, 0);
        var draw = Word("draw", Draws);
        FewShotRule rule = draw switch { "lm-eval" or "lm-eval+1" => new FewShotRule.InOrder(seed), "first" => new FewShotRule.First(), _ => new FewShotRule.ByItem(name, seed) };
        var drawn = shots > 0 ? new Shots(shots, rule, pool, Divider, draw == "lm-eval+1") : null;
        if (drawn is not null && context is not null)
        {
            context.Check(pool, diagnostics);
        }

        var description = Template("description", items);
        return diagnostics.Mark > mark || context is null || asked is null ? null : new(name, items, context, asked, One("delimiter")?.Text ?? " ", description, drawn);
    }

    private Asked? Asked(ItemSet items)
    {
        var taken = Ways.Where(w => One(w) is { } said && (w != "rolling" || said.Text == "true")).ToList();
        if (taken is not [var way])
        {
            diagnostics.Add(taken.Count == 0 ? Mistakes.MissingKey(whole, "a task", "choices", $"{Keys[1].Meaning} Or one of {string.Join(", ", Ways[1..])}.")
                : Mistakes.NotForThisTask(One(taken[1])!.Whole, $"a task asks one thing: {taken[0]} or {taken[1]}"));
            return null;
        }

        switch (way)
        {
            case "choices":
                var (choices, gold) = (Templates("choices", items), Gold(items));
                return choices is null || gold is null ? null : new Asked.Choice(new(choices), gold);
            case "beginnings":
                if (One("ending") is null)
                {
                    diagnostics.Add(Mistakes.MissingKey(One(way)!.Whole, "a task with beginnings", "ending", "What follows each of them."));
                }

                var (beginnings, right, ending) = (Templates("beginnings", items), Gold(items), Template("ending", items));
                return beginnings is null || right is null || ending is null ? null : new Asked.Beginning(new(beginnings), ending, right);
            case "target":
                return Template("target", items) is { } target ? new Asked.Target(target) : null;
            case "rolling":
                return new Asked.Rolling();
            default:
                var targets = Template("answer", items);
                var most = Number("max-tokens", 256, 1);
                var filters = Many("regex").Select(Find).Concat(Many("filter").Select(Filter)).ToList();
                var match = Match();
                return targets is null || match is null || filters.Contains(null) ? null
                    : new Asked.Answer(targets, [.. Many("until").Select(u => u.Text).Where(u => u.Length > 0).DefaultIfEmpty(Divider)], most, [.. filters.Select(f => f!)], match);
        }
    }

    private string Divider => One("divider")?.Text ?? "\n\n";

    private TaskText? One(string key) => said.FirstOrDefault(s => s.Key == key);

    private List<TaskText> Many(string key) => [.. said.Where(s => s.Key == key)];

    private PromptTemplate? Template(string key, ItemSet items) =>
        One(key) is { } text && PromptTemplate.Read(text.Text, text.At, diagnostics) is { } template && template.Check(items, diagnostics)
        ? template : null;

    private List<PromptTemplate>? Templates(string key, ItemSet items)
    {
        var templates = Many(key).ConvertAll(t => PromptTemplate.Read(t.Text, t.At, diagnostics) is { } read && read.Check(items, diagnostics) ? read : null);
        return templates.Contains(null) ? null : templates.ConvertAll(t => t!);
    }

    private int Number(string key, int otherwise, int least)
    {
        if (One(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        diagnostics.Add(Mistakes.NoFreeNumber(text.Whole, $"number for '{key}'", text.Text, "5"));
        return otherwise;
    }

    private string? Word(string key, string[] words)
    {
        if (One(key) is { } text && !words.Contains(text.Text))
        {
            diagnostics.Add(Mistakes.NotAWord(text.Whole, text.Text, words));
        }

        return One(key)?.Text;
    }
}
